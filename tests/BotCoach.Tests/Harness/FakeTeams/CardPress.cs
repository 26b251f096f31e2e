using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>Something in a card that can be pressed.</summary>
/// <param name="Action">The action as the app sent it.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Beside">The words of the container or row it stands in; or, in no container, of what stands directly above.</param>
/// <param name="InRow">It stands in no container: it belongs to the whole card.</param>
public sealed record CardPress(JsonObject Action, string Label, string Beside, bool InRow)
{
    /// <summary>All of them, top to bottom.</summary>
    public static IEnumerable<CardPress> In(JsonObject card) => Of(card, "", true);

    /// <summary>The last one of this label: beside these words; or, where none is, one of the whole card, if that says them.</summary>
    public static CardPress? Find(JsonObject? card, string label, string? beside)
    {
        if (card is null) return null;
        var all = In(card).Where(p => string.Equals(p.Label.Trim(), label, StringComparison.OrdinalIgnoreCase)).ToList();
        if (beside is null) return all.LastOrDefault();
        return all.LastOrDefault(p => Says(p.Beside, beside)) ?? (Says(CardWords.Of(card), beside) ? all.LastOrDefault(p => p.InRow) : null);
    }

    public static bool Says(string words, string part) => Flat(words).Contains(Flat(part), StringComparison.OrdinalIgnoreCase);

    private static string Flat(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<CardPress> Of(JsonObject part, string beside, bool inRow)
    {
        var above = beside;
        foreach (var inside in CardWalk.In(part).Where(p => !CardWalk.IsHidden(p)))
        {
            if (CardWalk.IsAction(inside)) yield return new CardPress(inside, inside["title"]?.ToString() ?? "", above, inRow);
            var isRoom = CardWalk.TypeOf(inside) is "Container" or "ColumnSet" or "TableRow" || part["rows"] is JsonArray rows && inside.Parent == rows;
            var words = isRoom && WithoutButtons(inside) is { Length: > 0 } own ? own : above;
            foreach (var press in Of(inside, words, inRow && !isRoom)) yield return press;
            if (inRow && !CardWalk.IsAction(inside) && WithoutButtons(inside) is { Length: > 0 } said) above = said;
        }
    }

    private static string WithoutButtons(JsonObject part)
    {
        var plain = part.DeepClone().AsObject();
        foreach (var action in CardWalk.All(plain).Where(CardWalk.IsAction).ToList()) action["title"] = "";
        return CardWords.Of(plain);
    }
}
