using System.Diagnostics;

namespace BotCoach.Benchmarks;

/// <summary>What stands in <c>peers/</c>: programs of others, installed into a folder of the run's own.</summary>
internal static class Peers
{
    public static string Folder(string name) => Path.Combine(Root(), "tests", "BotCoach.Benchmarks", "peers", name);

    public static async Task<string> InstalledAsync(string name)
    {
        var place = Directory.CreateTempSubdirectory("botcoach-peers-").FullName;
        foreach (var file in Directory.GetFiles(Folder(name))) File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        await RunAsync(place, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return place;
    }

    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program}: {await complained}");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotCoach.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
