namespace BotCoach.Channels.Teams;

/// <summary>A token that holds: what it says of the activity that it came with.</summary>
/// <param name="ServiceUrl">The Connector's address in it; null in an emulator's.</param>
/// <param name="Endorsements">The channels that its key may speak for; null where keys say none (an emulator's).</param>
/// <param name="Until">When it runs out.</param>
internal sealed record TeamsPass(string? ServiceUrl, IReadOnlyList<string>? Endorsements, DateTimeOffset Until)
{
    /// <summary>An emulator's, which has none. See <see cref="TeamsOptions.AllowsAnonymous"/>.</summary>
    internal static readonly TeamsPass Anonymous = new(null, null, DateTimeOffset.MaxValue);

    /// <summary>Null where it fits what it came with; else the status and the sentence that say why not.</summary>
    internal (int Status, string Why)? Refusal(string? serviceUrl, string? channelId)
    {
        if (Endorsements is null) return null;
        if (ServiceUrl is null || !string.Equals(ServiceUrl, serviceUrl, StringComparison.OrdinalIgnoreCase)) return (403, TeamsWords.OtherService);
        return Endorsements.Contains(channelId ?? "") ? null : (403, TeamsWords.NotEndorsed);
    }
}
