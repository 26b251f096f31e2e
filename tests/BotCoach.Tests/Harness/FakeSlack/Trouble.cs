using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What goes wrong with a call, before Slack took it or after.</summary>
public sealed record Trouble
{
    private Trouble() { }

    /// <summary>Slack does what was asked, and then it goes wrong.</summary>
    public bool Takes { get; private init; }

    private Func<HttpContext, Task>? Instead { get; init; }

    private Func<CancellationToken, Task>? First { get; init; }

    public static Trouble Status(int status) => Answers(false, status, "<html>upstream connect error</html>");

    /// <summary>HTTP 429, without JSON.</summary>
    public static Trouble TooMany(int seconds) => Answers(false, 429, "", seconds);

    /// <summary>An error code with HTTP 200, such as <c>ratelimited</c>, <c>rate_limited</c> or <c>fatal_error</c>; nothing was done.</summary>
    public static Trouble Says(string error, int? retryAfter = null) => Answers(false, 200, $$"""{"ok":false,"error":"{{error}}"}""", retryAfter);

    /// <summary>Another answer than Slack's own, with HTTP 200.</summary>
    public static Trouble Json(string body) => Answers(false, 200, body);

    public static Trouble InternalErrorAfterTaking { get; } = Answers(true, 200, """{"ok":false,"error":"internal_error"}""");
    public static Trouble Garbage { get; } = Answers(true, 200, "<!DOCTYPE html><title>Slack</title>");
    public static Trouble CutBefore { get; } = new() { Instead = Cut };
    public static Trouble CutAfter { get; } = new() { Takes = true, Instead = Cut };

    /// <summary>No answer until the caller goes away.</summary>
    public static Trouble SilentBefore { get; } = new() { Instead = Silence };
    public static Trouble SilentAfter { get; } = new() { Takes = true, Instead = Silence };

    /// <summary>Taken, and answered only when this task ends.</summary>
    public static Trouble AnsweredAfter(Task held) => new() { Takes = true, First = held.WaitAsync };

    /// <summary>Taken, and answered so much later, in real time.</summary>
    public static Trouble Slow(TimeSpan by) => new() { Takes = true, First = async cancel => await new PeriodicTimer(by).WaitForNextTickAsync(cancel) };

    /// <summary>True when the caller got what the trouble brings, and not Slack's own answer.</summary>
    public async Task<bool> BefallsAsync(HttpContext http)
    {
        if (First is not null) await First(http.RequestAborted);
        if (Instead is not null) await Instead(http);
        return Instead is not null;
    }

    private static Trouble Answers(bool takes, int status, string body, int? retryAfter = null) => new()
    {
        Takes = takes,
        Instead = http =>
        {
            http.Response.StatusCode = status;
            http.Response.ContentType = body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html";
            if (retryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
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
public sealed class Troubles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Trouble>> _next = [];

    /// <summary>Asked for every call for which no trouble waits; for tests that throw dice.</summary>
    public Func<SlackCall, Trouble?>? Whim { get; set; }

    /// <summary>The next call of this method, or of any (<c>*</c>), has this trouble; called twice, the next two have. <c>response_url</c> is a method too.</summary>
    public void Next(string method, Trouble trouble)
    {
        lock (_gate)
        {
            if (!_next.TryGetValue(method, out var queue)) _next[method] = queue = [];
            queue.Enqueue(trouble);
        }
    }

    public Trouble? Take(SlackCall call)
    {
        lock (_gate)
            return Dequeue(call.Method) ?? Dequeue("*") ?? Whim?.Invoke(call);
    }

    private Trouble? Dequeue(string method) => _next.TryGetValue(method, out var queue) && queue.TryDequeue(out var trouble) ? trouble : null;
}
