using BotCoach.Storage;

namespace BotCoach.CrashHost;

/// <summary>Migrates, stops after the schema's statements and before the commit, says so, and waits to be killed.</summary>
internal static class MigrateAndDie
{
    public const string Midst = "in the midst";

    public static async Task<int> RunAsync(string connection)
    {
        await Migrations.ApplyAsync(DatabaseChoice.Of(connection), default, Stop);
        Console.WriteLine("done, without having stopped");
        return 3;
    }

    private static void Stop()
    {
        Console.WriteLine(Midst);
        Console.In.ReadToEnd();
    }
}
