using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.Storage;

/// <summary>Gives every transaction on SQLite its turn, and every connection its manners.</summary>
internal sealed class SqliteTurns(WriterTurn turn) : DbTransactionInterceptor, IDbConnectionInterceptor
{
    private const string Manners = "pragma busy_timeout = 5000; pragma synchronous = normal; pragma foreign_keys = on; pragma wal_autocheckpoint = 1000;";
    private readonly ConditionalWeakTable<DbConnection, object> _holders = [];

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Behave(connection).ExecuteNonQuery();

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default) =>
        Behave(connection).ExecuteNonQueryAsync(cancel);

    // Begun here rather than by EF, so that a beginning that fails gives the turn back: EF tells nobody of it.
    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData data, InterceptionResult<DbTransaction> result)
    {
        var begun = false;
        if (!Holds(connection)) turn.TakeAsync(default).GetAwaiter().GetResult();
        try
        {
            _holders.AddOrUpdate(connection, turn);
            result = InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(data.IsolationLevel));
            begun = true;
            return result;
        }
        finally
        {
            if (!begun) Pass(connection);
        }
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData data, InterceptionResult<DbTransaction> result, CancellationToken cancel = default)
    {
        var begun = false;
        if (!Holds(connection)) await turn.TakeAsync(cancel);
        try
        {
            _holders.AddOrUpdate(connection, turn);
            result = InterceptionResult<DbTransaction>.SuppressWithResult(await connection.BeginTransactionAsync(data.IsolationLevel, cancel));
            begun = true;
            return result;
        }
        finally
        {
            if (!begun) Pass(connection);
        }
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData data) => Pass(data);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken cancel = default) => PassAsync(data);

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData data) => Pass(data);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData data, CancellationToken cancel = default) => PassAsync(data);

    // A transaction that is disposed of without a word ends here: EF closes the connection behind it.
    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData data) => Pass(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData data)
    {
        Pass(connection);
        return Task.CompletedTask;
    }

    // Whatever else became of it: a connection that is gone writes nothing any more.
    public void ConnectionDisposed(DbConnection connection, ConnectionEndEventData data) => Pass(connection);

    public Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData data)
    {
        Pass(connection);
        return Task.CompletedTask;
    }

    private bool Holds(DbConnection connection) => _holders.TryGetValue(connection, out _);

    private void Pass(TransactionEndEventData data) => Pass(data.Context!.Database.GetDbConnection());

    private Task PassAsync(TransactionEndEventData data)
    {
        Pass(data);
        return Task.CompletedTask;
    }

    private void Pass(DbConnection connection)
    {
        if (_holders.Remove(connection)) turn.Release();
    }

    private static DbCommand Behave(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Manners;
        return command;
    }
}
