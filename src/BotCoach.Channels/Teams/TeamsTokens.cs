using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>
/// The tokens that we call with: the Connector's, and Graph's in each customer's tenant. One is asked for at a time, and whoever wants it meanwhile shares
/// the answer, also a refusal. Nothing here throws for what the network did. The login is reached by the wire that is given, or else by the network itself.
/// </summary>
internal sealed class TeamsTokens(TeamsOptions options, ILogger<TeamsTokens> log, HttpMessageHandler? wire = null)
{
    private readonly TeamsLogin _login = new(options, new TeamsLoginWire(options, wire), log);
    private readonly ConcurrentDictionary<(string Resource, string? Tenant, bool Anew, string? Over), Lazy<Task<TeamsToken>>> _asking = new();
    private volatile string? _complaint;
    private volatile string? _refusal;

    /// <summary>What is wrong, for whoever runs the bot, when the login gives no token for the Connector, or the Connector takes none; null while it does.</summary>
    internal string? Complaint => _complaint ?? _refusal;

    /// <summary>The Connector's; a new one where the one that there is does not hold any more.</summary>
    internal Task<TeamsToken> ForConnectorAsync(bool anew, CancellationToken cancel) => ForConnectorAsync(anew, null, cancel);

    /// <summary>Graph's, in the tenant of a customer who let the app in. A managed identity has none but its own tenant's.</summary>
    internal Task<TeamsToken> ForGraphAsync(string tenant, bool anew, CancellationToken cancel, string? over = null) => Guid.TryParse(tenant, out _)
        ? AskAsync(options.GraphBaseUrl.TrimEnd('/'), tenant, anew, over, cancel)
        : Task.FromResult(TeamsToken.None(TeamsReturn.Refused("AADSTS900023")));

    /// <summary>Calls with the Connector's token; once more with a newer one where it says that the token does not hold.</summary>
    internal async Task<TeamsReturn> CallAsync(Func<string, Task<TeamsReturn>> call, CancellationToken cancel)
    {
        var calls = 0;
        return await CallAsync(over => ForConnectorAsync(anew: false, over, cancel), async token => Heard(await call(token), isSecond: calls++ > 0));
    }

    /// <summary>The same with Graph's.</summary>
    internal Task<TeamsReturn> CallGraphAsync(string tenant, Func<string, Task<TeamsReturn>> call, CancellationToken cancel) =>
        CallAsync(over => ForGraphAsync(tenant, anew: false, cancel, over), call);

    private async Task<TeamsReturn> CallAsync(Func<string?, Task<TeamsToken>> askAsync, Func<string, Task<TeamsReturn>> call)
    {
        var token = await askAsync(null);
        if (token.Value is null) return token.Why;
        var back = await call(token.Value);
        if (back.Status != 401 || options.AllowsAnonymous) return back;
        var newer = await askAsync(token.Value);
        return newer.Value is null ? newer.Why : await call(newer.Value);
    }

    /// <summary>A new token that is not taken says that the bot is registered otherwise than we think.</summary>
    private TeamsReturn Heard(TeamsReturn back, bool isSecond)
    {
        if (back.Status == 401 && isSecond) _refusal = TeamsWords.Of(back.Code);
        else if (back.Ok) _refusal = null;
        return back;
    }

    private async Task<TeamsToken> ForConnectorAsync(bool anew, string? over, CancellationToken cancel)
    {
        var token = await AskAsync(options.Issuer.TrimEnd('/'), null, anew, over, cancel);
        Note(token);
        return token;
    }

    private async Task<TeamsToken> AskAsync(string resource, string? tenant, bool anew, string? over, CancellationToken cancel)
    {
        if (options.AllowsAnonymous) return TeamsToken.Empty;
        var key = (resource, tenant, anew, over);
        var asking = _asking.GetOrAdd(key, _ => new(async () =>
        {
            try
            {
                var token = await _login.AskAsync(resource, tenant, anew);
                return token.Value == over && over is not null ? await _login.AskAsync(resource, tenant, anew: true) : token;
            }
            finally
            {
                _asking.TryRemove(key, out var _);
            }
        }));
        try
        {
            return await asking.Value.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return TeamsToken.None(TeamsReturn.NoTime);
        }
    }

    /// <summary>A login that is out of reach says nothing of the bot; but where there is no identity of the machine's, none answers.</summary>
    private void Note(TeamsToken token)
    {
        if (token.Value is null && token.Why.Reached != TeamsReach.Answered && token.Why.Code != TeamsLogin.Unreached) return;
        var complaint = token.Value is null ? TeamsWords.Of(token.Why.Code) : null;
        if (complaint is not null && complaint != _complaint) log.LogWarning("Microsoft gives no token to write to Teams with: {Complaint}", complaint);
        _complaint = complaint;
    }
}
