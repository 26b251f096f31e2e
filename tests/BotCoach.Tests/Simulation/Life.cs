using System.Data.Common;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Simulation;

/// <summary>The end of an instance, seen from inside: whatever it asks the database for from then on it never gets.</summary>
internal sealed class InstanceDiedException : Exception;

/// <summary>
/// One life of an instance in this process. It ends before a statement, around a commit, or when the platform has taken a message and it has not written
/// that down; what it had begun is rolled back, as when a process is killed.
/// </summary>
internal sealed class Life : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;
    private Action? _meets;

    public Task Ended => _ended.Task;

    public bool IsOver => _ended.Task.IsCompleted;

    /// <summary>It hangs in the platform's answer, which never comes: nobody waits for it.</summary>
    public bool Hangs { get; private set; }

    /// <summary>It ends at the so manyth point from here.</summary>
    public void EndIn(int points) => MeetIn(points, () => _ended.TrySetResult());

    /// <summary>Something befalls it at the so manyth point from here.</summary>
    public void MeetIn(int points, Action what)
    {
        _meets = what;
        Volatile.Write(ref _left, points);
    }

    /// <summary>The platform has the message, and the instance is gone before it hears so.</summary>
    public Task<T> EndUnansweredAsync<T>()
    {
        Hangs = true;
        _ended.TrySetResult();
        return new TaskCompletionSource<T>().Task;
    }

    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(this));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(this));
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default) => Pass(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<int> result, CancellationToken cancel = default) => Pass(result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData data, InterceptionResult result, CancellationToken cancel = default) => Pass(result);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken cancel = default) => Pass(true).AsTask();

    private ValueTask<T> Pass<T>(T result)
    {
        if (Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) == 0) _meets!();
        return IsOver ? throw new InstanceDiedException() : ValueTask.FromResult(result);
    }
}

/// <summary>An instance that is killed now and then, and started anew each time.</summary>
/// <param name="host">Whose company it serves.</param>
/// <param name="adjust">Its services.</param>
/// <param name="wire">By which it reaches its database; null: straight.</param>
internal sealed class MortalInstance(CoachHost host, Action<IServiceCollection> adjust, CuttableWire? wire = null) : IAsyncDisposable
{
    // What a wire that is cut, or a server that ends, makes an instance log is its own business; what it does is judged by what comes of it.
    private readonly string[] _expected = [nameof(InstanceDiedException), .. wire is null ? [] : (string[])["Npgsql", "SocketException", "Database.Transaction"]];
    private CoachHost? _own;

    public Life Life { get; private set; } = new();

    public CuttableWire? Wire => wire;

    public int Deaths { get; private set; }

    public async Task StartAsync()
    {
        Life = new Life();
        _own = wire is null ? await host.StartAnotherAsync(Adjust) : await host.StartBehindAsync(wire, Adjust, pooling: true);
    }

    /// <summary>Has the instance do something. False when it died over it; then the next one is there.</summary>
    public async Task<bool> DoAsync(Func<IServiceProvider, Task> work)
    {
        var run = Task.Run(() => work(_own!.App.Services));
        await Task.WhenAny(run, Life.Ended);
        if (!Life.IsOver)
        {
            await run;
            Complain();
            return true;
        }
        if (!Life.Hangs) await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Deaths++;
        wire?.Mend();
        await _own!.DisposeAsync();
        await StartAsync();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
    }

    private void Adjust(IServiceCollection services)
    {
        adjust(services);
        Life.Watch(services);
    }

    private void Complain()
    {
        if (_own!.Faults.All.Where(f => !_expected.Any(e => f.Contains(e, StringComparison.Ordinal))).ToList() is { Count: > 0 } faults)
            throw new InvalidOperationException($"The host logged: {string.Join("\n", faults.Take(3))}");
    }
}
