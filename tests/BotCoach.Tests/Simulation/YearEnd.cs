using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// The ledgers at the end of the year: every occurrence has ended once, with its reason, and the briefs bear it out; or it is open for a reason that is named
/// here. Every message is settled, or waits for its person's next window.
/// </summary>
internal sealed class YearEnd(CoachHost host, SimulatedCompany company)
{
    private const int Usual = 3;
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, int> _counts = [];

    public async Task<(IReadOnlyList<string> Wrong, string Counts)> CloseAsync()
    {
        await host.ReadAsync(async db =>
        {
            await CheckNudgesAsync(db);
            await CheckMessagesAsync(db);
            await CheckEscalationsAsync(db);
            return true;
        });
        return (_wrong, string.Join(", ", _counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}")));
    }

    private DateTimeOffset Now => host.Clock.Now;

    private async Task CheckNudgesAsync(BotCoachDb db)
    {
        var briefs = (await db.BriefDays.AsNoTracking().OrderBy(b => b.Day).ToListAsync()).ToLookup(b => b.PersonId);
        var shown = briefs.SelectMany(b => b).SelectMany(b => b.ShownIds()).ToHashSet();
        var people = company.People.ToDictionary(p => p.Id);
        var muted = (await db.RuleMutes.AsNoTracking().ToListAsync()).Select(m => (m.PersonId, m.Rule)).ToHashSet();
        var demoted = (await db.RuleRecords.AsNoTracking().Where(r => r.DemotedAt != null).ToListAsync()).Select(r => (r.Rule, r.StageId)).ToHashSet();
        await foreach (var nudge in db.Nudges.AsNoTracking().AsAsyncEnumerable())
        {
            Count($"nudges {nudge.End?.ToString() ?? "open"}");
            if (nudge.End is { } end) CheckEnd(nudge, end, shown.Contains(nudge.Id));
            else if (!nudge.Holds) _wrong.Add($"{Of(nudge)} holds no more, and has no end");
            else Open(nudge, muted.Contains((nudge.PersonId, nudge.Rule)) ? "muted" : demoted.Contains((nudge.Rule, nudge.StageId)) ? "demoted" : Cause(nudge, people[nudge.PersonId], briefs[nudge.PersonId].ToList()));
        }
        Count("briefs with something to say", briefs.SelectMany(b => b).Count(b => b.Shown != ""));
        Count("days with nothing to say", briefs.SelectMany(b => b).Count(b => b.Shown == ""));
    }

    private void CheckEnd(Nudge nudge, NudgeEnd end, bool wasShown)
    {
        if (nudge.EndedAt is null || nudge.EndedAt < nudge.FoundAt) _wrong.Add($"{Of(nudge)} ended {end}, at {nudge.EndedAt:O}");
        if (end == NudgeEnd.Delivered && !wasShown) _wrong.Add($"{Of(nudge)} was delivered, and no brief has it");
        if (end is NudgeEnd.Delivered or NudgeEnd.Merged != nudge.FirstShownAt is not null) _wrong.Add($"{Of(nudge)} ended {end}, first shown at {nudge.FirstShownAt:O}");
        if (end is NudgeEnd.ResolvedFirst or NudgeEnd.HeldOut && wasShown) _wrong.Add($"{Of(nudge)} ended {end}, and a brief has it");
        if (end == NudgeEnd.ResolvedFirst && nudge.Holds) _wrong.Add($"{Of(nudge)} was resolved first, and holds");
    }

    /// <summary>Why nobody has heard of it yet; null where there is no good reason.</summary>
    private string? Cause(Nudge nudge, Somebody person, List<BriefDay> briefs)
    {
        if (nudge.Verdict is not null) return null;
        if (nudge.SnoozedUntil > Now) return "snoozed";
        var since = nudge.SnoozedUntil > nudge.FoundAt ? nudge.SnoozedUntil.Value : nudge.FoundAt;
        if (briefs.LastOrDefault(b => b.MadeAt >= since) is { } last) return last.ShownIds().Count >= Usual ? "outranked in the newest brief" : null;
        return person.Own.NextAfter(since) is var (at, _) && at <= Now ? null : "before the next brief";
    }

    private void Open(Nudge nudge, string? cause)
    {
        if (cause is null) _wrong.Add($"{Of(nudge)} is open for no reason, snoozed until {nudge.SnoozedUntil:O}, verdict {nudge.Verdict}");
        else Count($"open: {cause}");
    }

    private async Task CheckMessagesAsync(BotCoachDb db)
    {
        var people = company.People.ToDictionary(p => p.Id);
        foreach (var message in await db.OutgoingMessages.AsNoTracking().Select(m => new { m.Id, m.Key, m.PersonId, m.State, m.NotBefore, m.Why, m.Lane, m.WasUncertain }).ToListAsync())
        {
            Count($"messages {message.State}");
            if (message.WasUncertain) Count("messages recorded as uncertain");
            if (message.State is MessageState.Sent or MessageState.Withdrawn) continue;
            var waits = message.State == MessageState.Waiting && message.Lane != Lane.Answer && message.NotBefore > Now && people[message.PersonId].Own.WindowAt(message.NotBefore.Value) is not null;
            if (!waits) _wrong.Add($"{message.Key} is {message.State} until {message.NotBefore:O}: {message.Why}");
        }
    }

    private async Task CheckEscalationsAsync(BotCoachDb db)
    {
        foreach (var escalation in await db.Escalations.AsNoTracking().ToListAsync())
        {
            Count($"escalations {escalation.State}");
            if (escalation.State == EscalationState.Told && !(escalation.PreviewedAt < escalation.ToldAt)) _wrong.Add($"the manager was told of {escalation.NudgeId} before its owner");
        }
    }

    private void Count(string what, int by = 1) => _counts[what] = _counts.GetValueOrDefault(what) + by;

    private static string Of(Nudge nudge) => $"{nudge.Rule} ({nudge.Occurrence}) of {nudge.DealId}, found {nudge.FoundAt:O}, holds: {nudge.Holds},";
}
