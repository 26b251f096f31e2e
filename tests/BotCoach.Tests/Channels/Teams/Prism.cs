using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>
/// Microsoft's description of the Connector, played by Prism (https://stoplight.io/open-source/prism) on a loopback port: it says no to a request whose shape is
/// not the described one. It knows neither tokens nor conversations.
/// </summary>
internal sealed class Prism : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private Prism(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<Prism> StartAsync(string contract)
    {
        var (place, port) = (await Npm.InstalledAsync("tests/BotCoach.Tests/Channels/Teams/judges"), FreePort());
        string[] arguments = ["node_modules/@stoplight/prism-cli/dist/index.js", "mock", "--errors", "--port", $"{port}", contract];
        var process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = place, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardError.ReadToEndAsync();
        using var over = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(over.Token) is { } line)
        {
            if (!line.Contains("is listening", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new Prism(process, new Uri($"http://127.0.0.1:{port}/"));
        }
        throw new InvalidOperationException("Prism ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
