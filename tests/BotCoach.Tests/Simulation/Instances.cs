using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Tests.Simulation;

/// <summary>The instances that serve a company at the same time: at each instant all of them do what is due, as their metronomes would have them.</summary>
/// <param name="server">Their PostgreSQL, where it may end without a word.</param>
internal sealed class Instances(CoachHost host, Random lot, IReadOnlyList<MortalInstance> all, MortalPostgres? server = null) : IAsyncDisposable
{
    private const int MostRounds = 100;
    private const int PointsOfAChore = 400;
    private const int Soon = 60;

    /// <summary>Asked once an hour at home, and once a day here: neither is for a moment.</summary>
    private static readonly Type[] Slow = [typeof(ForgetSweep), typeof(StageMedians), typeof(WeekRun)];

    private readonly Dictionary<Type, DateTimeOffset?> _due = [];
    private Task _restart = Task.CompletedTask;
    private int _mended;

    public MortalInstance Any => all[lot.Next(all.Count)];

    public int Deaths => all.Sum(i => i.Deaths);

    public int Cuts { get; private set; }

    public int Restarts => server?.Ends ?? 0;

    /// <summary>When a chore, or the sender, has something to do next.</summary>
    public DateTimeOffset? NextDue => _due.Values.Min();

    public Task StartAsync() => Task.WhenAll(all.Select(i => i.StartAsync()));

    /// <summary>One of them dies somewhere in what it does next.</summary>
    public void Kill() => Any.Life.EndIn(lot.Next(1, PointsOfAChore));

    /// <summary>One of them soon dies, or loses its database, or all do.</summary>
    public void Befall()
    {
        var (one, points) = (Any, lot.Next(1, Soon));
        switch (lot.Next(3))
        {
            case 0: one.Life.EndIn(points); break;
            case 1: one.Life.MeetIn(points, () => Cut(one)); break;
            default: one.Life.MeetIn(points, () => _restart = server!.RestartAsync()); break;
        }
    }

    /// <summary>Everything that is due, until nothing is.</summary>
    public async Task WorkAsync(bool isDaily)
    {
        for (var round = 0; round == 0 || NextDue <= host.Clock.Now; round++)
        {
            if (round == MostRounds) throw new InvalidOperationException($"{host.Clock.Now:O}: {string.Join(", ", _due.Where(d => d.Value <= host.Clock.Now).Select(d => d.Key.Name))} is due again and again.");
            await Task.WhenAll(all.Select(i => i.DoAsync(services => WorkAsync(services, isDaily))));
            await MendAsync();
            await DbFaults.UntilReachedAsync(ReadDueAsync, 10, default);
        }
    }

    /// <summary>Somebody's act, at one of them: where it dies over it or has no database, the platform asks again.</summary>
    public async Task AskAsync(Func<IServiceProvider, Task> act)
    {
        while (!await TryAsync(act)) await MendAsync();
        _due[typeof(OutboxSender)] = host.Clock.Now;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in all) await one.DisposeAsync();
    }

    private async Task<bool> TryAsync(Func<IServiceProvider, Task> act)
    {
        try
        {
            return await Any.DoAsync(act);
        }
        catch (Exception fault) when (fault is HostUnavailableException || DbFaults.IsLostConnection(fault))
        {
            return false;
        }
    }

    private async Task MendAsync()
    {
        foreach (var one in all) one.Wire?.Mend();
        if (_restart.IsCompletedSuccessfully && Restarts == _mended) return;
        await _restart;
        _mended = Restarts;
        await using var session = new NpgsqlConnection(host.Database.ConnectionString);
        NpgsqlConnection.ClearPool(session);
    }

    private void Cut(MortalInstance one)
    {
        Cuts++;
        one.Wire!.Cut();
    }

    private async Task ReadDueAsync()
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        _due[typeof(OutboxSender)] = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
        foreach (var (chore, _) in Schedule.Page) _due[chore] = await ((IChore)scope.ServiceProvider.GetRequiredService(chore)).NextDueAsync(default);
    }

    /// <summary>One instance's part: the chores that have something to do, in their order, and the sender, until there is nothing, or no database.</summary>
    private async Task WorkAsync(IServiceProvider services, bool isDaily)
    {
        var runner = services.GetRequiredService<ChoreRunner>();
        foreach (var chore in (Type[])[typeof(EpochSweep), .. isDaily ? Slow : []]) await runner.RunAsync(chore, default);
        for (var round = 0; round < MostRounds; round++)
        {
            var due = await DueAsync(services);
            if (due.Count == 0) return;
            foreach (var chore in due.Where(d => d != typeof(OutboxSender))) await runner.RunAsync(chore, default);
            await runner.SendAsync(default);
        }
    }

    private async Task<List<Type>> DueAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        List<Type> due = [];
        try
        {
            if (await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default) <= host.Clock.Now) due.Add(typeof(OutboxSender));
            foreach (var (chore, _) in Schedule.Page)
                if (await ((IChore)scope.ServiceProvider.GetRequiredService(chore)).NextDueAsync(default) <= host.Clock.Now) due.Add(chore);
        }
        catch (Exception fault) when (DbFaults.IsLostConnection(fault))
        {
            due.Clear();
        }
        return due;
    }
}
