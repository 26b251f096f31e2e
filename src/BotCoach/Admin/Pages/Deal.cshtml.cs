using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin.Pages;

/// <summary>A deal's page, for whoever may see the deal in chat: where it stands, what proves it, what it needs, its story, and how it stood on a past day.</summary>
public sealed class DealModel(BotCoachDb db, DealAccess access, DealSheetReading reading, DealStory story, StageShelf shelf, PeopleNames names) : ConsolePage
{
    public override Role Needs => Role.Rep;

    public DealSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<StoryLine> Story { get; private set; } = [];

    /// <summary>Where older entries begin; null: these are the oldest.</summary>
    public int? Older { get; private set; }

    /// <summary>The newest are not on this page.</summary>
    public bool IsOlder { get; private set; }

    /// <summary>The past day that is asked for, as it was typed.</summary>
    public string AsOf { get; private set; } = "";

    /// <summary>Why there is no such day; empty: there is, or none is asked for.</summary>
    public string NoSuchDay { get; private set; } = "";

    /// <summary>How it stood at the end of that day; null: nothing is asked, or it had not begun.</summary>
    public ThenFacts? Then { get; private set; }

    public static string PathOf(Guid deal) => $"/deals/{deal}";

    public async Task<IActionResult> OnGetAsync(Guid id, string? asof, int? before)
    {
        if (await db.Deals.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id) is not { } deal || !await access.MayAsync(Visitor.Person, deal.OwnerId))
        {
            HttpContext.Items[SorryModel.Why] = DealAccess.Closed;
            return NotFound();
        }
        Sheet = await reading.OfAsync(deal, Visitor);
        IsOlder = before is not null && before <= deal.EventSeq;
        (Story, Older) = await story.PageAsync(deal, Sheet.File.Book, before, Visitor.Zone, Visitor.Today);
        if (!string.IsNullOrWhiteSpace(asof)) await LookBackAsync(deal, AsOf = asof.Trim());
        return Page();
    }

    private async Task LookBackAsync(Deal deal, string asof)
    {
        if (LocalDatePattern.Iso.Parse(asof) is not { Success: true, Value: var day } || day.Year is < 1990 or > 2200) NoSuchDay = $"“{Wording.Short(asof, 40)}” is no day that can be looked up. Write it as in {LocalDatePattern.Iso.Format(Visitor.Today.PlusDays(-1))}.";
        else if (day >= Visitor.Today) NoSuchDay = "That day is not over yet. What stands above is how the deal is now.";
        else if (DealAsOf.Of(deal, await story.SinceAsync(deal.Id, Visitor.Zone.AtStartOfDay(day.PlusDays(1)).ToDateTimeOffset().ToUniversalTime())) is { } was) Then = await ThenAsync(was, day);
        else NoSuchDay = $"At the end of {Day(day)} this deal had not begun.";
    }

    private async Task<ThenFacts> ThenAsync(DealAsOf was, LocalDate day)
    {
        var book = await shelf.OpenAsync(was.ProcessId, was.ProcessVersion);
        var owner = (await names.OfAsync([was.OwnerId])).GetValueOrDefault(was.OwnerId, "somebody");
        return new ThenFacts(Day(day),
        [
            ("Stage", book.Find(was.StageId)?.Name ?? was.StageId), ("Status", DealWords.Join(DealWords.StatusName(was.Status), was.OutcomeReason)), ("Owner", owner),
            ("Amount", was.Amount is { } amount ? Wording.Money(amount, was.Currency) : "none"), ("Close date", was.CloseOn is { } close ? Day(close) : "none"),
            ("Next step", was.NextStep is { } step ? DealWords.Join(step, was.NextStepOn is { } on ? Day(on) : "no date", was.NextStepConfirmed ? "confirmed by the buyer" : "") : "none"),
        ]);
    }

    private string Day(LocalDate day) => Wording.Day(day, Visitor.Today);

    /// <summary>A day of the history.</summary>
    public string Day(string? written) => LocalDatePattern.Iso.Parse(written ?? "") is { Success: true } day ? Day(day.Value) : "none";
}

/// <summary>How a deal stood at the end of a day.</summary>
public sealed record ThenFacts(string Day, IReadOnlyList<(string Name, string Value)> Facts);
