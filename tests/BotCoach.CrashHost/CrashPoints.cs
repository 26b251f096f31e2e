using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.CrashHost;

/// <summary>
/// Counts every moment at which a process may die: before and after each statement, around each commit, around the platform's acceptance.
/// At the chosen one it kills its own process, as <c>kill -9</c> does; a negative number chooses among the messages that the platform accepted.
/// </summary>
public sealed class CrashPoints(int dieAt) : IDbTransactionInterceptor
{
    public const string AfterAccepting = "after the platform accepted a message";
    private int _count;
    private int _accepted;
    private int _dieAt = dieAt;
    private bool _counting;

    public int Count => _count;

    public int Accepted => _accepted;

    public void Begin() => _counting = true;

    /// <summary>Counts from here on, with another point to die at; 0: at none.</summary>
    public void Begin(int dieAt) => (_count, _accepted, _dieAt, _counting) = (0, 0, dieAt, true);

    public void Pass(string where)
    {
        if (!_counting) return;
        var dies = Interlocked.Increment(ref _count) == _dieAt;
        if (where == AfterAccepting) dies |= Interlocked.Increment(ref _accepted) == -_dieAt;
        if (!dies) return;
        Console.WriteLine($"died {where}");
        Console.Out.Flush();
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData data, InterceptionResult result, CancellationToken cancel = default)
    {
        Pass("before a commit");
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken cancel = default)
    {
        Pass("after a commit");
        return Task.CompletedTask;
    }

    public IInterceptor Statements() => new StatementPoints(this);

    private sealed class StatementPoints(CrashPoints points) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default)
        {
            points.Pass("before a statement");
            return ValueTask.FromResult(result);
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData data, DbDataReader result, CancellationToken cancel = default)
        {
            points.Pass("after a statement");
            return ValueTask.FromResult(result);
        }
    }
}
