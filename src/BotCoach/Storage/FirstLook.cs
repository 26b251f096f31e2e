namespace BotCoach.Storage;

/// <summary>What a start must know of the database, asked in plain SQL: the model takes a second to build, and a start need not wait for it.</summary>
/// <param name="Settings">The host's own settings.</param>
public sealed record FirstLook(IReadOnlyDictionary<string, string> Settings)
{
    internal static async Task<FirstLook> TakeAsync(DatabaseChoice choice, CancellationToken cancel)
    {
        await using var connection = choice.Connection();
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select key, value from host_setting";
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var settings = new Dictionary<string, string>();
        while (await rows.ReadAsync(cancel)) settings[rows.GetString(0)] = rows.GetString(1);
        return new FirstLook(settings);
    }
}
