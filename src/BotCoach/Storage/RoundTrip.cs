using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>
/// Rows of several tables in one round trip, for what a click asks: on PostgreSQL a batch, on SQLite, where there is no way to go, one after the other.
/// They are tracked as if they had been queried.
/// </summary>
public sealed class RoundTrip(BotCoachDb db)
{
    private readonly List<Part> _asked = [];

    /// <summary>The rows: none until <see cref="RunAsync"/> has run.</summary>
    public List<T> Ask<T>(Rows<T> of, params ReadOnlySpan<object> values) where T : class
    {
        var rows = new List<T>();
        _asked.Add(new Part(of.Sql(db), of.OfWorkspace ? [db.WorkspaceId, .. values] : [.. values], from => of.ReadAsync(db, from, rows)));
        return rows;
    }

    public async Task RunAsync()
    {
        await db.Database.OpenConnectionAsync();
        try
        {
            var connection = db.Database.GetDbConnection();
            if (connection.CanCreateBatch) await BatchAsync(connection);
            else foreach (var part in _asked) await OneAsync(connection, part);
        }
        finally
        {
            _asked.Clear();
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task BatchAsync(DbConnection connection)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var part in _asked)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = part.Sql;
            foreach (var value in part.Values) Bind(command.Parameters, command.CreateParameter(), value);
            batch.BatchCommands.Add(command);
        }
        await using var results = await batch.ExecuteReaderAsync();
        foreach (var part in _asked)
        {
            await part.ReadAsync(results);
            await results.NextResultAsync();
        }
    }

    private async Task OneAsync(DbConnection connection, Part part)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = part.Sql;
        // what is a place to PostgreSQL is a name to SQLite
        foreach (var value in part.Values) Bind(command.Parameters, command.CreateParameter(), Listed(value), $"${command.Parameters.Count + 1}");
        await using var rows = await command.ExecuteReaderAsync();
        await part.ReadAsync(rows);
    }

    private static void Bind(DbParameterCollection to, DbParameter parameter, object value, string? name = null)
    {
        parameter.Value = value;
        if (name is not null) parameter.ParameterName = name;
        to.Add(parameter);
    }

    // ids are kept in capitals there
    private static object Listed(object value) => value switch
    {
        Guid[] ids => JsonSerializer.Serialize(ids.Select(id => $"{id}".ToUpperInvariant())),
        string[] texts => JsonSerializer.Serialize(texts),
        _ => value,
    };

    private sealed record Part(string Sql, object[] Values, Func<DbDataReader, Task> ReadAsync);
}
