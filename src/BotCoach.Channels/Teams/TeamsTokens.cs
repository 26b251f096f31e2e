using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>
/// The tokens that we call with: the Connector's, and Graph's in each customer's tenant. One is asked for at a time, and whoever wants it meanwhile gets the
/// same. Nothing here throws for what the network did. The login is reached by the wire that is given, or else by the network itself.
/// </summary>
internal sealed class TeamsTokens(TeamsOptions options, TimeProvider clock, ILogger<TeamsTokens> log, HttpMessageHandler? wire = null)
{
    /// <summary>What is wrong, for whoever runs the bot, when the login refuses the Connector's token; null while tokens come.</summary>
    internal string? Complaint { get; private set; }

    /// <summary>The Connector's; a new one where the one that there is does not hold any more.</summary>
    internal Task<TeamsToken> ForConnectorAsync(bool anew, CancellationToken cancel) => throw new NotImplementedException($"{options}{clock}{log}{wire}");

    /// <summary>Graph's, in the tenant of a customer who let the app in.</summary>
    internal Task<TeamsToken> ForGraphAsync(string tenant, bool anew, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Calls with the Connector's token; once more with a newer one where it says that the token does not hold.</summary>
    internal Task<TeamsReturn> CallAsync(Func<string, Task<TeamsReturn>> call, CancellationToken cancel) => throw new NotImplementedException();
}
