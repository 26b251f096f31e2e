using System.Globalization;
using BotCoach.Storage;

namespace BotCoach.Cli;

/// <summary><c>backup</c> and <c>restore</c>: all of a database as one file, and back, into either kind of database.</summary>
internal static class BackupCommand
{
    public const string Help =
        """
        All of BotCoach's database as one file, while it works on, and back into an empty database.

        Usage
          botcoach backup FILE            writes FILE, which must not be there yet
          botcoach restore FILE           fills the database that ConnectionStrings:BotCoach names; it must be empty
          botcoach restore FILE --check   reads all of FILE and says whether it is whole; changes nothing

        A backup of SQLite goes into PostgreSQL too, and the other way round. One of an older BotCoach is brought up to date as it is restored.
        Whoever has the file has what is in it: keep it as you keep the database. Secrets:Key is not in it; without that key stored tokens stay closed.
        Exit code: 0, or 2 with one sentence for what cannot be done.
        """;

    public static async Task<int> RunAsync(CommandLine line)
    {
        if (line.AsksForHelp)
        {
            Console.WriteLine(Help);
            return 0;
        }
        var files = line.Words.Where(w => w != "--check").ToList();
        if (Wrong(line, files) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return 2;
        }
        await using var app = App.Build(line.Settings);
        var choice = app.Services.GetRequiredService<DatabaseChoice>();
        Console.WriteLine(line switch
        {
            { Command: "backup" } => $"{files[0]} holds {InWords(await Backup.WriteAsync(choice, files[0], app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), CancellationToken.None))}.",
            _ when files.Count < line.Words.Count => $"{files[0]} is whole: {InWords(await Restore.CheckAsync(files[0], CancellationToken.None))}.",
            _ => $"Restored: {InWords(await Restore.IntoAsync(choice, files[0], CancellationToken.None))}.",
        });
        return 0;
    }

    private static string? Wrong(CommandLine line, List<string> files)
    {
        if (files.FirstOrDefault(f => f.StartsWith("--", StringComparison.Ordinal)) is { } option) return $"{line.Command} has no option '{option}'; see {line.Command} --help.";
        if (line.Command == "backup" && files.Count < line.Words.Count) return "backup has no option '--check'; it is restore FILE --check that looks at one.";
        return files.Count == 1 ? null : $"{line.Command} needs one file; see {line.Command} --help.";
    }

    private static string InWords(BackupHead head) => string.Create(CultureInfo.InvariantCulture,
        $"{head.Rows:#,0} rows of {head.Tables.Count} tables, as they were on {head.MadeAt.UtcDateTime:yyyy-MM-dd 'at' HH:mm} UTC");
}
