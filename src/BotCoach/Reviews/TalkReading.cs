using System.Globalization;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>Reads which deals of a manager's team may be worth talking about, where no digest has chosen them.</summary>
public sealed class TalkReading(BotCoachDb db, Commitments commitments, DealAccess access, StageShelf shelf)
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);
    private static readonly TimeSpan MissedLately = TimeSpan.FromDays(35);
    private static readonly string[] Spoken = [ThinEvidence.RuleId, TooLongInStage.RuleId, CloseDateSlipped.RuleId, ChampionWeak.RuleId];
    private static readonly DealEventKind[] Moves =
        [DealEventKind.Advanced, DealEventKind.MovedBack, DealEventKind.Overridden, DealEventKind.Reopened, DealEventKind.FieldsChanged];

    public async Task<IReadOnlyList<Pick>> PicksAsync(Person manager, DateTimeOffset now)
    {
        var owners = await TeamAsync(manager);
        var signals = (await db.Nudges.AsNoTracking().Where(n => owners.Contains(n.PersonId) && n.Holds && Spoken.Contains(n.Rule)).ToListAsync()).ToLookup(n => n.DealId);
        var missed = (await commitments.OfManagerAsync(manager.Id, now, now - MissedLately)).Where(c => c.State == CommitmentState.Missed).ToLookup(c => c.It.DealId, c => c.It.Words);
        var changes = await ChangesAsync(owners, now - Lately);
        var ids = signals.Select(s => s.Key).Concat(missed.Select(m => m.Key)).Concat(changes.Keys).Distinct().ToList();
        var deals = await db.Deals.AsNoTracking().Where(d => ids.Contains(d.Id) && d.Status == DealStatus.Open && owners.Contains(d.OwnerId)).ToListAsync();
        List<TalkCandidate> candidates = [];
        foreach (var deal in deals)
        {
            var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
            candidates.Add(new TalkCandidate(deal.Id)
            {
                Signals = [.. signals[deal.Id].Where(n => n.PersonId == deal.OwnerId).Select(TalkSignal.Of)], MissedPromise = missed[deal.Id].FirstOrDefault(),
                IsLate = IsLate(book, deal.StageId), Change = changes.GetValueOrDefault(deal.Id), Prompts = PromptsOf(book, deal.StageId),
            });
        }
        return TalkPicks.Of(candidates);
    }

    /// <summary>The deal as a pick of the manager's own.</summary>
    public async Task<Pick> OwnAsync(Deal deal) => TalkPicks.Own(deal.Id, PromptsOf(await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion), deal.StageId));

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
        return events.GroupBy(e => e.DealId).ToDictionary(g => g.Key, g => g.Max(e =>
            e.Kind == DealEventKind.FieldsChanged ? Math.Abs(AmountIn(e.After) - AmountIn(e.Before)) : Math.Max(e.Amount ?? 0, 1)));
    }

    private static decimal AmountIn(string? values)
    {
        if (values is null || !values.Contains("\"amount\"", StringComparison.Ordinal)) return 0;
        using var read = JsonDocument.Parse(values);
        return read.RootElement.TryGetProperty("amount", out var amount) && decimal.TryParse(amount.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var known) ? known : 0;
    }

    private static bool IsLate(StageBook book, string stage)
    {
        var way = book.Stages.Where(s => s.Kind == StageKind.Pipeline).Select(s => s.Id).ToList();
        return way.IndexOf(stage) is >= 0 and var at && at * 2 >= way.Count;
    }

    private static IReadOnlyList<string> PromptsOf(StageBook book, string stage) => [.. (book.Find(stage)?.Prompts ?? []).Select(p => p.Text)];
}
