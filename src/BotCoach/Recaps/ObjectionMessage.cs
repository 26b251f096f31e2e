using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>The words of objections over time. Each number leads to the words it was counted from; no rate under five ended deals.</summary>
public static class ObjectionMessage
{
    private const int FewestForRate = 5;
    private const int MostQuotes = 8;
    private const int MostParts = 4;

    public static Message Of(IReadOnlyList<HeardObjection> heard, IReadOnlyDictionary<string, string> stages)
    {
        if (heard.Count == 0) return Message.Say("No objection of a call has been accepted in the last year. Accept them in a recap, and they are counted here.");
        var kinds = heard.GroupBy(o => o.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
        return new Message($"{Wording.Count(heard.Count, "objection")} in the calls of the last year.",
        [
            new Heading("What buyers object to"),
            new Paragraph($"{Wording.Count(heard.Count, "objection")} on {Wording.Count(heard.Select(o => o.DealId).Distinct().Count(), "deal")}, in the calls of the last year whose recaps were accepted.", Quiet: true),
            new Chart("How often", ChartKind.Bars, [.. kinds.Select(k => new ChartPoint(k.Key.ToString(), k.Count()))]),
            new Rows([.. kinds.Select(k => new Row(
                $"{Text.Strong(k.Key.ToString())}: {Wording.Count(k.Count(), "time")} on {Wording.Count(k.Select(o => o.DealId).Distinct().Count(), "deal")}",
                [new Button("In their words", "objection.quotes", k.Key.ToString())], string.Join("\n", Parts([.. k], stages))))]),
        ]);
    }

    public static Message Quotes(ObjectionKind kind, IReadOnlyList<HeardObjection> heard, int from, IReadOnlyDictionary<string, string> stages, LocalDate today)
    {
        List<Block> blocks = [new Heading($"{kind}, in their words")];
        foreach (var one in heard.Skip(from).Take(MostQuotes))
        {
            var lines = one.Quote.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var said = lines.FirstOrDefault(l => l.Contains(one.Text[..Math.Min(25, one.Text.Length)], StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? one.Text;
            var place = DealWords.Join(one.Deal, one.Stage is { } stage ? stages.GetValueOrDefault(stage, stage) : null, Wording.Day(one.HeldOn, today), one.Status == DealStatus.Open ? null : DealWords.StatusName(one.Status));
            blocks.Add(RecapMessage.QuoteOf(said) is var quote ? quote with { From = quote.From is null ? place : $"{quote.From}, {place}" } : quote);
        }
        if (heard.Count > from + MostQuotes) blocks.Add(Buttons.Of(new Button(Wording.Count(heard.Count - from - MostQuotes, "older one"), "objection.quotes", $"{kind}:{from + MostQuotes}")));
        if (heard.Count == 0) blocks.Add(new Paragraph("Nobody said so in a call of the last year."));
        return new Message($"{kind}, in their words.", blocks);
    }

    private static IEnumerable<string> Parts(IReadOnlyList<HeardObjection> of, IReadOnlyDictionary<string, string> stages)
    {
        yield return "By stage: " + Counted(of.Select(o => o.Stage is { } id ? stages.GetValueOrDefault(id, id) : "not known"));
        if (of.Any(o => o.Segment is not null)) yield return "By segment: " + Counted(of.Select(o => o.Segment ?? "none"));
        var deals = of.DistinctBy(o => o.DealId).ToList();
        var (won, lost) = (deals.Count(o => o.Status == DealStatus.Won), deals.Count(o => o.Status == DealStatus.Lost));
        var rate = won + lost >= FewestForRate ? $", {100 * won / (won + lost)} % of the {won + lost} ended were won" : "";
        yield return $"Those deals: {won} won, {lost} lost, {deals.Count(o => o.Status == DealStatus.Open)} open{rate}";
    }

    private static string Counted(IEnumerable<string> names)
    {
        var groups = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        return string.Join(", ", groups.Take(MostParts).Select(g => $"{g.Key} {g.Count()}")) + (groups.Count > MostParts ? $", {groups.Count - MostParts} others" : "");
    }
}
