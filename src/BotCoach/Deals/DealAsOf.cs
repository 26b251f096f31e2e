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

    private LocalDate? Day(string field) => this[field] is { } day ? LocalDatePattern.Iso.Parse(day).Value : null;
}
