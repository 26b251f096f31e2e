using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Cli;

/// <summary>What keeps a command from running and lies with the machine or its settings, as one sentence; null for a fault of ours.</summary>
internal static class StartFault
{
    public static string? InWords(Exception fault) => fault switch
    {
        SettingRefused => fault.Message,
        HostUnavailableException => $"The database does not answer ({fault.GetBaseException().Message}). Is it running, and is {DatabaseChoice.Key} right?",
        PostgresException => $"The database refused the connection ({fault.Message}). Is {DatabaseChoice.Key} right?",
        SqliteException unusable => $"The database file cannot be used ({unusable.Message}). {DatabaseChoice.Key} says where it lies.",
        IOException { InnerException: AddressInUseException } => $"{fault.Message} Stop what listens there, or choose another address with --urls.",
        InvalidDataException => $"{fault.Message} {fault.InnerException?.Message}".Trim(),
        IOException or UnauthorizedAccessException => fault.Message,
        _ => null,
    };
}
