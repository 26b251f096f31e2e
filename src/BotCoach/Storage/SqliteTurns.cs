using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.Storage;

/// <summary>Gives every transaction on SQLite its turn, and every connection its manners.</summary>
internal sealed class SqliteTurns(WriterTurn turn) : DbTransactionInterceptor, IDbConnectionInterceptor
{
    private const string Manners = "pragma busy_timeout = 5000; pragma synchronous = normal; pragma foreign_keys = on;";
    private readonly ConditionalWeakTable<DbConnection, object> _holders = [];

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Behave(connection).ExecuteNonQuery();

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default) =>
        Behave(connection).ExecuteNonQueryAsync(cancel);

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData data, InterceptionResult<DbTransaction> result)
    {
        if (!Holds(connection)) turn.TakeAsync(default).GetAwaiter().GetResult();
        _holders.AddOrUpdate(connection, turn);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData data, InterceptionResult<DbTransaction> result, CancellationToken cancel = default)
    {
        if (!Holds(connection)) await turn.TakeAsync(cancel);
        _holders.AddOrUpdate(connection, turn);
        return result;
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
