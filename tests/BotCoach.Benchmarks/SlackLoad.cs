using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotCoach.Benchmarks;

/// <summary>Signed requests as Slack makes them, and wrk that posts them; each is posted once.</summary>
internal static class SlackLoad
{
    private const string Script =
        """
        local reqs, i = {}, 0
        function init(args)
          for line in io.lines(os.getenv("REQ_FILE")) do
            local ts, sig, body = line:match("^(%d+)|(v0=%x+)|(.*)$")
            reqs[#reqs + 1] = wrk.format("POST", os.getenv("REQ_PATH"), { ["Content-Type"] = os.getenv("REQ_TYPE"), ["X-Slack-Request-Timestamp"] = ts, ["X-Slack-Signature"] = sig }, body)
          end
        end
        function request() i = i + 1; return reqs[((i - 1) % #reqs) + 1] end
        function done(s, l, r)
          io.write(string.format('{"n":%d,"seconds":%.3f,"p50":%.3f,"p99":%.3f,"bad":%d,"broken":%d}\n', s.requests, s.duration / 1e6, l:percentile(50) / 1e3, l:percentile(99) / 1e3,
            s.errors.status, s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))
        end
        """;

    private static int _next;

    /// <summary>An event that nobody handles, as large as most.</summary>
    public static string Ignored(int n) =>
        $$"""{"token":"vt","team_id":"{{SlackHost.Team}}","api_app_id":"A01APP","event":{"type":"message","subtype":"message_changed","channel":"C01GEN","channel_type":"channel","ts":"1700000000.{{n:000000}}","message":{"type":"message","user":"U1","text":"{{new string('x', 500)}}","ts":"1700000000.{{n:000000}}"} },"type":"event_callback","event_id":"Ev{{n:0000000000}}","event_time":1700000000,"authorizations":[{"enterprise_id":null,"team_id":"{{SlackHost.Team}}","user_id":"U0BOT","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-{{n}}"}""";

    /// <summary>A press on a deal's card by its owner: heard from them, touched, and so on in turns, so that each changes something.</summary>
    public static string Click(int n)
    {
        var (deal, turn) = (n % (SlackHost.Reps * SlackHost.DealsEach), n / (SlackHost.Reps * SlackHost.DealsEach));
        var (rep, ts) = (deal / SlackHost.DealsEach, $"1700000000.{deal:000000}");
        var action = turn % 2 == 0 ? "deal.heard" : "deal.touched";
        var payload = $$"""{"type":"block_actions","user":{"id":"U{{rep}}","username":"rep","name":"rep","team_id":"{{SlackHost.Team}}"},"api_app_id":"A01APP","token":"vt","container":{"type":"message","message_ts":"{{ts}}","channel_id":"D{{rep}}","is_ephemeral":false},"trigger_id":"{{n}}.{{n}}.bench","team":{"id":"{{SlackHost.Team}}","domain":"bench"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"D{{rep}}","name":"directmessage"},"message":{"user":"U0BOT","type":"message","ts":"{{ts}}","bot_id":"B0BOT","app_id":"A01APP","text":"deal","team":"{{SlackHost.Team}}","blocks":[{"type":"section","block_id":"s","text":{"type":"mrkdwn","text":"*Deal {{deal}}* - $120k - Negotiation - closes in 9 days; no next step"} },{"type":"actions","block_id":"b1","elements":[{"type":"button","action_id":"deal.heard","text":{"type":"plain_text","text":"Heard from them","emoji":true},"value":"{{SlackHost.IdOf(deal)}}"},{"type":"button","action_id":"deal.touched","text":{"type":"plain_text","text":"Touched","emoji":true},"value":"{{SlackHost.IdOf(deal)}}"}]}]},"state":{"values":{} },"actions":[{"action_id":"{{action}}","block_id":"b1","text":{"type":"plain_text","text":"Heard","emoji":true},"value":"{{SlackHost.IdOf(deal)}}","type":"button","action_ts":"{{ts}}"}]}""";
        return "payload=" + Uri.EscapeDataString(payload);
    }

    /// <summary>So many clicks that nobody made before.</summary>
    public static IEnumerable<string> Clicks(int many)
    {
        var from = _next;
        _next += many;
        return Enumerable.Range(from, many).Select(Click);
    }

    public static string Write(string folder, IEnumerable<string> bodies, string secret = SlackHost.Secret)
    {
        var file = Path.Combine(folder, $"requests-{Guid.NewGuid():N}.txt");
        var (stamp, key) = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(secret));
        using var to = new StreamWriter(file);
        foreach (var body in bodies) to.WriteLine($"{stamp}|v0={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")))}|{body}");
        return file;
    }

    public static async Task<Loaded> PostAsync(string folder, int port, Process server, string file, string path, int seconds, int connections, string? pin = null)
    {
        var script = Path.Combine(folder, "load.lua");
        await File.WriteAllTextAsync(script, Script);
        string[] wrk = ["wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "20s", "-s", script, $"http://127.0.0.1:{port}"];
        var start = pin is null ? new ProcessStartInfo(wrk[0], wrk[1..]) : new ProcessStartInfo("taskset", ["-c", pin, .. wrk]);
        (start.RedirectStandardOutput, start.Environment["REQ_FILE"], start.Environment["REQ_PATH"]) = (true, file, path);
        start.Environment["REQ_TYPE"] = path.EndsWith("events", StringComparison.Ordinal) ? "application/json" : "application/x-www-form-urlencoded";
        var before = server.TotalProcessorTime;
        using var load = Process.Start(start)!;
        var said = await load.StandardOutput.ReadToEndAsync();
        await load.WaitForExitAsync();
        server.Refresh();
        var done = JsonSerializer.Deserialize<Wrk>(said.Trim().Split('\n')[^1])!;
        return new Loaded(done.n / done.seconds, done.p50, done.p99, (server.TotalProcessorTime - before).TotalMicroseconds / Math.Max(1, done.n), done.bad, done.broken, done.n);
    }

    /// <summary>A process of this program, or another, that listens.</summary>
    public static async Task<Process> ServeAsync(int port, string? pin, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = pin is null ? new ProcessStartInfo(command[0], command[1..]) : new ProcessStartInfo("taskset", ["-c", pin, .. command]);
        start.RedirectStandardOutput = true;
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

    private sealed record Wrk(int n, double seconds, double p50, double p99, int bad, int broken);
}

/// <summary>One round: requests a second, milliseconds, processor microseconds of the server a request, and what was not 2xx or broke off.</summary>
internal sealed record Loaded(double PerSecond, double P50, double P99, double Cpu, int Bad, int Broken, int Requests);
