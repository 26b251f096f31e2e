using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>Where every call comes in: written down, befallen by the trouble that waits for it, carried out, answered.</summary>
public sealed class TeamsDoor(TeamsServer teams)
{
    public List<TeamsCall> Log { get; } = [];

    /// <summary>The parts of an address as they stood on the wire: what is escaped in one is part of it.</summary>
    public static string[] PartsOf(HttpContext http) =>
        [.. Target(http).Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    public async Task AnswerAsync(HttpContext http, string method, Func<TeamsCall, TeamsReply> run)
    {
        var call = await TeamsCall.ReadAsync(http, method, Target(http), teams.Clock.GetUtcNow());
        lock (teams.World.Gate) Log.Add(call);
        var trouble = teams.Troubles.Take(call);
        var reply = trouble is { Takes: false } ? null : Run(call, run);
        if (trouble is not null && await trouble.BefallsAsync(http))
        {
            call.Status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
            return;
        }
        await WriteAsync(http, call, reply!);
    }

    private static string Target(HttpContext http) => http.Features.Get<IHttpRequestFeature>()!.RawTarget;

    private Answered Run(TeamsCall call, Func<TeamsCall, TeamsReply> run)
    {
        lock (teams.World.Gate)
        {
            try
            {
                return new Answered(run(call), null);
            }
            catch (TeamsRefusal no)
            {
                call.Code = no.Code;
                if (no.IsOurBug) teams.Blame($"{call.Method}: {no.Message}");
                return new Answered(new TeamsReply(no.Status, no.Body), no.RetryAfter);
            }
            catch (Exception why) when (why is InvalidOperationException or FormatException or NullReferenceException)
            {
                // A value of another kind than Microsoft takes, or a fault of the fake: either way it must not go unseen.
                call.Code = "BadSyntax";
                teams.Blame($"{call.Method}: {why}");
                return new Answered(new TeamsReply(400, TeamsRefusal.Bug("BadSyntax", why.Message).Body), null);
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, TeamsCall call, Answered answered)
    {
        call.Status = http.Response.StatusCode = answered.Reply.Status;
        if (answered.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answered.Reply.Bytes is { } bytes) await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        if (answered.Reply.Json is not { } json) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(json.ToJsonString(), http.RequestAborted);
    }

    private sealed record Answered(TeamsReply Reply, int? RetryAfter);
}
