using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Meetings;

/// <summary>Holds what a calendar says against what is known: meetings of deals come, move and go, and where nobody has said another, they are the deal's next step.</summary>
public sealed class MeetingDesk(BotCoachDb db, DealMoves moves, Calendars calendars)
{
    public const string Channel = "calendar";

    public async Task<int> FollowAsync(Person person, IReadOnlyList<PlannedMeeting> planned, DateTimeOffset now)
    {
        var known = await db.Meetings.Where(m => m.PersonId == person.Id && m.EndsAt > now).ToDictionaryAsync(m => m.Key);
        var (deals, ours, calendar) = (await DealsAsync(person), await OursAsync(), await calendars.OfAsync(person));
        var of = new Dictionary<string, (PlannedMeeting Said, Guid DealId)>();
        foreach (var said in planned.DistinctBy(p => p.Key))
            if ((known.TryGetValue(said.Key, out var row) && row.Said == said.Said ? row.DealId : MeetingRules.DealOf(said, deals, ours)) is { } deal) of[said.Key] = (said, deal);
        foreach (var gone in known.Values.Where(m => !of.TryGetValue(m.Key, out var there) || there.DealId != m.DealId))
        {
            await TakeOffAsync(gone, person, now);
            db.Meetings.Remove(gone);
        }
        foreach (var (said, dealId) in of.Values.OrderBy(m => m.Said.StartsAt))
        {
            var row = known.TryGetValue(said.Key, out var there) && there.DealId == dealId ? there : null;
            if (row is not null && row.Said == said.Said) continue;
            await PutAsync(row, said, dealId, person, calendar, ours, now);
        }
        return of.Count;
    }

    /// <summary>The calendar is read no more: its meetings go, and the next steps that they were stay as they are.</summary>
    public async Task ForgetAsync(Guid personId)
    {
        db.Meetings.RemoveRange(await db.Meetings.Where(m => m.PersonId == personId).ToListAsync());
        db.CalendarFeeds.RemoveRange(await db.CalendarFeeds.Where(f => f.PersonId == personId).ToListAsync());
    }

    private async Task PutAsync(Meeting? row, PlannedMeeting said, Guid dealId, Person person, WorkCalendar calendar, IReadOnlySet<string> ours, DateTimeOffset now)
    {
        if (row is null) db.Meetings.Add(row = new Meeting
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = person.Id, DealId = dealId, Key = said.Key, Title = said.Title, StartsAt = said.StartsAt, EndsAt = said.EndsAt, Said = said.Said,
        });
        else (row.Title, row.StartsAt, row.EndsAt, row.Said) = (said.Title, said.StartsAt, said.EndsAt, said.Said);
        row.PrepAt = MeetingRules.PrepAt(row, now);
        row.Revision++;
        var deal = await db.Deals.SingleAsync(d => d.Id == dealId);
        if (MeetingRules.Step(row, said, deal, calendar.Today(said.StartsAt), ours) is not { } step) return;
        (row.StepText, row.StepOn) = (step.Text, step.On);
        await moves.SetNextStepAsync(deal, step, By(person), now);
    }

    private async Task TakeOffAsync(Meeting gone, Person person, DateTimeOffset now)
    {
        var deal = await db.Deals.SingleAsync(d => d.Id == gone.DealId);
        if (deal.IsOpen && MeetingRules.IsOwn(gone, deal)) await moves.SetNextStepAsync(deal, new NextStep("", null, null, null, false), By(person), now);
    }

    private async Task<List<MeetingDeal>> DealsAsync(Person person)
    {
        var deals = await db.Deals.AsNoTracking().Where(d => d.OwnerId == person.Id && d.Status == DealStatus.Open && d.Triage != Triage.Waiting).Select(d => new { d.Id, d.Name, d.Account, d.ExternalId }).ToListAsync();
        var people = (await db.Stakeholders.AsNoTracking().Where(s => db.Deals.Any(d => d.Id == s.DealId && d.OwnerId == person.Id && d.Status == DealStatus.Open)).Select(s => new { s.DealId, s.Name }).ToListAsync()).ToLookup(s => s.DealId, s => s.Name);
        return deals.ConvertAll(d => new MeetingDeal(d.Id, d.Name, d.Account, d.ExternalId, [.. people[d.Id].Where(n => !Placeholders.IsNoName(n))]));
    }

    private async Task<HashSet<string>> OursAsync() => (await db.People.AsNoTracking().Where(p => p.Email != null).Select(p => p.Email!.ToLower()).ToListAsync()).ToHashSet();

    private static Actor By(Person person) => new(person.Id, person.Role, Channel, People.By.Rule);
}
