using System.Text.RegularExpressions;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.CrashHost;

/// <summary>
/// Writes the first migration of both databases from the model. Legal only until the first release: from then on a change of the model is a new
/// migration, 0002 and so on, written by hand.
/// </summary>
internal static partial class FirstMigration
{
    private const string Head =
        """
        -- The first schema. Until the first release this file is made anew from the model after every change of it:
        --   dotnet run --project tests/BotCoach.CrashHost -- write-first-migration
        -- After the first release it never changes again; what changes is a new file beside it, written by hand.


        """;

    public static int Write()
    {
        Write("Postgres", new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options));
        Write("Sqlite", new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=nowhere").Options));
        return 0;
    }

    private static void Write(string kind, BotCoachDb db)
    {
        var file = Path.Combine(Root(), "src", "BotCoach", "Storage", "Migrations", kind, "0001.sql");
        File.WriteAllText(file, Head + Tidy(db.Database.GenerateCreateScript()));
        Console.WriteLine(file);
    }

    private static string Tidy(string sql) => Indexes().Replace(sql.ReplaceLineEndings("\n").Replace("\n\n\n", "\n\n").Trim(), "\n$1") + "\n";

    [GeneratedRegex("\n\n(CREATE (?:UNIQUE )?INDEX )")]
    private static partial Regex Indexes();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotCoach.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
