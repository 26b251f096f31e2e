using System.Net.Sockets;
using BotCoach.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>What a database's fault means for us, on both databases.</summary>
public static class DbFaults
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;
    private const int SqliteBusy = 5;

    /// <summary>Somebody else changed or added the same row: worth one more try from a fresh load.</summary>
    public static bool IsClash(Exception fault) => fault is DbUpdateConcurrencyException || Chain(fault).Any(e => e switch
    {
        PostgresException p => p.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException s => s.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        _ => false,
    });

    /// <summary>The database is out of reach, or too busy to begin: nothing was done, and a later try may succeed.</summary>
    public static bool IsLostConnection(Exception fault) => Chain(fault).Any(e => e switch
    {
        PostgresException p => p.SqlState.StartsWith("57P", StringComparison.Ordinal) || p.SqlState.StartsWith("08", StringComparison.Ordinal) || p.SqlState is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException n => n.IsTransient || n.InnerException is IOException or SocketException or TimeoutException,
        SqliteException s => s.SqliteErrorCode == SqliteBusy,
        SocketException or TimeoutException => true,
        _ => false,
    });

    /// <summary>For what a channel asks of the host outside the inbox: a database out of reach becomes the wire's own word for it.</summary>
    public static async Task<T> ReachingAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (IsLostConnection(fault))
        {
            throw new HostUnavailableException(fault);
        }
    }

    /// <summary>For a start: a database that is not up yet is waited for, a second at a time.</summary>
    public static Task UntilReachedAsync(Func<Task> work, int seconds, CancellationToken cancel) => ReachingAsync(async () =>
    {
        await Chat.Pause.BetweenTriesAsync(work, IsLostConnection, Enumerable.Repeat(TimeSpan.FromSeconds(1), seconds - 1), cancel);
        return true;
    });

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (Exception? e = fault; e is not null; e = e.InnerException) yield return e;
    }
}
