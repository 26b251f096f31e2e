using System.Collections.Concurrent;
using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Chat;

/// <summary>What a channel without a platform of its own may ask of this host, while no real channel is set up.</summary>
public sealed class LocalHost(
    IServiceScopeFactory scopes, TimeProvider clock, ChoreRunner runner, LocalPlay play, IEnumerable<IChannel> channels) : ILocalHost
{
    private const int MostSteps = 5_000;
    private readonly SemaphoreSlim _oneJump = new(1, 1);

    // A page asks after every act: only the first time is worth SQLite's one writer.
    private readonly ConcurrentDictionary<string, bool> _sampled = [];

    public bool IsOpen => play.IsAllowed && channels.MayPlay();

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<IReadOnlyList<LocalTeam>> TeamsAsync(string channel, CancellationToken cancel) => DbFaults.ReachingAsync<IReadOnlyList<LocalTeam>>(async () =>
    {
        if (IsOpen && !_sampled.ContainsKey(channel))
        {
            await runner.TwiceAsync(services => play.SampleAsync(services, channel, Now), cancel);
            _sampled.TryAdd(channel, true);
        }
        var teams = new List<LocalTeam>();
        foreach (var workspaceId in await WorkspacesAsync(cancel)) teams.Add(await TeamAsync(workspaceId, channel, cancel));
        return teams;
    });

    public async Task<DateTimeOffset> JumpAsync(string channel, string team, string user, LocalJump jump, CancellationToken cancel)
    {
        if (!IsOpen) throw new InvalidOperationException("The clock moves only while no real channel is set up.");
        await _oneJump.WaitAsync(cancel);
        try
        {
            return await DbFaults.ReachingAsync(async () =>
                await WalkToAsync(jump == LocalJump.Week ? Now.AddDays(7) : await NextMorningAsync(channel, team, user, cancel), cancel));
        }
        finally
        {
            _oneJump.Release();
        }
    }

    /// <summary>From due instant to due instant, so that a week shows five briefs and not one.</summary>
    private async Task<DateTimeOffset> WalkToAsync(DateTimeOffset target, CancellationToken cancel)
    {
        for (var step = 0; step < MostSteps && Now < target; step++)
        {
            await runner.RunUntilQuietAsync(play.Chores, Now, cancel);
            var next = await runner.NextDueAsync(play.Chores, cancel);
            await MoveToAsync(next is { } due && due < target ? Latest(due, Now.AddMilliseconds(1)) : target, cancel);
        }
        await runner.RunUntilQuietAsync(play.Chores, Now, cancel);
        return Now;
    }

    private async Task MoveToAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        if (clock is not CoachClock host) return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await host.MoveToAsync(instant, db, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<DateTimeOffset> NextMorningAsync(string channel, string team, string user, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var installation = (await db.Installations.AsNoTracking().FirstOrDefaultAsync(i => i.Channel == channel && i.ExternalId == team, cancel))
            ?? throw new InvalidOperationException($"There is no team '{team}' here.");
        db.Scope.Enter(installation.WorkspaceId);
        var identity = await db.Identities.AsNoTracking().SingleAsync(i => i.Channel == channel && i.Team == team && i.ExternalId == user, cancel);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == identity.PersonId, cancel);
        return (await scope.ServiceProvider.GetRequiredService<Calendars>().OfAsync(person)).NextStart(Now);
    }

    private async Task<IReadOnlyList<Guid>> WorkspacesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(cancel);
    }

    private async Task<LocalTeam> TeamAsync(Guid workspaceId, string channel, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(workspaceId);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancel);
        var people = await db.People.AsNoTracking().Where(p => p.MergedInto == null).OrderBy(p => p.Name).ToListAsync(cancel);
        var known = (await db.Identities.AsNoTracking().Where(i => i.Channel == channel).ToListAsync(cancel))
            .GroupBy(i => i.PersonId).ToDictionary(g => g.Key, g => g.First().ExternalId);
        var installed = await db.Installations.AsNoTracking().FirstOrDefaultAsync(i => i.Channel == channel && i.WorkspaceId == workspaceId, cancel);
        var team = installed?.ExternalId ?? (workspace.Sample ? "sample" : workspaceId.ToString("N"));
        var strangers = people.Where(p => !known.ContainsKey(p.Id)).ToList();
        if (installed is null || strangers.Count > 0)
        {
            await using var work = await db.BeginAsync(cancel);
            if (installed is null)
                db.Installations.Add(new Installation { Channel = channel, ExternalId = team, WorkspaceId = workspaceId, Name = workspace.Name, AddedAt = Now });
            var roster = scope.ServiceProvider.GetRequiredService<Roster>();
            foreach (var stranger in strangers)
                await roster.IntroduceAsync(stranger.Id, new Address(channel, team, known[stranger.Id] = stranger.Id.ToString("N")), Now);
            await db.SaveChangesAsync(cancel);
            await work.CommitAsync(cancel);
        }
        return new LocalTeam(team, workspace.Name,
            [.. people.Select(p => new LocalPerson(known[p.Id], p.Name, RoleInWords(p), p.Zone ?? workspace.Zone))]);
    }

    private static string RoleInWords(Person person) => person.Role switch
    {
        Role.Admin => "Admin",
        Role.Reader => "Reader",
        Role.Manager => person.SalesTeam is { } team ? $"Manager, {team}" : "Manager",
        _ => person.SalesTeam is { } team ? $"Rep, {team}" : "Rep",
    };

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>Whether this host may play, the chores that a jump of its clock runs, and how a channel gets a sample pipeline to play with.</summary>
public sealed record LocalPlay(bool IsAllowed, IReadOnlyList<Type> Chores, Func<IServiceProvider, string, DateTimeOffset, Task<bool>> SampleAsync);
