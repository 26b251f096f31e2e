using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>
/// A deal as it stood at a past instant: today's deal, and from it taken back what its history says happened since, the last first. What was recorded late counts
/// from when it happened.
/// </summary>
public sealed class DealAsOf
{
    private const string Fact = "fact:";
    private readonly DealSnapshot _today;
    private readonly Dictionary<string, string?> _then = [];

    private DealAsOf(Deal deal) => _today = DealSnapshot.Of(deal);

    /// <summary>What it was then; null: it had not begun.</summary>
    /// <param name="since">All that happened after that instant, in any order.</param>
    public static DealAsOf? Of(Deal deal, IEnumerable<DealEntry> since)
    {
        var was = new DealAsOf(deal);
        foreach (var entry in since.OrderByDescending(e => e.Event.Seq))
        {
            if (entry.Event.Kind is DealEventKind.Created or DealEventKind.Imported) return null;
            foreach (var difference in entry.Differences()) was.TakeBack(difference);
        }
        return was;
    }

    /// <summary>
    /// Makes the deal what it was then, as far as figures ask; false: it had not begun. Whose it is, and of which team, segment and source, stays as it is today.
    /// </summary>
    public static bool TakeBack(Deal deal, DateTimeOffset at, IReadOnlyList<DealEntry> since)
    {
        var began = since.Any(e => e.Event.Kind is DealEventKind.Created or DealEventKind.Imported);
        // what came here late had begun elsewhere
        if (began && deal.CreatedAt >= at) return false;
        since = [.. since.Where(e => e.Event.Kind is not (DealEventKind.Created or DealEventKind.Imported))];
        var was = Of(deal, since)!;
        deal.CloseSlips -= since.SelectMany(e => e.Differences()).Count(d => d is { Field: "close-on", Before: { } before, After: { } after } && string.CompareOrdinal(after, before) > 0);
        (deal.Status, deal.OutcomeReason, deal.ClosedAt) = (was.Status, was.OutcomeReason, At(was["closed-at"]));
        (deal.ProcessId, deal.ProcessVersion, deal.StageId) = (was.ProcessId, was.ProcessVersion, was.StageId);
        (deal.Amount, deal.Currency, deal.CloseOn) = (was.Amount, was.Currency, was.CloseOn);
        (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed) = (was.NextStep, was.NextStepOn, was.NextStepConfirmed);
        deal.ChampionStrength = was["champion"] is { } strength ? int.Parse(strength, CultureInfo.InvariantCulture) : null;
        (deal.Triage, deal.ParkedUntil) = (Enum.Parse<Triage>(was["triage"]!), was.Day("parked-until"));
        foreach (var (field, value) in was._then.Where(f => f.Key.StartsWith(Fact, StringComparison.Ordinal)))
            if (value is null) deal.Facts.Remove(field[Fact.Length..]);
            else deal.Facts[field[Fact.Length..]] = value;
        return true;
    }

    /// <summary>A field's value as the history writes it; null when it was empty.</summary>
    public string? this[string field] => _then.TryGetValue(field, out var then) ? then : _today[field];

    public string StageId => this["stage"]!;
    public DealStatus Status => Enum.Parse<DealStatus>(this["status"]!);
    public Guid OwnerId => Guid.Parse(this["owner"]!);
    public Guid ProcessId => Guid.Parse(this["process"]!.Split('/')[0]);
    public int ProcessVersion => int.Parse(this["process"]!.Split('/')[1], CultureInfo.InvariantCulture);
    public string Name => this["name"]!;
    public string Currency => this["currency"]!;
    public decimal? Amount => this["amount"] is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null;
    public LocalDate? CloseOn => Day("close-on");
    public string? NextStep => this["next-step"];
    public LocalDate? NextStepOn => Day("next-step-on");
    public bool NextStepConfirmed => this["next-step-confirmed"] is not null;
    public string? OutcomeReason => this["outcome-reason"];

    /// <summary>What stands there by a change that was recorded later, and happened before, stays.</summary>
    private void TakeBack(DealDifference difference)
    {
        if (this[difference.Field] == difference.After) _then[difference.Field] = difference.Before;
    }

    private static DateTimeOffset? At(string? at) => at is null ? null : DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private LocalDate? Day(string field) => this[field] is { } day ? LocalDatePattern.Iso.Parse(day).Value : null;
}
