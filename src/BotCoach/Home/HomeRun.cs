using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Home;

/// <summary>
/// Keeps homes true, one person a unit of work: after something on one has changed, and at each midnight there, since days are said in words. Claimed before
/// it is read, so that what changes meanwhile makes it due again.
/// </summary>
public sealed class HomeRun(BotCoachDb db, Calendars calendars, HomeDesk desk, Outbox outbox) : IClaimingChore
{
    public int Most { set { } }

    public Claimed? Claimed { get; private set; }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ClaimPersonAsync(PersonDueKind.Home, now) is not { } due) return 0;
        Claimed = new Claimed(due.WorkspaceId, [due.PersonId]);
        db.Scope.Enter(due.WorkspaceId);
        var clock = await db.PersonDues.SingleAsync(d => d.PersonId == due.PersonId && d.Kind == PersonDueKind.Home, cancel);
        var person = await db.People.SingleAsync(p => p.Id == due.PersonId, cancel);
        var tab = await db.HomeTabs.FindAsync([db.WorkspaceId, due.PersonId], cancel);
        if (tab is null || person.MergedInto is not null || !tab.IsLookedAt(now)) db.PersonDues.Remove(clock);
        else clock.At = await KeepAsync(tab, person, now);
        return 1;
    }

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.PutOffPeopleAsync(PersonDueKind.Home, ids, until);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextPersonDueAsync(PersonDueKind.Home, cancel);

    /// <summary>When it is due next.</summary>
    private async Task<DateTimeOffset> KeepAsync(HomeTab tab, Person person, DateTimeOffset now)
    {
        if (tab.NextMaking(await outbox.HomeGoesOutAsync(person.Id)) is var next && now < next) return next;
        await desk.ShowAsync(tab, person, now, Lane.Bulk);
        var calendar = await calendars.OfAsync(person);
        return calendar.Midnight(calendar.Today(now).PlusDays(1));
    }
}
