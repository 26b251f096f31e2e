using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace BotCoach.Benchmarks;

/// <summary>wrk, posting what a file has in it, each once; and the servers that it posts to.</summary>
internal static class Load
{
    // A line: headers as "Name: value", each with a tab behind it, then the body.
    private const string Script =
        """
        local reqs, i = {}, 0
        function init(args)
          for line in io.lines(os.getenv("REQ_FILE")) do
            local headers, at = { ["Content-Type"] = os.getenv("REQ_TYPE") }, 1
            while true do
              local name, value, after = line:match("^([%w-]+): ([^\t]*)\t()", at)
              if not name then break end
              headers[name], at = value, after
            end
            reqs[#reqs + 1] = wrk.format("POST", os.getenv("REQ_PATH"), headers, line:sub(at))
          end
        end
        function request() i = i + 1; return reqs[((i - 1) % #reqs) + 1] end
        function done(s, l, r)
          io.write(string.format('{"n":%d,"seconds":%.3f,"p50":%.3f,"p99":%.3f,"bad":%d,"broken":%d}\n', s.requests, s.duration / 1e6, l:percentile(50) / 1e3, l:percentile(99) / 1e3,
            s.errors.status, s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))
        end
        """;

    /// <summary>A file to post from.</summary>
    public static string Write(string folder, IEnumerable<string> lines)
    {
        var file = Path.Combine(folder, $"requests-{Guid.NewGuid():N}.txt");
        File.WriteAllLines(file, lines);
        return file;
    }

    /// <summary>Posts the file's requests at a path, and deletes it.</summary>
    public static async Task<Loaded> PostAsync(Process server, string url, string type, string file, int seconds, int connections, string? pin = null)
    {
        var (script, at) = (Path.ChangeExtension(file, ".lua"), new Uri(url));
        await File.WriteAllTextAsync(script, Script);
        var start = Pinned(pin, "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "20s", "-s", script, at.GetLeftPart(UriPartial.Authority));
        (start.Environment["REQ_FILE"], start.Environment["REQ_PATH"], start.Environment["REQ_TYPE"]) = (file, at.AbsolutePath, type);
        var before = server.TotalProcessorTime;
        using var load = Process.Start(start)!;
        var said = await load.StandardOutput.ReadToEndAsync();
        await load.WaitForExitAsync();
        server.Refresh();
        var done = JsonSerializer.Deserialize<Wrk>(said.Trim().Split('\n')[^1])!;
        File.Delete(file);
        return new Loaded(done.n / done.seconds, done.p50, done.p99, (server.TotalProcessorTime - before).TotalMicroseconds / Math.Max(1, done.n), done.bad, done.broken, done.n);
    }

    /// <summary>A process of this program, or another, that listens.</summary>
    public static async Task<Process> ServeAsync(int port, string? pin, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = Pinned(pin, command);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var server = Process.Start(start)!;
        server.OutputDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        for (var tries = 0; tries < 600; tries++)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port);
                return server;
            }
            catch (SocketException) when (!server.HasExited)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException($"{string.Join(' ', command)} does not listen on {port}.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static ProcessStartInfo Pinned(string? pin, params string[] command)
    {
        string[] all = pin is null ? command : ["taskset", "-c", pin, .. command];
        return new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true };
    }

    private sealed record Wrk(int n, double seconds, double p50, double p99, int bad, int broken);
}
