using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// The Bot Connector's API: a method each, by its own names (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
/// Calls never throw for what the network did; what became of one is a <see cref="TeamsReturn"/>. Our token goes to the hosts that are allowed, and to no other.
/// </summary>
internal sealed class TeamsApi(HttpClient http, TeamsOptions options, TimeProvider clock)
{
    private const int MembersAPage = 200;
    private readonly CancellationToken _deadline;

    private TeamsApi(HttpClient http, TeamsOptions options, TimeProvider clock, CancellationToken deadline) : this(http, options, clock) => _deadline = deadline;

    /// <summary>The same, for calls that all have to be over by then.</summary>
    internal TeamsApi Within(CancellationToken deadline) => new(http, options, clock, deadline);

    internal Task<TeamsReturn> CreateConversation(string token, string service, JsonObject parameters) =>
        CallAsync(HttpMethod.Post, token, service, "v3/conversations", parameters);

    internal Task<TeamsReturn> SendToConversation(string token, string service, string conversation, JsonObject activity) =>
        CallAsync(HttpMethod.Post, token, service, $"v3/conversations/{Escaped(conversation)}/activities", activity);

    internal Task<TeamsReturn> ReplyToActivity(string token, string service, string conversation, string activityId, JsonObject activity) =>
        CallAsync(HttpMethod.Post, token, service, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(activityId)}", activity);

    internal Task<TeamsReturn> UpdateActivity(string token, string service, string conversation, string activityId, JsonObject activity) =>
        CallAsync(HttpMethod.Put, token, service, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(activityId)}", activity);

    internal Task<TeamsReturn> DeleteActivity(string token, string service, string conversation, string activityId) =>
        CallAsync(HttpMethod.Delete, token, service, $"v3/conversations/{Escaped(conversation)}/activities/{Escaped(activityId)}");

    internal Task<TeamsReturn> GetConversationPagedMembers(string token, string service, string conversation, string? continuation) =>
        CallAsync(HttpMethod.Get, token, service, $"v3/conversations/{Escaped(conversation)}/pagedmembers?pageSize={MembersAPage}{(continuation is null ? "" : $"&continuationToken={Escaped(continuation)}")}");

    // The member by Teams' own id, by the id in the directory, or by the name that one signs in with.
    internal Task<TeamsReturn> GetConversationMember(string token, string service, string conversation, string member) =>
        CallAsync(HttpMethod.Get, token, service, $"v3/conversations/{Escaped(conversation)}/members/{Escaped(member)}");

    /// <summary>Whether our token may be sent there: by https to a host that is allowed, by http to this machine alone, and only where that is allowed by name.</summary>
    internal bool IsAllowed(string? service) =>
        (options.Safe(service) is { } address && options.AllowedServiceHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        || (options.AllowsAnonymous && SafeAddress.Of(service) is { IsLoopback: true });

    /// <summary>
    /// Writes a file that was shared with the bot to <paramref name="to"/>, up to so many bytes. Its address holds a secret of its own, so our token does not go
    /// along; it leads to the company's SharePoint, and to nothing else.
    /// </summary>
    internal async Task<TeamsReturn> DownloadAsync(string url, Stream to, long most, CancellationToken over)
    {
        if (options.Safe(url) is not { } address || !IsFiles(address)) return TeamsReturn.Foreign;
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, over);
            var status = (int)response.StatusCode;
            if (status is 408 or 429 or >= 500) return TeamsReturn.NoAnswer($"HTTP {status}");
            if (!response.IsSuccessStatusCode) return new TeamsReturn(TeamsReach.Answered, status, $"HTTP {status}");
            return await (await response.Content.ReadAsStreamAsync(over)).CopyAtMostAsync(to, most, over) ? new TeamsReturn(TeamsReach.Answered, status) : TeamsReturn.TooLarge;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return TeamsReturn.NoAnswer(broken.Message);
        }
    }

    /// <summary>Ends when the files of one message must be here.</summary>
    internal CancellationTokenSource FilesDeadline(CancellationToken cancel)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(options.FilesTimeout);
        return over;
    }

    // SharePoint of the public cloud and of the government clouds; or the one that stands in for Microsoft on this machine.
    private bool IsFiles(Uri address) =>
        address.Host.EndsWith(".sharepoint.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".sharepoint.us", StringComparison.OrdinalIgnoreCase)
        || (address.IsLoopback && IsAllowed(address.AbsoluteUri));

    private async Task<TeamsReturn> CallAsync(HttpMethod method, string token, string service, string path, JsonObject? body = null)
    {
        if (!IsAllowed(service)) return TeamsReturn.Foreign;
        if (_deadline.IsCancellationRequested) return TeamsReturn.NoTime;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_deadline);
        over.CancelAfter(options.CallTimeout);
        try
        {
            using var request = new HttpRequestMessage(method, $"{service.TrimEnd('/')}/{path}");
            if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString(Stretch.AsItIs))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };
            using var response = await http.SendAsync(request, over.Token);
            return await TeamsReturn.OfAsync(response, clock, over.Token);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return TeamsReturn.NeverLeft(fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return TeamsReturn.NoAnswer(over.IsCancellationRequested ? $"no answer within {options.CallTimeout.TotalSeconds:0} s" : fault.Message);
        }
    }

    // An id has characters that mean something in an address: 19:…@thread.tacv2;messageid=…
    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
