using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Reviews;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>How a digest looks in a chat: three figures, what moved in short lists, the few deals to talk about, and the way to the whole of it.</summary>
public static class DigestMessage
{
    public const string ForManagers = "The digest is for who leads people with deals. Yours are in your brief: type “brief”.";
    public const string Nobody = "Nobody reports to you yet whose team is told anything, so there is nothing to look back on. An admin sets who leads whom.";
    public const string NoDeals = "Your people have no deals yet. Once they do, I tell you on Mondays what has changed.";
    public const string NothingToTalkAbout = "No deal asks for a talk since then.";
    private const int MostOfAKind = 3;
    private const int MostBars = 12;

    /// <summary>Why what it chose is not walked right away.</summary>
    public static Text AfterTheReview => $"They are on the agenda of your next deal review. One goes on: {Text.Type("review")}.";

    /// <param name="page">Where the whole of it stands, where people can open pages.</param>
    /// <param name="notYet">Why what it chose is not walked right away; null: it is.</param>
    public static Message Of(DigestSheet sheet, DateTimeZone zone, string? page, Text? notYet = null)
    {
        var today = sheet.Now.At.DayIn(zone);
        List<Block> blocks = [new Heading($"Your people's deals, {Wording.Day(today, today.PlusDays(-7))}"), new Paragraph(Opening(sheet, zone, today)), Figures(sheet)];
        blocks.AddRange(DigestLists.Of(sheet, today).Where(l => l.Lines.Count > 0).Select(l => Short(l, page is not null)));
        if (sheet.Diff.Talks.Count > 0)
        {
            blocks.Add(new Paragraph(Text.Strong(sheet.Diff.Talks.Count == 1 ? "One deal to talk about" : $"{sheet.Diff.Talks.Count} deals to talk about")));
            blocks.Add(new Rows([.. sheet.Diff.Talks.Select(t => RowOf(t, sheet))]));
            if (notYet is null) blocks.Add(Buttons.Of(new Button("Walk them", "review.start")));
        }
        if (notYet is not null) blocks.Add(new Paragraph(notYet, Quiet: true));
        if (ByStage(sheet) is { } chart) blocks.Add(chart);
        if (page is not null) blocks.Add(new Paragraph(new Text([new Link("The whole of it, on a page", page)])));
        return new Message(Fallback(sheet), blocks);
    }

    /// <summary>Where the open deals stand.</summary>
    public static Chart? ByStage(DigestSheet sheet)
    {
        List<ChartPoint> bars =
        [
            .. sheet.Now.Open.Where(d => sheet.Names.ContainsKey(d.Id)).GroupBy(d => sheet.Names[d.Id].StageName(d.Stage)).OrderBy(g => g.Min(d => Place(sheet, d))).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Take(MostBars).Select(g => new ChartPoint(g.Key, g.Count())),
        ];
        return bars.Count == 0 ? null : new Chart("Open deals by stage", ChartKind.Bars, bars);
    }

    private static int Place(DigestSheet sheet, DigestDeal deal) => sheet.Names[deal.Id].Book.IndexOf(deal.Stage) is >= 0 and var at ? at : int.MaxValue;

    private static string Opening(DigestSheet sheet, DateTimeZone zone, LocalDate today)
    {
        if (sheet.Diff.Since is not { } since) return "This is how things stand. From now on I tell you what has changed.";
        var from = Wording.On(since.DayIn(zone), today);
        return sheet.Diff.IsNothing ? $"Nothing has changed since your last digest {from}." : $"What has changed since your last digest {from}.";
    }

    private static Facts Figures(DigestSheet sheet) => new([.. DigestFigures.Of(sheet.Now.Numbers, sheet.Diff.Before).Take(DigestFigures.InChat).Select(f => new Fact(f.Name, f.Change is null ? f.Value : $"{f.Value} ({f.Change})"))]);

    private static Paragraph Short(DigestList list, bool hasPage)
    {
        var more = list.Lines.Count - MostOfAKind;
        var shown = more == 1 ? list.Lines : list.Lines.Take(MostOfAKind);
        Text words = $"{Text.Strong(list.Title)}: {string.Join("; ", shown)}{(more > 1 ? $"; …and {more} more{(hasPage ? " on the page" : "")}" : "")}";
        return new Paragraph(words);
    }

    private static Row RowOf(Talk talk, DigestSheet sheet)
    {
        Text words = $"{Text.Strong(sheet.Called(talk.Deal))}: {Why(talk, sheet)}. {talk.Question}";
        return new Row(words, [new Button("Open the deal", "deal.show", $"{talk.Deal}")], Owner(talk.Deal, sheet));
    }

    private static Text Owner(Guid deal, DigestSheet sheet) => sheet.Names.TryGetValue(deal, out var name)
        ? string.Join(" · ", new[] { sheet.Person(name.Owner), name.Amount is { } amount ? Wording.Money(amount, name.Currency) : null }.OfType<string>()) : "";

    /// <summary>What chose the deal.</summary>
    public static string Why(Talk talk, DigestSheet sheet)
    {
        var deal = sheet.Now.Deals.FirstOrDefault(d => d.Id == talk.Deal);
        var stage = deal is not null && sheet.Names.TryGetValue(talk.Deal, out var name) ? name.StageName(deal.Stage) : "its stage";
        return talk.Why switch
        {
            TalkReason.PromiseMissed => "what was agreed is still to be done",
            TalkReason.ThinEvidence => $"it came into {stage} with points still to be proven",
            TalkReason.OverTime => $"it has been in {stage} for longer than usual",
            TalkReason.SlippedTwice => $"its close date has moved {Wording.Count(deal?.Slips ?? 2, "time")}",
            TalkReason.WeakChampion => $"nobody there carries it yet, and it is in {stage}",
            _ => "it has changed most",
        };
    }

    private static string Fallback(DigestSheet sheet)
    {
        var talks = sheet.Diff.Talks.Count;
        var words = sheet.Diff.Since is null ? "Your people's deals: how things stand." : "Your people's deals: what has changed.";
        return talks == 0 ? words : $"{words} {Wording.Count(talks, "deal")} to talk about.";
    }
}
