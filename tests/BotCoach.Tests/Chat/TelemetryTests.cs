using System.Collections.Concurrent;
using System.Text;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Chat;

/// <summary>What is told of our own work: from the door to what was sent, and nothing of anybody's.</summary>
public sealed class TelemetryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_click_and_what_it_sends_are_one_trace_without_a_word_of_anybodys(Db kind)
    {
        await using var collector = await Collector.StartAsync();
        string trace;
        await using (var host = await CoachHost.StartAsync(kind, settings: ["--Telemetry:Endpoint", collector.Url]))
        {
            var rita = await host.RepAsync("Rita Vex");
            await host.DealAsync(rita, "Acme");
            await rita.TypesAsync("Acme");
            await host.JumpToAsync(host.Clock.Now.AddDays(1));
            host.Channel.Next(Trouble.Refuse);
            await rita.TypesAsync("Acme");
            trace = (await host.Database.Open(host.WorkspaceId).OutgoingMessages.AsNoTracking().Where(m => m.Trace != null).OrderBy(m => m.Id).FirstAsync()).Trace!.Split('-')[1];
        }
        var traces = collector.Got("/v1/traces");
        Assert.Contains("CommandTyped", traces);
        Assert.Contains("BriefRun", traces);
        Assert.True(Times(collector.Bytes("/v1/traces"), Convert.FromHexString(trace)) > 1, "what was sent is not in the trace of what led to it");
        Assert.Contains("botcoach.message.delay", collector.Got("/v1/metrics"));
        Assert.Contains("GaveUp", collector.Got("/v1/logs"));
        foreach (var told in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
            foreach (var word in (string[])["Rita", "Vex", "Acme"]) Assert.DoesNotContain(word, collector.Got(told));
    }

    private static int Times(byte[] all, byte[] wanted)
    {
        var times = 0;
        for (var at = all.AsSpan().IndexOf(wanted); at >= 0; times++)
        {
            all = all[(at + wanted.Length)..];
            at = all.AsSpan().IndexOf(wanted);
        }
        return times;
    }

    /// <summary>Takes what an exporter sends by OTLP over HTTP.</summary>
    private sealed class Collector(WebApplication app, ConcurrentQueue<(string Path, byte[] Body)> got) : IAsyncDisposable
    {
        public string Url => app.Urls.First();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
            var (app, got) = (builder.Build(), new ConcurrentQueue<(string, byte[])>());
            app.MapPost("/v1/{signal}", async (Microsoft.AspNetCore.Http.HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                got.Enqueue((request.Path, body.ToArray()));
            });
            await app.StartAsync();
            return new Collector(app, got);
        }

        public byte[] Bytes(string path) => [.. got.Where(g => g.Path == path).SelectMany(g => g.Body)];

        public string Got(string path) => Encoding.UTF8.GetString(Bytes(path));

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
