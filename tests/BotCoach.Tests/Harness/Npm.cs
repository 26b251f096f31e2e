using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using BotCoach.Tests.House;

namespace BotCoach.Tests.Harness;

/// <summary>
/// JavaScript packages as judges. A folder of the repository names them exactly (package-lock.json); they are installed on demand outside the
/// repository, once for each lock, and the scripts of the folder run there.
/// </summary>
public static class Npm
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Why nothing can be judged here; null when it can.</summary>
    public static string? Missing { get; } = IsThere("node") && IsThere("npm") ? null : "node and npm are not installed; run tests/run.sh";

    /// <summary>Where the packages of this folder (from the repository's root) are installed, with the folder's own files beside them.</summary>
    public static async Task<string> InstalledAsync(string folder)
    {
        var source = Path.Combine(Sources.Root, folder);
        await OneAtATime.WaitAsync();
        try
        {
            var mark = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..16];
            var place = Path.Combine(Path.GetTempPath(), $"botcoach-npm-{mark}");
            if (!Directory.Exists(place))
            {
                var next = Directory.CreateTempSubdirectory("botcoach-npm-next-").FullName;
                Copy(source, next);
                var (code, said) = await RunAsync(next, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
                if (code != 0) throw new InvalidOperationException($"npm ci failed in {folder}:\n{said}");
                try { Directory.Move(next, place); }
                catch (IOException) when (Directory.Exists(place)) { } // another process was quicker
            }
            Copy(source, place);
            return place;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>Runs a program there and returns how it ended and all that it said.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string place, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = place, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    private static bool IsThere(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>Skipped by name where there is no Node.js.</summary>
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute() => Skip = Npm.Missing;
}
