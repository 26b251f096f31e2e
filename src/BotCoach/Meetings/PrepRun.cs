using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Meetings;

/// <summary>Half an hour before a meeting with a deal's people, its owner gets the card before the call: once for each start, and not on a day off.</summary>
public sealed class PrepRun(BotCoachDb db, DealFiles files, Calendars calendars, Outbox outbox) : IClaimingChore
{
    private const int Batch = 50;

    public int Most { get; set; } = Batch;

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDuePrepAsync(now) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var due = await db.ClaimPrepsAsync(now, Most);
        Claimed = new Claimed(workspace, due);
        foreach (var meeting in await db.Meetings.Where(m => due.Contains(m.Id)).ToListAsync(cancel)) await PrepareAsync(meeting, now);
        return due.Count;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.Meetings.Where(m => ids.Contains(m.Id) && m.PrepAt != null).ExecuteUpdateAsync(set => set.SetProperty(m => m.PrepAt, until));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPrepAsync(cancel);

    private async Task PrepareAsync(Meeting meeting, DateTimeOffset now)
    {
        (meeting.PrepAt, meeting.PreparedFor) = (null, meeting.StartsAt);
        meeting.Revision++;
        var (deal, calendar) = (await db.Deals.SingleAsync(d => d.Id == meeting.DealId), await calendars.OfAsync(meeting.PersonId));
        // handed to somebody else, closed, or the hour is over already: the host was off
        if (meeting.StartsAt <= now || deal.OwnerId != meeting.PersonId || !deal.IsOpen || calendar.IsAway(calendar.Today(now)) || calendar.IsQuiet(now)) return;
        var message = PrepMessage.Of(await files.OpenAsync(deal), await LastCall.OfAsync(db, deal.Id), calendar.Zone, now);
        await outbox.ShowAsync(meeting.PersonId, $"prep:{meeting.PersonId:N}:{meeting.Key}:{meeting.StartsAt.ToUnixTimeSeconds()}", CalendarMessage.Before(meeting, message, calendar), now);
    }
}
