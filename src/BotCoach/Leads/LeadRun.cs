using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>Looks at the leads that are due: gives out those that came in, reminds of those that wait, and takes on what nobody answered, two hundred of one company at a time.</summary>
public sealed class LeadRun(BotCoachDb db, LeadDesk desk, Urgent urgent) : IClaimingChore
{
    public const int Batch = 200;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueLeadAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimLeadsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        var leads = await db.Leads.Where(l => due.Contains(l.Id)).OrderBy(l => l.At).ThenBy(l => l.Id).ToListAsync(cancel);
        var ground = await desk.GroundAsync(leads, now);
        if (leads.Count > 1) await urgent.ReadAsync([.. ground.Takers.Keys], now);
        foreach (var lead in leads) await LookAsync(lead, ground, now);
        return due.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) =>
        db.Leads.Where(l => ids.Contains(l.Id) && l.At != null).ExecuteUpdateAsync(set => set.SetProperty(l => l.At, until));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextLeadAsync(cancel);

    private async Task LookAsync(Lead lead, LeadGround ground, DateTimeOffset now)
    {
        if (lead.State == LeadState.Waiting) await desk.OfferAsync(lead, ground, now);
        else if (lead.IsOver) lead.LookAgain(null);
        else await OfferedAsync(lead, ground, now);
    }

    private async Task OfferedAsync(Lead lead, LeadGround ground, DateTimeOffset now)
    {
        var taker = ground.Takers.GetValueOrDefault(lead.OfferedTo!.Value);
        var time = await desk.TimeAsync(lead, taker?.Team);
        switch (LeadRules.Next(lead, taker, time, now))
        {
            case LeadStep.Wait: lead.LookAgain(LeadRules.LookAt(lead, taker!.Calendar, time, now)); break;
            case LeadStep.Remind: await RemindAsync(lead, taker!, time, now); break;
            case LeadStep.Late: await LateAsync(lead, ground, taker!, time, now); break;
            case LeadStep.Away: await OnAsync(lead, ground, LeadMoveKind.Away, taker is null ? "it has gone on to the next in line." : "you are off, so it has gone on to the next in line.", now); break;
        }
    }

    /// <summary>No surprise: who has it sees the hour, and the words that the manager hears then; the time runs from when they can be seen.</summary>
    private async Task RemindAsync(Lead lead, LeadTaker taker, TimeSpan time, DateTimeOffset now)
    {
        var manager = await desk.ManagerAsync(taker.Id);
        await urgent.TellAsync(taker.Id, LeadMessage.ReminderKey(lead, lead.Offers), seen =>
        {
            var (due, left) = (lead.DueAt!.Value, taker.Calendar.AddWorkingTime(seen, time / 2));
            lead.Remind(now, seen > now && left > due ? left : due);
            return LeadMessage.Remind(lead, LeadMessage.Late(lead, taker.Name, time, taker.Calendar), manager?.Name, taker.Calendar, now);
        }, now);
        lead.LookAgain(LeadRules.LookAt(lead, taker.Calendar, time, now));
        desk.Note(lead, LeadMoveKind.Reminded, taker.Id, null, now);
    }

    private async Task LateAsync(Lead lead, LeadGround ground, LeadTaker taker, TimeSpan time, DateTimeOffset now)
    {
        // nobody hears of it before its receiver could read so
        var key = LeadMessage.ReminderKey(lead, lead.Offers);
        var isTold = lead.RemindedAt is not null && await db.OutgoingMessages.AnyAsync(m => m.Key == key && m.SentRevision > 0);
        if (isTold && await desk.ManagerAsync(taker.Id) is { } manager)
            await urgent.TellAsync(manager.Id, $"{LeadMessage.KeyOf(lead, lead.Offers)}:late", Message.Say(LeadMessage.Late(lead, taker.Name, time, taker.Calendar)), now);
        await OnAsync(lead, ground, LeadMoveKind.Late, "the time to answer was over, and it has gone on to the next in line.", now);
    }

    private async Task OnAsync(Lead lead, LeadGround ground, LeadMoveKind why, Text said, DateTimeOffset now)
    {
        await desk.TakeBackAsync(lead, why, null, said, now);
        await desk.OfferAsync(lead, ground, now);
    }
}
