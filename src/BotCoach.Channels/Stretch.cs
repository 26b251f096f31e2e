using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Channels;

/// <summary>What stands or falls together, a row and its buttons for example, and how many things of its list it shows.</summary>
internal sealed record StretchPart(int Items, params IReadOnlyList<JsonObject> Blocks);

/// <summary>How much a platform takes: so many blocks, and of what they cost, in whatever it counts; and how it shows a quiet line.</summary>
internal sealed record StretchRoom(int Blocks, int MostCost, Func<string, int> CostOf, Func<string, JsonObject> Line);

/// <summary>What one block of a message becomes on a platform. It can be shortened from its end, and says so.</summary>
internal sealed class Stretch
{
    private const int Marker = 150;

    /// <summary>Letters of any alphabet as they are, and not as six characters each.</summary>
    internal static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(StretchPart Part, int Cost)> _parts;
    private readonly StretchRoom _room;
    private readonly bool _isList;
    private readonly int _all;
    private int _left;

    /// <param name="block">What it is made of.</param>
    /// <param name="parts">What it becomes, top to bottom.</param>
    /// <param name="room">Where it goes.</param>
    internal Stretch(Block block, IEnumerable<StretchPart> parts, StretchRoom room)
    {
        (Block, _room) = (block, room);
        _isList = block is not (Paragraph or Quote);
        _parts = [.. parts.Select(p => (p, p.Blocks.Sum(b => room.CostOf(b.ToJsonString(AsItIs)))))];
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
        if (_left > 0) yield return _room.Line(_isList ? More(_left) : $"…and more than fits here ({_left} of {_all} parts)");
    }

    internal static string More(int left) => $"…and {left} more";

    /// <summary>
    /// The stretches, shortened until there is room: the longest lists first, and only then whole blocks, the buttons at the end last.
    /// </summary>
    internal static IReadOnlyList<JsonObject> Fit(IEnumerable<Stretch> all, StretchRoom room)
    {
        var stretches = all.Where(s => s._parts.Count > 0).ToList();
        var gone = 0;
        while (true)
        {
            var (blocks, cost) = (stretches.Sum(s => s.Blocks) + (gone > 0 ? 1 : 0), stretches.Sum(s => s.Cost) + (gone > 0 ? Marker : 0));
            var isTooMany = blocks > room.Blocks;
            if (!isTooMany && cost <= room.MostCost) break;
            if (stretches.Where(s => s.CanBeShorter).MaxBy(s => isTooMany ? s.Blocks : s.Cost) is { } longest) { longest.Shorten(); continue; }
            stretches.Remove(isTooMany ? stretches.FindLast(s => s.Block is not Buttons) ?? stretches[^1] : stretches.MaxBy(s => s.Cost)!);
            gone++;
        }
        var written = stretches.SelectMany(s => s.Written()).ToList();
        if (gone > 0) written.Add(room.Line(More(gone)));
        return written;
    }
}
