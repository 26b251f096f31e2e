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

    // two blocks a row at the most, of the fifty that a platform takes
    private const int MostRows = 12;

    public static Message Of(ObjectionCut cut, IReadOnlyList<HeardObjection> all, IReadOnlyDictionary<string, string> stages)
    {
        if (all.Count == 0) return Message.Say("No objection of a call has been accepted in the last year. Accept them in a recap, and they are counted here.");
        var heard = all.Where(cut.Takes).ToList();
        var groups = Groups(cut, heard);
        var shown = groups.Skip(cut.From).Take(MostRows).ToList();
        List<Block> blocks =
        [
            new Heading(cut.Only.Count == 0 ? "What buyers object to" : $"What buyers object to: {Called(cut, stages)}"),
            new Paragraph($"In the calls of the last year whose recaps were accepted, {NameOf(cut.By)}.", Quiet: true),
            .. Drawn(cut, groups),
            new Rows([All(cut, heard), .. shown.Select(g => Line(cut, g, stages))]),
        ];
        if (groups.Count > cut.From + MostRows) blocks.Add(Buttons.Of(new Button($"{groups.Count - cut.From - MostRows} more", "objection.by", (cut with { From = cut.From + MostRows }).Write())));
        blocks.Add(Ways(cut, heard));
        return new Message($"{Wording.Count(heard.Count, "objection")} in the calls of the last year, {NameOf(cut.By)}.", blocks);
    }

    public static Message Quotes(ObjectionCut cut, IReadOnlyList<HeardObjection> all, IReadOnlyDictionary<string, string> stages, LocalDate today)
    {
        var (heard, title) = (all.Where(cut.Takes).ToList(), cut.Only.Count == 0 ? "Objections, in their words" : $"{Called(cut, stages)}, in their words");
        List<Block> blocks = [new Heading(Wording.Short(title, 140))];
        foreach (var one in heard.Skip(cut.From).Take(MostQuotes))
        {
            var lines = one.Quote.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var said = lines.FirstOrDefault(l => l.Contains(one.Text[..Math.Min(25, one.Text.Length)], StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? one.Text;
            var place = DealWords.Join(one.Deal, one.Stage is { } stage ? stages.GetValueOrDefault(stage, stage) : null, Wording.Day(one.HeldOn, today), one.Status == DealStatus.Open ? null : DealWords.StatusName(one.Status));
            blocks.Add(RecapMessage.QuoteOf(said) is var quote ? quote with { From = quote.From is null ? place : $"{quote.From}, {place}" } : quote);
        }
        var older = heard.Count - cut.From - MostQuotes;
        if (older > 0) blocks.Add(Buttons.Of(new Button(Wording.Count(older, "older one"), "objection.quotes", (cut with { From = cut.From + MostQuotes }).Write())));
        if (heard.Count == 0) blocks.Add(new Paragraph("Nobody said so in a call of the last year."));
        return new Message($"{title}.", blocks);
    }

    /// <summary>The most frequent first; of quarters and outcomes each, as they follow one another.</summary>
    private static List<IGrouping<string, HeardObjection>> Groups(ObjectionCut cut, List<HeardObjection> heard)
    {
        var groups = heard.GroupBy(o => ObjectionCut.ValueOf(o, cut.By));
        return cut.By switch
        {
            ObjectionCut.Quarter => [.. groups.OrderByDescending(g => g.Key, StringComparer.Ordinal)],
            ObjectionCut.Outcome => [.. groups.OrderBy(g => g.First().Status)],
            _ => [.. groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>Over time; each bar is a row below.</summary>
    private static IEnumerable<Block> Drawn(ObjectionCut cut, List<IGrouping<string, HeardObjection>> groups)
    {
        if (cut.By == ObjectionCut.Quarter && groups.Count > 1) yield return new Chart("How often", ChartKind.Bars, [.. groups.AsEnumerable().Reverse().Select(g => new ChartPoint(g.Key, g.Count()))]);
    }

    private static Row All(ObjectionCut cut, List<HeardObjection> heard) => new($"All together: {Counted(heard)}", [new Button("Quotes", "objection.quotes", (cut with { From = 0 }).Write())]);

    private static Row Line(ObjectionCut cut, IGrouping<string, HeardObjection> group, IReadOnlyDictionary<string, string> stages)
    {
        var (own, heard) = (cut.With(cut.By, group.Key), group.ToList());
        List<Button> buttons = [new Button("Quotes", "objection.quotes", own.Write())];
        // one kind is spread over stages, all else over kinds
        var next = cut.By == ObjectionCut.Kind ? ObjectionCut.Stage : ObjectionCut.Kind;
        if (heard.Count > 1 && own.Only.All(o => o.Way != next)) buttons.Add(new Button(next == ObjectionCut.Kind ? "Kinds" : "Stages", "objection.by", (own with { By = next }).Write()));
        return new Row($"{Text.Strong(ValueName(cut.By, group.Key, stages))}: {Counted(heard)}", buttons, Rate(cut, heard));
    }

    private static string Counted(List<HeardObjection> heard) => $"{Wording.Count(heard.Count, "time")} on {Wording.Count(heard.Select(o => o.DealId).Distinct().Count(), "deal")}";

    /// <summary>How deals with such an objection ended; the deals themselves are behind "Quotes".</summary>
    private static Text? Rate(ObjectionCut cut, List<HeardObjection> heard)
    {
        if (cut.By != ObjectionCut.Kind) return null;
        var deals = heard.DistinctBy(o => o.DealId).ToList();
        var (won, lost) = (deals.Count(o => o.Status == DealStatus.Won), deals.Count(o => o.Status == DealStatus.Lost));
        var rate = $"{100 * won / Math.Max(1, won + lost)} % of those won or lost were won";
        return won + lost < FewestForRate ? null : (Text)rate;
    }

    /// <summary>The other ways to count the same, where there is anything to tell apart; and the way back to all.</summary>
    private static Buttons Ways(ObjectionCut cut, List<HeardObjection> heard)
    {
        var ways = ObjectionCut.Ways.Where(w => w != cut.By && cut.Only.All(o => o.Way != w) && (w != ObjectionCut.Segment || heard.Exists(o => o.Segment is not null)));
        List<Button> buttons = [.. ways.Select(w => new Button(Sentence(NameOf(w)), "objection.by", (cut with { By = w, From = 0 }).Write()))];
        if (cut.Only.Count > 0) buttons.Add(new Button("All objections", "objection.by", new ObjectionCut(ObjectionCut.Kind).Write()));
        return new Buttons(buttons);
    }

    private static string Called(ObjectionCut cut, IReadOnlyDictionary<string, string> stages) => string.Join(", ", cut.Only.Select(o => ValueName(o.Way, o.Value, stages)));

    private static string NameOf(string way) => $"by {way}";

    private static string ValueName(string way, string value, IReadOnlyDictionary<string, string> stages) => (way, value) switch
    {
        (ObjectionCut.Stage, "") => "Stage not known",
        (ObjectionCut.Segment, "") => "No segment",
        (ObjectionCut.Stage, _) => stages.GetValueOrDefault(value, value),
        (ObjectionCut.Outcome, _) => Enum.TryParse<DealStatus>(value, out var status) ? Sentence(DealWords.StatusName(status)) : value,
        _ => Wording.Short(value, 120),
    };

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
