using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// The verbs by which a version takes effect: published to everyone, piloted by some teams, widened or dropped, rolled back to. Each changes a few rows of the
/// process; its open deals follow chunk by chunk, see <see cref="VersionMoveRun"/>. Every verb answers with what is in its way; nothing was done then.
/// </summary>
public sealed class Releases(BotCoachDb db, StageShelf shelf, Audit audit)
{
    /// <summary>What keeps a draft from being published: errors of the book, and of where the deals of its missing stages go.</summary>
    public async Task<IReadOnlyList<StageBookProblem>> ProblemsAsync(ProcessVersion draft)
    {
        var book = StageBookJson.Read(draft.Document);
        var problems = StageBookRules.Check(book).Where(p => !p.IsWarning).ToList();
        if (await PublishedAsync(draft.ProcessId) is { } published)
            problems.AddRange(StageMap.Check(await shelf.OpenAsync(published.ProcessId, published.Number), book, draft.StageMap));
        return problems;
    }

    public async Task<IReadOnlyList<StageBookProblem>> PublishAsync(ProcessVersion draft, Actor actor, DateTimeOffset now)
    {
        if (draft.State != VersionState.Draft) return [Whole("This draft was published already, or thrown away.")];
        if (await ProblemsAsync(draft) is { Count: > 0 } problems) return problems;
        if (await PublishedAsync(draft.ProcessId) is { } before) before.Retire(now);
        else await MakeDefaultIfFirstAsync(draft.ProcessId);
        draft.Publish(actor.PersonId, now);
        return await BeginAsync(draft.ProcessId, actor, $"process: version {draft.Number} published", now);
    }

    /// <param name="teams">Sales teams whose deals get the draft first.</param>
    public async Task<IReadOnlyList<StageBookProblem>> PilotAsync(ProcessVersion draft, IReadOnlyList<string> teams, Actor actor, DateTimeOffset now)
    {
        if (draft.State != VersionState.Draft) return [Whole("This draft was published already, or thrown away.")];
        if (teams.Count == 0) return [Whole("A pilot needs at least one sales team.")];
        if (await PublishedAsync(draft.ProcessId) is null) return [Whole("A new process has nothing to compare a pilot with: publish it.")];
        if (await PilotAsync(draft.ProcessId) is { } other) return [Whole($"Version {other.Number} is piloted by {Chat.Wording.List([.. other.PilotTeams])}. Widen it or drop it first.")];
        if (await ProblemsAsync(draft) is { Count: > 0 } problems) return problems;
        draft.Pilot(teams, actor.PersonId, now);
        return await BeginAsync(draft.ProcessId, actor, $"process: version {draft.Number} piloted by {Chat.Wording.List([.. draft.PilotTeams])}", now);
    }

    /// <summary>The pilot is for everyone from now on.</summary>
    public async Task<IReadOnlyList<StageBookProblem>> WidenAsync(Guid processId, Actor actor, DateTimeOffset now)
    {
        if (await PilotAsync(processId) is not { } pilot) return [NoPilot];
        if (await PublishedAsync(processId) is { } before) before.Retire(now);
        pilot.Publish(actor.PersonId, now);
        return await BeginAsync(processId, actor, $"process: the pilot of version {pilot.Number} widened to everyone", now);
    }

    /// <summary>The pilot ends; its deals go back with every answer.</summary>
    public async Task<IReadOnlyList<StageBookProblem>> DropAsync(Guid processId, Actor actor, DateTimeOffset now)
    {
        if (await PilotAsync(processId) is not { } pilot) return [NoPilot];
        pilot.Retire(now);
        return await BeginAsync(processId, actor, $"process: the pilot of version {pilot.Number} dropped", now);
    }

    /// <summary>Back to a version that was published before; none is named: to the newest of those before this.</summary>
    public async Task<IReadOnlyList<StageBookProblem>> RollBackAsync(Guid processId, Actor actor, DateTimeOffset now, int? number = null)
    {
        if (await PublishedAsync(processId) is not { } published) return [Whole("Nothing of this process is published.")];
        var retired = await db.ProcessVersions.Where(v => v.ProcessId == processId && v.State == VersionState.Retired && v.Teams == "").ToListAsync();
        if (retired.Where(v => number is { } asked ? v.Number == asked : v.Number < published.Number).MaxBy(v => v.Number) is not { } back)
            return [Whole(number is null ? $"Version {published.Number} is the first: there is none before it." : $"There is no earlier version {number} to go back to.")];
        published.Retire(now);
        back.Publish(actor.PersonId, now);
        return await BeginAsync(processId, actor, $"process: version {published.Number} rolled back to {back.Number}", now);
    }

    /// <summary>How many open deals have another version than is theirs: they follow.</summary>
    public async Task<int> FollowersAsync(Guid processId)
    {
        // with what this very unit of work has changed of them
        await db.ProcessVersions.Where(v => v.ProcessId == processId && v.State != VersionState.Retired).LoadAsync();
        var versions = db.ProcessVersions.Local.Where(v => v.ProcessId == processId).ToList();
        var teams = await db.Deals.Where(d => d.ProcessId == processId && d.Status == DealStatus.Open).GroupBy(d => new { d.SalesTeam, d.ProcessVersion })
            .Select(g => new { g.Key.SalesTeam, g.Key.ProcessVersion, Deals = g.Count() }).ToListAsync();
        return teams.Where(t => VersionRules.Of(t.SalesTeam, versions) is { } of && of.Number != t.ProcessVersion).Sum(t => t.Deals);
    }

    private static StageBookProblem NoPilot => Whole("There is no pilot of this process.");

    private static StageBookProblem Whole(string sentence) => new("", sentence, IsWarning: false);

    private Task<ProcessVersion?> PublishedAsync(Guid processId) =>
        db.ProcessVersions.Where(v => v.ProcessId == processId && v.State == VersionState.Published).OrderByDescending(v => v.Number).FirstOrDefaultAsync();

    private Task<ProcessVersion?> PilotAsync(Guid processId) =>
        db.ProcessVersions.FirstOrDefaultAsync(v => v.ProcessId == processId && v.State == VersionState.Pilot);

    private async Task MakeDefaultIfFirstAsync(Guid processId)
    {
        if (!await db.Processes.AnyAsync(p => p.IsDefault)) (await db.Processes.FirstAsync(p => p.Id == processId)).IsDefault = true;
    }

    private async Task<IReadOnlyList<StageBookProblem>> BeginAsync(Guid processId, Actor actor, string what, DateTimeOffset now)
    {
        audit.Did(actor, what, processId, now);
        var move = await db.VersionMoves.FindAsync(db.WorkspaceId, processId);
        if (move is null) db.VersionMoves.Add(move = new VersionMove { WorkspaceId = db.WorkspaceId, ProcessId = processId });
        move.Begin(now);
        shelf.Forget();
        return [];
    }
}
