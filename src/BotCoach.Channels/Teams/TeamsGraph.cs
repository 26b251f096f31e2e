using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Installs the app for somebody whom we are to write to and who has not got it, by Microsoft Graph, where that is switched on and the tenant's admin has
/// consented to <c>TeamsAppInstallation.ReadWriteSelfForUser.All</c>, <c>AppCatalog.Read.All</c> and <c>User.Read.All</c>
/// (https://learn.microsoft.com/microsoftteams/platform/graph-api/proactive-bots-and-messages/graph-proactive-bots-and-messages).
/// </summary>
internal sealed class TeamsGraph(HttpClient http, TeamsTokens tokens, TeamsPlaces places, TeamsOptions options, TimeProvider clock, ILogger<TeamsGraph> log)
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>What was said last of each tenant.</summary>
    private readonly ConcurrentDictionary<string, string> _said = new();

    /// <summary>Somebody of this tenant, by the name that they sign in with or their e-mail address.</summary>
    internal async Task<ReachResult> ReachAsync(string tenant, string email, CancellationToken cancel)
    {
        if (!options.InstallsForPeople || options.AllowsAnonymous) return new NotReachable();
        var directory = await AskAsync(tenant, HttpMethod.Get, $"v1.0/users?$filter={Uri.EscapeDataString(Named(email))}&$select=id,displayName,mail,userType", null, cancel);
        if (!directory.Ok) return Unreached(directory, tenant);
        // One person's sign-in name may be another's address: then nobody is written to.
        if (directory.Body.Items("value").ToList() is not [var known] || known.Words("id") is not { } id || known.Words("userType") == "Guest") return new NotReachable();
        var catalog = await AskAsync(tenant, HttpMethod.Get, $"v1.0/appCatalogs/teamsApps?$filter=externalId eq '{options.AppId}'", null, cancel);
        if (!catalog.Ok) return Unreached(catalog, tenant);
        if (catalog.Body.Items("value").FirstOrDefault().Words("id") is not { } app) return Unlisted(tenant);
        var body = new JsonObject { ["teamsApp@odata.bind"] = $"{options.GraphBaseUrl}v1.0/appCatalogs/teamsApps/{app}" };
        var installed = await AskAsync(tenant, HttpMethod.Post, $"v1.0/users/{id}/teamwork/installedApps", body, cancel);
        if (!installed.Ok && installed.Status != 409) return Unreached(installed, tenant); // 409: it is there already
        var who = new Caller(TeamsChannel.Teams, tenant, id) { Name = known.Words("displayName"), Email = known.Words("mail") };
        return await ChatAsync(tenant, id, app, cancel) is { } chat ? await FoundAsync(tenant, chat, who, cancel) : new ReachLater(Unsaid, "the app was installed, and its chat is not there yet");
    }

    /// <summary>A quote in an OData string is doubled (https://learn.microsoft.com/graph/query-parameters).</summary>
    private static string Named(string email)
    {
        var name = email.Replace("'", "''");
        return $"mail eq '{name}' or userPrincipalName eq '{name}'";
    }

    /// <summary>The chat that the app has with this person. Where the Connector is, an activity from the tenant has said before.</summary>
    private async Task<string?> ChatAsync(string tenant, string user, string app, CancellationToken cancel)
    {
        var apps = await AskAsync(tenant, HttpMethod.Get, $"v1.0/users/{user}/teamwork/installedApps?$expand=teamsApp&$filter=teamsApp/id eq '{app}'", null, cancel);
        if (apps.Body.Items("value").FirstOrDefault().Words("id") is not { } installation) return null;
        return (await AskAsync(tenant, HttpMethod.Get, $"v1.0/users/{user}/teamwork/installedApps/{Uri.EscapeDataString(installation)}/chat", null, cancel)).Body.Words("id");
    }

    private async Task<ReachResult> FoundAsync(string tenant, string chat, Caller who, CancellationToken cancel)
    {
        if (await places.AnyAsync(tenant, cancel) is not { } other) return new ReachLater(Unsaid, "nobody of this tenant has written to the bot yet, so it is not known where the tenant's chats are");
        if (await places.OfAsync(tenant, who.User, cancel) is null) await places.KeepAsync(tenant, who.User, other with { Member = "", Conversation = chat }, cancel);
        return new Reachable(new Address(TeamsChannel.Teams, tenant, who.User, chat), who);
    }

    private ReachResult Unreached(TeamsReturn back, string tenant)
    {
        if (back.Reached != TeamsReach.Answered || back.Status is 429 or >= 500) return new ReachLater(back.RetryAfter ?? Unsaid, back.Code, HoldsTeam: back.Status == 429);
        if (back.Status == 404) return new NotReachable();
        Say(tenant, back.Code);
        // It is the tenant's admin's matter; but who is in a team of ours is found without Graph.
        return back.Status is 401 or 403 ? new ReachLater(Long, TeamsWords.Of(back.Code)) { IsInstallations = true } : new NotReachable();
    }

    private NotReachable Unlisted(string tenant)
    {
        Say(tenant, TeamsWords.NotInCatalog);
        return new NotReachable();
    }

    /// <summary>Once for each reason, not for each who is looked for.</summary>
    private void Say(string tenant, string code)
    {
        if (_said.TryGetValue(tenant, out var before) && before == code) return;
        _said[tenant] = code;
        log.LogWarning("Graph does not let BotCoach be installed for people in {Tenant}: {Code}", tenant, TeamsWords.Of(code));
    }

    private Task<TeamsReturn> AskAsync(string tenant, HttpMethod method, string path, JsonObject? body, CancellationToken cancel) =>
        tokens.CallGraphAsync(tenant, token => AskOnceAsync(token, method, path, body, cancel), cancel);

    private async Task<TeamsReturn> AskOnceAsync(string token, HttpMethod method, string path, JsonObject? body, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(options.CallTimeout);
        try
        {
            using var request = new HttpRequestMessage(method, options.GraphBaseUrl + path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, over.Token);
            return await TeamsReturn.OfAsync(response, clock, over.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return TeamsReturn.NoAnswer(fault.Message);
        }
    }
}
