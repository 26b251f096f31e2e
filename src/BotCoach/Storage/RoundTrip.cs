#pragma warning disable EF1001 // EF Core has no public way to the command of a compiled query; every click goes through here, so a change of it is seen at once
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>
/// Several compiled queries in one round trip, for what a click asks: on PostgreSQL a batch, on SQLite, where there is no way to go, one after the other.
/// The rows are read and tracked as ever.
/// </summary>
public sealed class RoundTrip(BotCoachDb db)
{
    private readonly List<(IRelationalQueryingEnumerable Query, Func<Task> Read)> _asked = [];

    /// <summary>The rows of a query of <see cref="Compiled"/>: empty until <see cref="RunAsync"/> has run.</summary>
    public List<T> Ask<T>(IAsyncEnumerable<T> query)
    {
        var rows = new List<T>();
        _asked.Add(((IRelationalQueryingEnumerable)query, () => ReadAsync(query, rows)));
        return rows;
    }

    public async Task RunAsync()
    {
        await db.Database.OpenConnectionAsync();
        try
        {
            await using var batch = db.Database.GetDbConnection() is { CanCreateBatch: true } connection ? connection.CreateBatch() : null;
            if (batch is null)
                foreach (var (_, read) in _asked) await read();
            else
                await RunAsync(batch);
        }
        finally
        {
            _asked.Clear();
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task RunAsync(DbBatch batch)
    {
        batch.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (query, _) in _asked) batch.BatchCommands.Add(Part(batch, query));
        await using var results = await batch.ExecuteReaderAsync();
        db.Arrived = results;
        try
        {
            foreach (var (_, read) in _asked)
            {
                await read();
                await results.NextResultAsync();
            }
        }
        finally
        {
            db.Arrived = null;
        }
    }

    private static DbBatchCommand Part(DbBatch batch, IRelationalQueryingEnumerable query)
    {
        using var command = query.CreateDbCommand();
        var part = batch.CreateBatchCommand();
        part.CommandText = command.CommandText;
        DbParameter[] parameters = [.. command.Parameters.Cast<DbParameter>()];
        command.Parameters.Clear();
        part.Parameters.AddRange(parameters);
        return part;
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> query, List<T> rows)
    {
        await foreach (var row in query) rows.Add(row);
    }

    /// <summary>Gives a query the rows that have arrived already, and leaves them open for the next.</summary>
    internal sealed class Arrivals : DbCommandInterceptor
    {
        public static readonly Arrivals Instance = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result, CancellationToken cancel = default) =>
            ValueTask.FromResult(data.Context is BotCoachDb { Arrived: { } arrived } ? InterceptionResult<DbDataReader>.SuppressWithResult(arrived) : result);

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData data, InterceptionResult result) =>
            ValueTask.FromResult(IsArrived(data.Context, data.DataReader) ? InterceptionResult.Suppress() : result);

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData data, InterceptionResult result)
        {
            if (!IsArrived(data.Context, data.DataReader)) return result;
            command.Parameters.Clear();
            command.Dispose();
            data.Context!.Database.CloseConnection();
            return InterceptionResult.Suppress();
        }

        private static bool IsArrived(DbContext? context, DbDataReader reader) => context is BotCoachDb { Arrived: { } arrived } && arrived == reader;
    }
}
