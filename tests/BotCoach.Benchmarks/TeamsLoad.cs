using System.Diagnostics;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Benchmarks;

/// <summary>What people of one company write to the bot, in Teams' real shape, each with an id of its own.</summary>
internal static class TeamsLoad
{
    /// <summary>Teams sends one token for about an hour. It has many machines, so let each have its own.</summary>
    public const int TokensAtOnce = 20;

    /// <summary>The list of what can be typed; and one of the rep's own deals by its name, which opens its card.</summary>
    public static readonly (string What, Func<int, string> Words)[] Said =
    [
        ("help", _ => "help"),
        ("a deal's name", n => $"Account {RepOf(n) * Company.DealsEach + n / Company.Reps % Company.DealsEach}"),
    ];

    private static int _next;

    public static Task<Loaded> PostAsync(string folder, TokenIssuer issuer, Func<int, string> words, Process server, int port, int seconds, string? pin)
    {
        var tokens = Tokens(issuer, TokensAtOnce);
        var lines = Next(seconds * 4_000).Select(n => $"Authorization: Bearer {tokens[n % tokens.Count]}\t{Message(n, words(n))}");
        return Load.PostAsync(server, $"http://127.0.0.1:{port}/api/messages", "application/json", Load.Write(folder, lines), seconds, 16, pin);
    }

    /// <summary>As many as are wanted, no two alike.</summary>
    public static List<string> Tokens(TokenIssuer issuer, int many) => [.. Next(many).Select(n => issuer.Mint(t => t.LivesFor += TimeSpan.FromSeconds(n % 100_000)))];

    /// <summary>Of one of the company's reps, in the rep's own chat.</summary>
    public static string Message(int n, string words)
    {
        var (user, chat, at) = (TeamsHost.Company.UserOf(RepOf(n)), TeamsHost.Company.ChatOf(RepOf(n)), TimeProvider.System.GetUtcNow().UtcDateTime);
        return $$$"""{"type":"message","id":"{{{1_700_000_000_000 + n}}}","timestamp":"{{{at:yyyy-MM-dd'T'HH:mm:ss.fffffff}}}Z","localTimestamp":"{{{at:yyyy-MM-dd'T'HH:mm:ss.fff}}}+00:00","localTimezone":"Europe/London","serviceUrl":"{{{TokenIssuer.Service}}}","channelId":"msteams","from":{"id":"29:1bench-{{{user}}}","name":"Rep {{{RepOf(n)}}}","aadObjectId":"{{{user}}}"},"conversation":{"conversationType":"personal","tenantId":"{{{TeamsHost.Tenant}}}","id":"{{{chat}}}"},"recipient":{"id":"28:{{{TokenIssuer.App}}}","name":"BotCoach"},"channelData":{"tenant":{"id":"{{{TeamsHost.Tenant}}}"},"source":{"name":"message"}},"locale":"en-GB","textFormat":"plain","text":"{{{words}}}","attachments":[{"contentType":"text/html","content":"<p>{{{words}}}</p>"}],"entities":[{"locale":"en-GB","country":"GB","platform":"Web","type":"clientInfo","timezone":"Europe/London"}]}""";
    }

    public static int RepOf(int n) => n % Company.Reps;

    private static IEnumerable<int> Next(int many)
    {
        var from = _next;
        _next += many;
        return Enumerable.Range(from, many);
    }
}
