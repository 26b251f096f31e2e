using System.Diagnostics;
using System.Text;

namespace BotCoach.Browser;

/// <summary>The built assembly as its users start it: a process of its own on a free loopback port, with an empty folder as its home.</summary>
public sealed class BuiltApp : IAsyncDisposable
{
    private const string Ready = "BotCoach is ready: open ";
    private readonly Process _process;
    private readonly DirectoryInfo _home;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BuiltApp(Process process, DirectoryInfo home) => (_process, _home) = (process, home);

    public Uri Address => _address.Task.Result;

    /// <summary>What it wrote, for a test that fails.</summary>
    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Runs a command to its end in a folder, as it is typed: its exit code, its output, and what it said on the error output.</summary>
    public static async Task<(int Code, string Output, string Errors)> CommandAsync(string home, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BotCoach.dll"), .. words])
        {
            WorkingDirectory = home, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts it; an empty connection string leaves it to its own default, a file in its home.</summary>
    public static async Task<BuiltApp> StartAsync(string connectionString = "")
    {
        var home = Directory.CreateTempSubdirectory("botcoach-home-");
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = home.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "BotCoach.dll"), "--urls", "http://127.0.0.1:0" },
            Environment = { ["ConnectionStrings__BotCoach"] = connectionString },
        };
        var app = new BuiltApp(new Process { StartInfo = start, EnableRaisingEvents = true }, home);
        await app.RunAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"BotCoach ended before it was ready.\n{Said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _address.Task.WaitAsync(TimeSpan.FromSeconds(120));
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal)) _address.TrySetResult(new Uri(line[Ready.Length..].Trim()));
    }
}
