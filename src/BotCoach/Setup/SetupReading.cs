using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Setup;

/// <summary>Reads how far the setup is, and what the next briefs would say.</summary>
public sealed class SetupReading(BotCoachDb db, StageShelf shelf, SalesTeams teams, Preview preview)
{
    /// <summary>Whose next briefs are looked at, those with most deals first.</summary>
    private const int MostBriefs = 12;

    public async Task<SetupView> OfAsync(DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        var processes = new List<(Process, StageBook)>();
        foreach (var (process, version) in await shelf.PublishedAsync()) processes.Add((process, await shelf.OpenAsync(process.Id, version.Number)));
        var owners = db.Deals.Where(d => d.Status == DealStatus.Open).Select(d => d.OwnerId).Distinct();
        var run = await db.ImportRuns.AsNoTracking().Where(r => r.State == ImportState.AwaitingMapping || r.State == ImportState.Checked).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync();
        return new SetupView(await db.FoundedWorkspaceAsync(), processes, db.ProcessVersions.Local.Any(IsOurs) || await db.ProcessVersions.AnyAsync(v => v.EditedAt != null || v.PublishedBy != null))
        {
            Deals = await db.Deals.CountAsync(d => d.Status == DealStatus.Open), Owners = await owners.CountAsync(),
            Unsorted = await db.Deals.CountAsync(d => d.Status == DealStatus.Open && d.Triage == Triage.Waiting),
            Questions = run is { State: ImportState.AwaitingMapping } ? ImportPlan.FromJson(run.Mapping).Questions.Count : 0, HasChecked = run is { State: ImportState.Checked },
            // with what this very unit of work has said of them
            WithoutManager = (await db.People.Where(p => owners.Contains(p.Id) && p.ManagerId == null && p.Role == Role.Rep).ToListAsync()).Count(p => p is { ManagerId: null, Role: Role.Rep }),
            Teams = [.. (await teams.AllAsync()).Union(db.People.Local.Select(p => p.SalesTeam).OfType<string>(), StringComparer.OrdinalIgnoreCase)],
        };
    }

    private static bool IsOurs(ProcessVersion version) => version.EditedAt is not null || version.PublishedBy is not null;

    public async Task<(IReadOnlyList<BriefAhead> Briefs, int Others)> TomorrowAsync(DateTimeOffset now)
    {
        var owners = await db.Deals.AsNoTracking().Where(d => d.Status == DealStatus.Open).GroupBy(d => d.OwnerId)
            .Select(g => new { Owner = g.Key, Deals = g.Count(), Unsorted = g.Count(d => d.Triage == Triage.Waiting) }).OrderByDescending(g => g.Deals).ThenBy(g => g.Owner).ToListAsync();
        // somebody waits for it
        var deals = 0;
        var shown = owners.Take(MostBriefs).TakeWhile(o => (deals += o.Deals) <= PreviewDesk.MostAtOnce).ToDictionary(o => o.Owner);
        var ids = shown.Keys.ToArray();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var briefs = (await preview.NextBriefsAsync(ids, now)).Select(b => new BriefAhead(
            people[b.Desk.Person.PersonId].Name, people[b.Desk.Person.PersonId].SalesTeam, b.At, [.. b.Choice.Items.Select(i => Line(i, b.Desk, b.At))], b.Choice.Rest.Count, shown[b.Desk.Person.PersonId].Unsorted));
        return ([.. briefs.OrderBy(b => b.Name, StringComparer.Ordinal)], owners.Count - shown.Count);
    }

    private static string Line(BriefItem item, DeskAhead desk, DateTimeOffset at)
    {
        var file = desk.Deals.First(d => d.Deal.Id == item.Lead.DealId).File;
        return NudgeMessage.Sentence(item.Lead, file, desk.Person.Calendar, at).Words;
    }
}
