using BotCoach.Crm.Wire;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>crm</c> on the command line. Secrets come by the environment, so that they stand in no history of commands.</summary>
internal sealed record CrmOptions
{
    public const string Help =
        """
        Connects a company with its CRM. What would happen is told first, in chat: nothing changes until an admin presses Start there.

        Usage
          CRM_TOKEN=… botcoach crm connect hubspot
          CRM_TOKEN=… botcoach crm connect pipedrive --host https://YOUR-COMPANY.pipedrive.com
          CRM_CLIENT_ID=… CRM_CLIENT_SECRET=… botcoach crm connect salesforce --host https://YOUR-COMPANY.my.salesforce.com
          botcoach crm disconnect KIND    deals and their history stay

        Options
          --host URL        where the CRM's API is, where it is not the same for all
          --login URL       where OAuth tokens are renewed, where that is elsewhere
          --workspace NAME  the company, when there are several

        Environment
          CRM_TOKEN         a token that lasts: a HubSpot private app's, a Pipedrive API token
          CRM_REFRESH_TOKEN, CRM_CLIENT_ID, CRM_CLIENT_SECRET   what OAuth renews one by
          CRM_HOOK_SECRET   by which webhooks are known: a HubSpot app's client secret, Pipedrive's name:password

        Exit code: 0, or 2 with one sentence for what is wrong.
        """;

    public required bool Connects { get; init; }
    public required string Kind { get; init; }
    public string? Host { get; private init; }
    public string? Login { get; private init; }
    public string? Workspace { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (CrmOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        if (words is not ["connect" or "disconnect", var kind, ..] || kind.StartsWith('-')) return (null, "Say crm connect, or crm disconnect, and hubspot, pipedrive or salesforce; see crm --help.");
        var options = new CrmOptions { Connects = words[0] == "connect", Kind = kind.ToLowerInvariant() };
        for (var i = 2; i < words.Count; i++)
        {
            var (word, value) = words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], ++i < words.Count ? words[i] : null);
            if (options.With(word, value?.Trim()) is not { } more) return (null, $"crm takes no '{word}', or it lacks its value; see crm --help.");
            options = more;
        }
        return (options, null);
    }

    /// <summary>The access that the environment gives.</summary>
    /// <param name="usual">The API's address, where nothing else is said.</param>
    /// <param name="read">A variable of the environment.</param>
    public SourceAccess? Access(string? usual, Func<string, string?> read) => (Host ?? usual) is not { } host ? null : new SourceAccess
    {
        Host = host.TrimEnd('/'), LoginHost = Login?.TrimEnd('/'), Token = Said(read("CRM_TOKEN")), RefreshToken = Said(read("CRM_REFRESH_TOKEN")), ClientId = Said(read("CRM_CLIENT_ID")),
        ClientSecret = Said(read("CRM_CLIENT_SECRET")), HookSecret = Said(read("CRM_HOOK_SECRET")),
    };

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private CrmOptions? With(string word, string? value) => word switch
    {
        _ when string.IsNullOrEmpty(value) => null,
        "--host" => this with { Host = value },
        "--login" => this with { Login = value },
        "--workspace" => this with { Workspace = value },
        _ => null,
    };
}
