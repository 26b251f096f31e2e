using System.Globalization;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>Reads which deals of a manager's team may be worth talking about, where no digest has chosen them.</summary>
public sealed class TalkReading(BotCoachDb db, Commitments commitments, DealAccess access, StageShelf shelf, Calendars calendars)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);
    private static readonly TimeSpan MissedLately = TimeSpan.FromDays(35);
    private static readonly IReadOnlySet<Guid> NoneBefore = new HashSet<Guid>();
    private static readonly string[] Spoken = [.. Enum.GetValues<TalkReason>().Select(Talk.RuleOf).OfType<string>()];
    private static readonly DealEventKind[] Moves =
        [DealEventKind.Advanced, DealEventKind.MovedBack, DealEventKind.Overridden, DealEventKind.Reopened, DealEventKind.FieldsChanged];

    public async Task<IReadOnlyList<Pick>> PicksAsync(Person manager, DateTimeOffset now)
    {
        var owners = await TeamAsync(manager);
        var nudges = (await db.Nudges.AsNoTracking().Where(n => owners.Contains(n.PersonId) && n.Holds && Spoken.Contains(n.Rule) && n.End != NudgeEnd.HeldOut).ToListAsync()).ToLookup(n => n.DealId);
        var missed = (await commitments.OfManagerAsync(manager.Id, now, now - MissedLately)).Where(c => c.State == CommitmentState.Missed).Select(c => c.It.DealId).ToHashSet();
        var changes = await ChangesAsync(owners, now - Lately);
        var ids = nudges.Select(s => s.Key).Concat(missed).Concat(changes.Keys).Distinct().ToList();
        var deals = await db.Deals.AsNoTracking().Where(d => ids.Contains(d.Id) && d.Status == DealStatus.Open && owners.Contains(d.OwnerId)).ToListAsync();
        var of = await calendars.OfAsync([.. deals.Select(d => d.OwnerId).Distinct()]);
        List<TalkDeal> candidates = [];
        foreach (var deal in deals)
        {
            var theirs = nudges[deal.Id].Where(n => n.PersonId == deal.OwnerId).ToLookup(n => n.Verdict == NudgeVerdict.NotUseful, n => n.Rule);
            candidates.Add(new TalkDeal(deal.Id, await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion), deal.StageId)
            {
                Amount = deal.Amount, Currency = deal.Currency, IsParked = deal.IsParkedOn(of[deal.OwnerId].Today(now)), Signals = [.. theirs[false]], Muted = [.. theirs[true]],
                MissedPromise = missed.Contains(deal.Id), Slips = deal.CloseSlips, Champion = deal.ChampionStrength, Change = changes.TryGetValue(deal.Id, out var change) ? change : null,
            });
        }
        return [.. TalkPicks.Choose(candidates, await WorthAsync(owners), NoneBefore).Select(t => t.AsPick())];
    }

    /// <summary>The deal as a pick of the manager's own.</summary>
    public async Task<Pick> OwnAsync(Deal deal) => TalkPicks.Own(deal.Id, await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion), deal.StageId);

    /// <summary>Who reports to the manager, and the manager; of an admin to whom nobody does, everybody.</summary>
    private async Task<IReadOnlyList<Guid>> TeamAsync(Person manager)
    {
        var team = await db.People.Where(p => p.ManagerId == manager.Id).Select(p => p.Id).ToListAsync();
        return team.Count == 0 && manager.Role == Role.Admin ? await access.OwnersAsync(manager) : [.. team, manager.Id];
    }

    /// <summary>What moved counts with its amount, and an amount that changed with the difference.</summary>
    private async Task<Dictionary<Guid, decimal>> ChangesAsync(IReadOnlyList<Guid> owners, DateTimeOffset since)
    {
        var events = await (from e in db.DealEvents.AsNoTracking()
                            join d in db.Deals.AsNoTracking() on e.DealId equals d.Id
                            where owners.Contains(d.OwnerId) && d.Status == DealStatus.Open && e.RecordedAt >= since && Moves.Contains(e.Kind)
                            select new { e.DealId, e.Kind, e.Before, e.After, d.Amount }).ToListAsync();
        return events.Select(e => (e.DealId, Change: e.Kind == DealEventKind.FieldsChanged ? Math.Abs(AmountIn(e.After) - AmountIn(e.Before)) : e.Amount ?? 0, Moved: e.Kind != DealEventKind.FieldsChanged))
            .Where(e => e.Moved || e.Change > 0).GroupBy(e => e.DealId).ToDictionary(g => g.Key, g => g.Max(e => e.Change));
    }

    /// <summary>What their open deals are worth, by currency. To hold one against the other it need not be exact.</summary>
    private async Task<IReadOnlyDictionary<string, decimal>> WorthAsync(IReadOnlyList<Guid> owners)
    {
        var sums = await db.Deals.Where(d => owners.Contains(d.OwnerId) && d.Status == DealStatus.Open && d.Amount != null)
            .GroupBy(d => d.Currency).Select(g => new { g.Key, Sum = g.Sum(d => (double)d.Amount!.Value) }).ToListAsync();
        return sums.ToDictionary(s => s.Key, s => (decimal)s.Sum);
    }

    private static decimal AmountIn(string? values)
    {
        if (values is null || !values.Contains("\"amount\"", StringComparison.Ordinal)) return 0;
        using var read = JsonDocument.Parse(values);
        return read.RootElement.TryGetProperty("amount", out var amount) && decimal.TryParse(amount.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var known) ? known : 0;
    }
}
