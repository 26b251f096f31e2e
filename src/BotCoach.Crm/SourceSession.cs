namespace BotCoach.Crm.Wire;

/// <summary>By what a company's CRM lets us in. A token alone, or what it takes to get one anew (OAuth).</summary>
public sealed record SourceAccess
{
    /// <summary>The API's address, without a path.</summary>
    public required string Host { get; init; }
    public string? Token { get; init; }
    public string? RefreshToken { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }

    /// <summary>Where tokens are renewed, where that is another address.</summary>
    public string? LoginHost { get; init; }

    /// <summary>By which webhooks are known.</summary>
    public string? HookSecret { get; init; }

    /// <summary>No secret is ever written to a log.</summary>
    public override string ToString() => Host;
}

/// <summary>Some requests in a row by one company's access, which may be renewed in between.</summary>
public sealed class SourceSession(SourceAccess access, CancellationToken cancel = default)
{
    public SourceAccess Access { get; internal set; } = access;
    public CancellationToken Cancel => cancel;

    /// <summary>The access was renewed and has to be kept, before anything else: the old one may not hold any more.</summary>
    public bool Renewed { get; internal set; }
    public int Requests { get; internal set; }

    /// <summary>How long the platform asks to be left alone, though it answered.</summary>
    public TimeSpan? Rest { get; internal set; }

    /// <summary>What its clock said last.</summary>
    public DateTimeOffset? TheirNow { get; internal set; }
}
