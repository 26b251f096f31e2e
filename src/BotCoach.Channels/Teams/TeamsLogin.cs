using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Asks Microsoft's login for a token, by MSAL, which keeps each until five minutes before it runs out. Bots sign in where they are registered: in their
/// tenant, at the Bot Framework's (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication), or as an identity of
/// the machine.
/// </summary>
internal sealed class TeamsLogin(TeamsOptions options, TeamsLoginWire wire, ILogger log)
{
    /// <summary>There is no identity of the machine's, or none that answers.</summary>
    internal const string Unreached = MsalError.ManagedIdentityUnreachableNetwork;

    private const string BotFrameworksTenant = "botframework.com";
    private readonly Lock _one = new();
    private IConfidentialClientApplication? _app;
    private IManagedIdentityApplication? _managed;
    private DateTime _writtenAt;
    private DateTime _unreadableAt;

    /// <summary>A token for this address, in a tenant or else where the bot is registered.</summary>
    internal async Task<TeamsToken> AskAsync(string resource, string? tenant, bool anew)
    {
        using var over = new CancellationTokenSource(options.TokenTimeout);
        try
        {
            // What MSAL waits for between two tries of its own does not end with the time that it is given.
            var asked = IsManaged ? ManagedAsync(resource, anew, over.Token) : ConfidentialAsync(resource, tenant, anew, over.Token);
            return await asked.WaitAsync(over.Token) is { } token ? TeamsToken.Of(token.AccessToken) : Refused(TeamsWords.NoCertificate);
        }
        catch (MsalException fault)
        {
            return Refused(fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return Later(IsManaged ? Unreached : over.IsCancellationRequested ? $"the login gave no token within {options.TokenTimeout.TotalSeconds:0} s" : fault.Message);
        }
    }

    private bool IsManaged => options.AppType == TeamsAppType.ManagedIdentity;

    private Task<AuthenticationResult?> ManagedAsync(string resource, bool anew, CancellationToken cancel)
    {
        _managed ??= ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(options.AppId)).WithHttpClientFactory(wire, retryOnceOn5xx: false).Build();
        return _managed.AcquireTokenForManagedIdentity(resource).WithForceRefresh(anew).ExecuteAsync(cancel)!;
    }

    private async Task<AuthenticationResult?> ConfidentialAsync(string resource, string? tenant, bool anew, CancellationToken cancel)
    {
        if (Confidential() is not { } app) return null;
        var asking = app.AcquireTokenForClient([$"{resource}/.default"]).WithForceRefresh(anew);
        return await (tenant is null ? asking : asking.WithTenantId(tenant)).ExecuteAsync(cancel);
    }

    /// <summary>Null where there is no certificate to sign in with.</summary>
    private IConfidentialClientApplication? Confidential()
    {
        lock (_one)
        {
            if (options.CertificatePath.Length == 0) return _app ??= Builder().WithClientSecret(options.ClientSecret).Build();
            var at = CertificateFile.WrittenAt(options.CertificatePath);
            if (_app is not null && (at == _writtenAt || at == _unreadableAt)) return _app;
            var (certificate, why) = CertificateFile.Read(options.CertificatePath);
            if (certificate is not null) (_app, _writtenAt) = (Builder().WithCertificate(certificate, sendX5C: false).Build(), at);
            // One that is being written is read at the next write; the one before it is good meanwhile.
            else if (at != _unreadableAt) log.LogWarning("The certificate in Teams:CertificatePath cannot be read: {Why}", why);
            _unreadableAt = certificate is null ? at : default;
            return _app;
        }
    }

    private ConfidentialClientApplicationBuilder Builder() => ConfidentialClientApplicationBuilder.Create(options.AppId)
        .WithAuthority(new Uri(wire.Login, options.AppType == TeamsAppType.MultiTenant ? BotFrameworksTenant : options.TenantId).AbsoluteUri, validateAuthority: false)
        .WithInstanceDiscovery(false)
        .WithHttpClientFactory(wire, retryOnceOn5xx: false);

    /// <summary>Refused is what the login says by a code of its own; anything else may pass.</summary>
    private TeamsToken Refused(MsalException fault)
    {
        if (fault is MsalServiceException { StatusCode: 429 or >= 500 } busy) return Later($"the login answered HTTP {busy.StatusCode}");
        if (IsManaged) return Unidentified(fault);
        var body = WireJson.Parse(Encoding.UTF8.GetBytes((fault as MsalServiceException)?.ResponseBody ?? ""));
        if (body?.Words("error") is not { } error) return Later($"the login gave no token ({fault.ErrorCode})");
        return Refused(body.Value.Items("error_codes").Select(c => $"AADSTS{c}").FirstOrDefault(error));
    }

    // A gateway's answer has no status of its own in MSAL's fault.
    private static TeamsToken Unidentified(MsalException fault)
    {
        if (fault.ErrorCode is Unreached or MsalError.RequestTimeout) return Later(Unreached);
        return fault.Message.Contains("Gateway", StringComparison.Ordinal) ? Later(fault.ErrorCode) : Refused(fault.ErrorCode);
    }

    private static TeamsToken Refused(string code) => TeamsToken.None(TeamsReturn.Refused(code));

    private static TeamsToken Later(string why) => TeamsToken.None(TeamsReturn.NeverLeft(why));
}
