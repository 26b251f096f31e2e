using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Slack;

/// <summary>What stands or falls together, a row and its buttons for example, and how many things of its list it shows.</summary>
internal sealed record SlackPart(int Items, params IReadOnlyList<JsonObject> Blocks);

/// <summary>How much there is room for: blocks, and characters of JSON; and whether charts and buttons may stand there.</summary>
internal sealed record SlackRoom(int Blocks, int Characters, bool Charts, bool Buttons)
{
    /// <summary>
    /// Slack takes 50 blocks and, undocumented, about 13,200 characters of them as JSON, with the ids that it adds itself
    /// (<c>msg_blocks_too_long</c>, https://github.com/slackapi/bolt-js/issues/2509).
    /// </summary>
    internal static readonly SlackRoom Message = new(50, 12_000, Charts: true, Buttons: true);

    /// <summary>An answer that nobody can edit later.</summary>
    internal static readonly SlackRoom Answer = Message with { Buttons = false };

    /// <summary>A view takes 100 blocks and 250 KB; a character can take six bytes.</summary>
    internal static readonly SlackRoom Home = new(100, 40_000, Charts: false, Buttons: true);

    internal static readonly SlackRoom Modal = Home with { Buttons = false };
}

/// <summary>What one block of a message becomes. It can be shortened from its end, and says so.</summary>
internal sealed class SlackStretch
{
    private const int IdOfABlock = 30; // {"block_id":"AbC1d"} is added by Slack
    private const int Marker = 150;

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(SlackPart Part, int Cost)> _parts;
    private readonly bool _isList;
    private readonly int _all;
    private int _left;

    /// <param name="block">What it is made of.</param>
    /// <param name="parts">What it becomes, top to bottom.</param>
    internal SlackStretch(Block block, IEnumerable<SlackPart> parts)
    {
        Block = block;
        _isList = block is not (Paragraph or Quote);
        _parts = [.. parts.Select(p => (p, p.Blocks.Sum(b => b.ToJsonString(AsItIs).Length + IdOfABlock)))];
        (Blocks, Cost) = (_parts.Sum(p => p.Part.Blocks.Count), _parts.Sum(p => p.Cost));
        _all = _parts.Sum(p => p.Part.Items);
    }

    internal Block Block { get; }

    internal int Blocks { get; private set; }

    internal int Cost { get; private set; }

    internal bool CanBeShorter => _parts.Count > 1;

    internal void Shorten()
    {
        if (_left == 0) (Blocks, Cost) = (Blocks + 1, Cost + Marker);
        var (part, cost) = _parts[^1];
        _parts.RemoveAt(_parts.Count - 1);
        _left += part.Items;
        (Blocks, Cost) = (Blocks - part.Blocks.Count, Cost - cost);
    }

    internal IEnumerable<JsonObject> Written()
    {
        foreach (var block in _parts.SelectMany(p => p.Part.Blocks)) yield return block;
        if (_left > 0) yield return SlackBlocks.Context(_isList ? More(_left) : $"…and more than fits here ({_left} of {_all} parts)");
    }

    internal static string More(int left) => $"…and {left} more";

    /// <summary>
    /// The stretches, shortened until there is room: the longest lists first, and only then whole blocks, the buttons at the end last.
    /// </summary>
    internal static IReadOnlyList<JsonObject> Fit(IEnumerable<SlackStretch> all, SlackRoom room)
    {
        var stretches = all.Where(s => s._parts.Count > 0).ToList();
        var gone = 0;
        while (true)
        {
            var (blocks, cost) = (stretches.Sum(s => s.Blocks) + (gone > 0 ? 1 : 0), stretches.Sum(s => s.Cost) + (gone > 0 ? Marker : 0));
            var isTooMany = blocks > room.Blocks;
            if (!isTooMany && cost <= room.Characters) break;
            if (stretches.Where(s => s.CanBeShorter).MaxBy(s => isTooMany ? s.Blocks : s.Cost) is { } longest) { longest.Shorten(); continue; }
            stretches.Remove(isTooMany ? stretches.FindLast(s => s.Block is not Buttons) ?? stretches[^1] : stretches.MaxBy(s => s.Cost)!);
            gone++;
        }
        var written = stretches.SelectMany(s => s.Written()).ToList();
        if (gone > 0) written.Add(SlackBlocks.Context(More(gone)));
        return written;
    }
}
