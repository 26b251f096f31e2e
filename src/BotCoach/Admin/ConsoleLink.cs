using BotCoach.People;

namespace BotCoach.Admin;

/// <summary>How a link stands with the browser that opens it.</summary>
public enum LinkStanding { Good, Unknown, Late, Used, Yours }

/// <summary>The one-time link: its secret, how long things are good for, and what becomes of one that is opened.</summary>
public static class ConsoleLink
{
    /// <summary>A link, and after it the question in chat.</summary>
    public static readonly TimeSpan LinkHolds = TimeSpan.FromMinutes(10);

    /// <summary>A visit: a working day.</summary>
    public static readonly TimeSpan VisitHolds = TimeSpan.FromHours(12);

    private const int MostSecret = 64;

    public static string NewSecret() => Secret.New();

    public static string Hash(string secret) => Secret.HashOf(secret.Length > MostSecret ? "" : secret);

    /// <param name="mine">The visit that this browser's cookie names, or null.</param>
    public static LinkStanding Judge(ConsoleVisit? visit, Guid? mine, DateTimeOffset now) => visit switch
    {
        null => LinkStanding.Unknown,
        { State: ConsoleVisitState.Offered } => visit.Until > now ? LinkStanding.Good : LinkStanding.Late,
        { State: ConsoleVisitState.Ended } => LinkStanding.Used,
        _ => visit.Id == mine ? LinkStanding.Yours : LinkStanding.Used,
    };

    /// <summary>"Firefox on Windows", of what a browser calls itself; "a browser" where that says nothing.</summary>
    public static string BrowserOf(string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent)) return "a browser";
        var name = First(agent, ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"));
        var on = First(agent, ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "a Mac"), ("CrOS", "a Chromebook"), ("Linux", "Linux"));
        return (name ?? "a browser") + (on is null ? "" : $" on {on}");
    }

    private static string? First(string agent, params (string Sign, string Name)[] known) =>
        known.Where(k => agent.Contains(k.Sign, StringComparison.Ordinal)).Select(k => k.Name).FirstOrDefault();
}
