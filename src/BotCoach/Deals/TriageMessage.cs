using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>A page of the deals that wait for their owner's first word.</summary>
/// <param name="Old">How many of them have no date since <paramref name="OldSince"/>.</param>
public sealed record TriagePage(
    Guid OwnerId, IReadOnlyList<Deal> Deals, int Waiting, int Skip, int Old, LocalDate OldSince, int WithoutAmount, LocalDate Today, DateTimeZone Zone);

/// <summary>The words of the triage card.</summary>
public static class TriageMessage
{
    public static Message Of(TriagePage page, string? note = null)
    {
        var blocks = new List<Block> { new Heading("Deals to sort") };
        if (note is not null) blocks.Add(new Paragraph(note));
        if (page.Waiting == 0)
        {
            blocks.Add(new Paragraph("All sorted. What you work on will show up in your morning brief when it needs you."));
            return new Message("All deals are sorted", blocks);
        }
        blocks.Add(new Paragraph($"{Text.Strong(Wording.Count(page.Waiting, "open deal"))} came in for you. Say what you work on; I stay quiet about the rest until you do."));
        if (page.Waiting > page.Deals.Count) blocks.Add(new Paragraph($"{page.Skip + 1} to {page.Skip + page.Deals.Count}, the largest first.", Quiet: true));
        blocks.Add(new Rows([.. page.Deals.Select(d => Row(d, page))]));
        blocks.Add(new Buttons([.. Bulk(page)]));
        return new Message($"{Wording.Count(page.Waiting, "deal")} to sort", blocks);
    }

    /// <summary>Asks once before many are closed.</summary>
    public static Message Sure(TriagePage page) => Message.Of(
        $"Close {Wording.Count(page.Old, "old deal")}?",
        new Heading($"Close {Wording.Count(page.Old, "old deal")}?"),
        new Paragraph($"None of them has a date since {Wording.Day(page.OldSince, page.Today)}. They become lost with the reason “no activity”. Each can be reopened."),
        Buttons.Of(
            new Button($"Close the {page.Old}", "triage.old", $"{page.OwnerId}:{page.Skip},{page.Old}", Look.Careful),
            new Button("Not now", "triage.page", $"{page.OwnerId}:{page.Skip}")));

    private static Row Row(Deal deal, TriagePage page) => new(
        new Text([Text.Strong(deal.Name), new Plain(Details(deal, page))]),
        [
            new Button("Work it", "triage.work", $"{deal.Id}:{page.Skip}", Look.Main),
            new Button("Park until…", "triage.park", $"{deal.Id}:{page.Skip}"),
            new Button("Close…", "triage.close", $"{deal.Id}:{page.Skip}"),
        ]);

    private static string Details(Deal deal, TriagePage page)
    {
        var parts = new List<string>();
        if (deal.Account is { } account && !deal.Name.Contains(account, StringComparison.OrdinalIgnoreCase)) parts.Add(account);
        parts.Add(deal.Amount is { } amount ? Wording.Money(amount, deal.Currency) : "no amount");
        parts.Add($"in its stage since {Wording.Day(deal.StageEnteredAt.DayIn(page.Zone), page.Today)}");
        return " · " + string.Join(" · ", parts);
    }

    private static IEnumerable<Button> Bulk(TriagePage page)
    {
        yield return new Button(page.Waiting == 1 ? "Work on it" : $"Work on all {page.Waiting}", "triage.all", $"{page.OwnerId}:{page.Skip}");
        if (page.Deals.Count > 1) yield return new Button($"Work on these {page.Deals.Count}", "triage.these", $"{page.OwnerId}:{page.Skip}");
        if (page.Waiting > 1) yield return new Button("Park all until…", "triage.parkall", $"{page.OwnerId}:{page.Skip}");
        if (page.Old > 0) yield return new Button($"Close {page.Old} without a date since {page.OldSince.Year}…", "triage.sure", $"{page.OwnerId}:{page.Skip}", Look.Careful);
        if (page.Skip > 0) yield return new Button("Earlier", "triage.page", $"{page.OwnerId}:{page.Skip - DealTriage.PageSize}");
        if (page.Skip + page.Deals.Count < page.Waiting) yield return new Button("More", "triage.page", $"{page.OwnerId}:{page.Skip + DealTriage.PageSize}");
    }
}
