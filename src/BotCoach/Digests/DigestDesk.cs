using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Reviews;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Digests;

/// <summary>The address of a page, where people can open pages at all.</summary>
public sealed record DigestPlace(Func<string, string?> Of);

/// <summary>Which week's digest of which manager is to be made.</summary>
public sealed record DueDigest(Person Manager, Digest Week, WorkCalendar Calendar);

/// <summary>Makes digests: who a manager's people are, what was said last, and the message. For one manager or for many it asks the same few questions.</summary>
public sealed class DigestDesk(BotCoachDb db, DigestReading reading, Agenda agenda, Outbox outbox, DigestPlace place)
{
    /// <summary>So young, a company has nothing to look back on.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromDays(3);

    /// <summary>Those of these managers who have people that are told anything.</summary>
    public async Task<ILookup<Guid, Guid>> PeopleOfAsync(IReadOnlyCollection<Guid> managers)
    {
        var workspace = await db.FoundedWorkspaceAsync();
        var people = await db.People.AsNoTracking().Where(p => p.ManagerId != null && managers.Contains(p.ManagerId.Value) && p.MergedInto == null)
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new { p.Id, p.ManagerId, p.SalesTeam }).ToListAsync();
        return people.Where(p => workspace.IsOn(p.SalesTeam)).ToLookup(p => p.ManagerId!.Value, p => p.Id);
    }

    /// <summary>What came to each of these managers last: what never arrived is no base for the next.</summary>
    public async Task<IReadOnlyDictionary<Guid, Digest>> LastOfAsync(IReadOnlyCollection<Guid> managers) => await db.Delivered().AsNoTracking()
        .Where(d => managers.Contains(d.ManagerId) && !db.Delivered().Any(l => l.ManagerId == d.ManagerId && l.Week > d.Week))
        .ToDictionaryAsync(d => d.ManagerId);

    /// <summary>Makes those that have something to say, into rows of the ledger that are opened already. One of a week before that never arrived is overtaken.</summary>
    public async Task SendAsync(IReadOnlyList<DueDigest> due, DateTimeOffset now)
    {
        if (due.Count == 0) return;
        var managers = due.Select(d => d.Manager.Id).ToList();
        await outbox.WithdrawAsync(managers, "digest:", "overtaken by the next digest");
        var (people, last, founded) = (await PeopleOfAsync(managers), await LastOfAsync(managers), (await db.FoundedWorkspaceAsync()).CreatedAt);
        List<DueDigest> asked = [.. due.Where(d => people.Contains(d.Manager.Id))];
        var sheets = await reading.OfAsync([.. asked.Select(d => new DigestAsk(d.Manager.Id, [.. people[d.Manager.Id]], last.GetValueOrDefault(d.Manager.Id)))], now);
        List<Digest> said = [];
        List<NewAgenda> chosen = [];
        foreach (var (one, sheet) in asked.Zip(sheets))
        {
            if (sheet.Diff.Since is null ? sheet.Now.Deals.Count == 0 || now - founded < Young : sheet.Diff.IsSilent) continue;
            var message = DigestMessage.Of(sheet, one.Calendar.Zone, place.Of(PathOf(one.Week.Id)));
            one.Week.MessageId = outbox.ShowNew(one.Manager.Id, $"digest:{one.Manager.Id}:{one.Week.Week:uuuu-MM-dd}", message, now, Lane.Brief).Id;
            (one.Week.Snapshot, one.Week.Diff) = (DigestJson.Write(sheet.Now), DigestJson.Write(sheet.Diff));
            said.Add(one.Week);
            chosen.Add(new NewAgenda(one.Manager.Id, [.. sheet.Diff.Talks.Select(t => t.AsPick())], one.Week.Id));
        }
        await agenda.SetAsync(chosen, now);
        await db.FillDigestsAsync(said);
    }

    /// <summary>What it has chosen comes to what the digest before has.</summary>
    public Task AddToAgendaAsync(Guid manager, IReadOnlyList<Talk> talks, DateTimeOffset now) => agenda.SetAsync([new NewAgenda(manager, [.. talks.Select(t => t.AsPick())], null)], now);

    /// <summary>What a manager's digest would say now; null who has nobody. It is no base for the next.</summary>
    public async Task<DigestSheet?> LookAsync(Guid manager, DateTimeOffset now)
    {
        var people = await PeopleOfAsync([manager]);
        if (!people.Contains(manager)) return null;
        return (await reading.OfAsync([new DigestAsk(manager, [.. people[manager]], (await LastOfAsync([manager])).GetValueOrDefault(manager))], now))[0];
    }

    public static string PathOf(Guid digest) => $"/digests/{digest}";
}
