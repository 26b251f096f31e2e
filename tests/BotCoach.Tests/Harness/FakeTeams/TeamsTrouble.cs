using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What goes wrong with a call, before Teams took it or after.</summary>
public sealed record TeamsTrouble
{
    private TeamsTrouble() { }

    /// <summary>Teams does what was asked, and then it goes wrong.</summary>
    public bool Takes { get; private init; }

    private Func<HttpContext, Task>? Instead { get; init; }

    private Func<CancellationToken, Task>? First { get; init; }

    /// <summary>From whatever stands before Teams.</summary>
    public static TeamsTrouble Status(int status) => Answers(false, status, "<html>upstream connect error</html>");

    /// <summary>Teams' own refusal, such as 412 <c>PreconditionFailed</c> or 503 <c>ServiceError</c>; nothing was done.</summary>
    public static TeamsTrouble Says(int status, string code, int? retryAfter = null) => Answers(false, status, Error(code), retryAfter);

    /// <summary>A refusal in words as they stand, such as in an older shape.</summary>
    public static TeamsTrouble Writes(int status, string body) => Answers(false, status, body);

    /// <summary>Too many requests, with how long to wait or without.</summary>
    public static TeamsTrouble TooMany(int? seconds) => Answers(false, 429, Error("Throttled"), seconds);

    public static TeamsTrouble ErrorAfterTaking { get; } = Answers(true, 500, Error("ServiceError"));

    /// <summary>Somebody in between gave up waiting.</summary>
    public static TeamsTrouble TimeoutAfterTaking { get; } = Answers(true, 504, "");
    public static TeamsTrouble Garbage { get; } = Answers(true, 200, "<!DOCTYPE html><title>Microsoft Teams</title>");
    public static TeamsTrouble CutBefore { get; } = new() { Instead = Cut };
    public static TeamsTrouble CutAfter { get; } = new() { Takes = true, Instead = Cut };

    /// <summary>No answer until the caller goes away.</summary>
    public static TeamsTrouble SilentBefore { get; } = new() { Instead = Silence };
    public static TeamsTrouble SilentAfter { get; } = new() { Takes = true, Instead = Silence };

    /// <summary>Taken, and answered only when this task ends.</summary>
    public static TeamsTrouble AnsweredAfter(Task held) => new() { Takes = true, First = held.WaitAsync };

    /// <summary>True when the caller got what the trouble brings, and not Teams' own answer.</summary>
    public async Task<bool> BefallsAsync(HttpContext http)
    {
        if (First is not null) await First(http.RequestAborted);
        if (Instead is not null) await Instead(http);
        return Instead is not null;
    }

    private static string Error(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"{{{code}}}"}}""";

    private static TeamsTrouble Answers(bool takes, int status, string body, int? retryAfter = null) => new()
    {
        Takes = takes,
        Instead = http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html";
            if (retryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return http.Response.WriteAsync(body, http.RequestAborted);
        },
    };

    private static Task Cut(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    private static async Task Silence(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var _ = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}

/// <summary>The troubles that wait for the next calls.</summary>
public sealed class TeamsTroubles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<TeamsTrouble>> _next = [];

    /// <summary>Asked for every call for which no trouble waits; for tests that throw dice.</summary>
    public Func<TeamsCall, TeamsTrouble?>? Whim { get; set; }

    /// <summary>The next call of this method, or of any (<c>*</c>), has this trouble; called twice, the next two have.</summary>
    public void Next(string method, TeamsTrouble trouble)
    {
        lock (_gate)
        {
            if (!_next.TryGetValue(method, out var queue)) _next[method] = queue = [];
            queue.Enqueue(trouble);
        }
    }

    public TeamsTrouble? Take(TeamsCall call)
    {
        lock (_gate)
            return Dequeue(call.Method) ?? Dequeue("*") ?? Whim?.Invoke(call);
    }

    private TeamsTrouble? Dequeue(string method) => _next.TryGetValue(method, out var queue) && queue.TryDequeue(out var trouble) ? trouble : null;
}
