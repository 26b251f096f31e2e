using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Writes messages as Adaptive Cards 1.5. What is too long is shortened and says so; nothing over a limit and nothing empty reaches Teams. Nothing secret is
/// in a card: whoever sees it may send its data back.
/// </summary>
/// <param name="opensForm">Which buttons open a form: Teams wants to know before they are pressed.</param>
internal sealed class TeamsWriter(Func<string, bool> opensForm)
{
    /// <summary>
    /// A card of 28 KB was refused once and one of some 36 KB is now (https://github.com/OfficeDev/Microsoft-Teams-Samples/issues/1622): with room for what is
    /// around it.
    /// </summary>
    private const int MostBytes = 25 * 1024;

    private const int Around = 1_000;
    private const int MostFallback = 1_000;
    private const string NoWords = "Nothing to show.";

    private static readonly StretchRoom Room = new(int.MaxValue, MostBytes - Around - MostFallback * 3, Encoding.UTF8.GetByteCount, TeamsBlocks.Quiet);

    /// <summary>The verb by which a card asks how it looks now.</summary>
    internal const string Refresh = "card.refresh";

    /// <summary>The card. It asks by itself how it looks now for the people named here, as they see it; for nobody where there are none.</summary>
    /// <param name="m">What it says.</param>
    /// <param name="viewers">People by Teams' own ids.</param>
    /// <param name="delivery">The message's own id: it comes back with what is pressed, and is looked up then among the presser's own.</param>
    internal JsonObject Card(Message m, IEnumerable<string> viewers, string delivery)
    {
        var card = Of(m, new TeamsParts(opensForm, delivery));
        card["refresh"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Refresh", ["verb"] = Refresh, ["data"] = new JsonObject { ["v"] = delivery } },
            ["userIds"] = new JsonArray([.. viewers.Select(v => (JsonNode)v)]),
        };
        return card;
    }

    /// <summary>A card that says something, for a dialog, for somebody else or for a moment: nothing on it can be pressed.</summary>
    internal JsonObject Plain(Message m) => Of(m with { Blocks = [.. m.Blocks.Where(b => b is not Buttons).Select(b => b is Rows rows ? new Rows([.. rows.Items.Select(r => r with { Buttons = [] })]) : b)] }, new TeamsParts(opensForm, ""));

    /// <summary>A card whose buttons all open a form.</summary>
    internal JsonObject Opening(Message m) => Of(m, new TeamsParts(_ => true, ""));

    private static JsonObject Of(Message m, TeamsParts parts)
    {
        var body = Stretch.Fit(m.Blocks.Select(b => new Stretch(b, parts.Of(b), Room)), Room);
        var fallback = PlainWords.Line(m.Fallback, MostFallback) is { Length: > 0 } words ? words : NoWords;
        return new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = fallback,
            ["msteams"] = new JsonObject { ["width"] = "full" },
            ["body"] = new JsonArray([.. body.Count > 0 ? body : [TeamsBlocks.Line([new Plain(fallback)])!]]),
        };
    }
}
