using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Slack's Web API: a method each, by Slack's own names (https://docs.slack.dev/reference/methods). Calls never throw for what the network did; what
/// became of one is a <see cref="SlackReturn"/>.
/// </summary>
internal sealed class SlackApi(HttpClient http, IOptions<SlackOptions> options)
{
    private readonly SlackOptions _options = options.Value;
    private readonly CancellationToken _deadline;

    private SlackApi(HttpClient http, IOptions<SlackOptions> options, CancellationToken deadline) : this(http, options) => _deadline = deadline;

    /// <summary>The same, for calls that all have to be over by then.</summary>
    internal SlackApi Within(CancellationToken deadline) => new(http, options, deadline);

    internal Task<SlackReturn> AuthTest(string token) => Form("auth.test", token, []);

    internal Task<SlackReturn> ChatPostMessage(string token, string channel, string text, JsonArray blocks, JsonObject? metadata) =>
        Json("chat.postMessage", token, new() { ["channel"] = channel, ["text"] = text, ["blocks"] = blocks, ["metadata"] = metadata, ["unfurl_links"] = false, ["unfurl_media"] = false });

    internal Task<SlackReturn> ChatUpdate(string token, string channel, string ts, string text, JsonArray blocks) =>
        Json("chat.update", token, new() { ["channel"] = channel, ["ts"] = ts, ["text"] = text, ["blocks"] = blocks });

    internal Task<SlackReturn> ChatPostEphemeral(string token, string channel, string user, string text, JsonArray blocks) =>
        Json("chat.postEphemeral", token, new() { ["channel"] = channel, ["user"] = user, ["text"] = text, ["blocks"] = blocks });

    /// <param name="token">The bot's.</param>
    /// <param name="triggerId">What somebody did that a form may answer.</param>
    /// <param name="view">The form.</param>
    /// <param name="left">The time until Slack waits no longer; null where that is not known.</param>
    internal Task<SlackReturn> ViewsOpen(string token, string triggerId, JsonObject view, TimeSpan? left = null) => left <= TimeSpan.Zero
        ? Task.FromResult(SlackReturn.NoTime)
        : Json("views.open", token, new() { ["trigger_id"] = triggerId, ["view"] = view }, left < _options.OpenTimeout ? left : _options.OpenTimeout);

    internal Task<SlackReturn> ViewsPush(string token, string triggerId, JsonObject view) =>
        Json("views.push", token, new() { ["trigger_id"] = triggerId, ["view"] = view }, _options.OpenTimeout);

    // With a hash: refused as hash_conflict where the view was changed since (https://docs.slack.dev/surfaces/modals).
    internal Task<SlackReturn> ViewsUpdate(string token, string viewId, JsonObject view, string? hash = null) =>
        Json("views.update", token, new() { ["view_id"] = viewId, ["view"] = view, ["hash"] = hash });

    internal Task<SlackReturn> ViewsPublish(string token, string user, JsonObject view, string? hash = null) =>
        Json("views.publish", token, new() { ["user_id"] = user, ["view"] = view, ["hash"] = hash });

    internal Task<SlackReturn> ConversationsOpen(string token, string user) => Json("conversations.open", token, new() { ["users"] = user });

    internal Task<SlackReturn> ConversationsHistory(string token, string channel, string oldest, string? cursor) => Form("conversations.history", token,
        [("channel", channel), ("oldest", oldest), ("inclusive", "true"), ("include_all_metadata", "true"), ("limit", "100"), ("cursor", cursor)]);

    internal Task<SlackReturn> UsersInfo(string token, string user) => Form("users.info", token, [("user", user), ("include_locale", "true")]);

    internal Task<SlackReturn> UsersLookupByEmail(string token, string email) => Form("users.lookupByEmail", token, [("email", email)]);

    internal Task<SlackReturn> DndInfo(string token, string user) => Form("dnd.info", token, [("user", user)], _options.OpenTimeout);

    internal Task<SlackReturn> DndTeamInfo(string token, IEnumerable<string> users) => Form("dnd.teamInfo", token, [("users", string.Join(',', users))], _options.OpenTimeout);

    internal Task<SlackReturn> FilesGetUploadUrlExternal(string token, string filename, long length, string? altText) =>
        Form("files.getUploadURLExternal", token, [("filename", filename), ("length", $"{length}"), ("alt_txt", altText)]);

    internal Task<SlackReturn> FilesCompleteUploadExternal(string token, string fileId, string title, string? channel) =>
        Form("files.completeUploadExternal", token, [("files", new JsonArray(new JsonObject { ["id"] = fileId, ["title"] = title }).ToJsonString()), ("channel_id", channel)]);

    internal Task<SlackReturn> AppsConnectionsOpen(string appToken) => Form("apps.connections.open", appToken, []);

    internal Task<SlackReturn> OauthV2Access(string clientId, string clientSecret, params (string, string?)[] arguments) =>
        CallAsync("oauth.v2.access", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}"))),
            Form(arguments), _options.CallTimeout);

    /// <summary>Answers where a payload said: only Slack's own hooks are ever posted to.</summary>
    internal Task<SlackReturn> RespondAsync(string responseUrl, JsonObject message) =>
        IsSlacks(responseUrl, "hooks") ? SendAsync(() => Post(new Uri(responseUrl), Json(message), null), _options.CallTimeout) : Task.FromResult(SlackReturn.Foreign);

    /// <summary>
    /// Writes a file that was shared with the bot to <paramref name="to"/>, up to so many bytes. No answer: it is worth another try. The token goes to
    /// Slack's own file server alone.
    /// </summary>
    internal async Task<SlackReturn> DownloadAsync(string token, string url, Stream to, long most, CancellationToken over)
    {
        if (!IsSlacks(url, "files")) return SlackReturn.Foreign;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over);
            var status = (int)response.StatusCode;
            if (status is 408 or 429 or >= 500) return SlackReturn.NoAnswer($"HTTP {status}");
            // Without the scope files:read, Slack answers with its page to sign in, or leads there.
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType == "text/html") return new SlackReturn(SlackReach.Answered, $"HTTP {status}");
            return await (await response.Content.ReadAsStreamAsync(over)).CopyAtMostAsync(to, most, over) ? new SlackReturn(SlackReach.Answered) : SlackReturn.TooLarge;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return SlackReturn.NoAnswer(broken.Message);
        }
    }

    /// <summary>Ends when the files of one message must be here.</summary>
    internal CancellationTokenSource FilesDeadline(CancellationToken cancel)
    {
        var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(_options.FilesTimeout);
        return over;
    }

    /// <summary>The raw bytes of a file, where <c>files.getUploadURLExternal</c> said.</summary>
    internal Task<SlackReturn> UploadAsync(string uploadUrl, byte[] content) =>
        IsSlacks(uploadUrl, "files") ? SendAsync(() => Post(new Uri(uploadUrl), new ByteArrayContent(content), null), _options.CallTimeout) : Task.FromResult(SlackReturn.Foreign);

    private Task<SlackReturn> Json(string method, string token, JsonObject arguments, TimeSpan? timeout = null)
    {
        foreach (var empty in arguments.Where(a => a.Value is null).Select(a => a.Key).ToList()) arguments.Remove(empty);
        return CallAsync(method, new AuthenticationHeaderValue("Bearer", token), Json(arguments), timeout ?? _options.CallTimeout);
    }

    // Reading methods take no JSON: https://docs.slack.dev/apis/web-api
    private Task<SlackReturn> Form(string method, string token, (string, string?)[] arguments, TimeSpan? timeout = null) =>
        CallAsync(method, new AuthenticationHeaderValue("Bearer", token), Form(arguments), timeout ?? _options.CallTimeout);

    private Task<SlackReturn> CallAsync(string method, AuthenticationHeaderValue by, HttpContent content, TimeSpan timeout) =>
        SendAsync(() => Post(new Uri(new Uri(_options.ApiBaseUrl), method), content, by), timeout);

    private async Task<SlackReturn> SendAsync(Func<HttpRequestMessage> make, TimeSpan timeout)
    {
        if (_deadline.IsCancellationRequested) return SlackReturn.NoTime;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_deadline);
        over.CancelAfter(timeout);
        try
        {
            using var request = make();
            using var response = await http.SendAsync(request, over.Token);
            return await SlackReturn.OfAsync(response, over.Token);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return SlackReturn.NeverLeft(fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            return SlackReturn.NoAnswer(_deadline.IsCancellationRequested ? "no answer in the time that was left" : over.IsCancellationRequested ? $"no answer within {timeout.TotalSeconds:0} s" : fault.Message);
        }
    }

    private static HttpRequestMessage Post(Uri uri, HttpContent content, AuthenticationHeaderValue? by) => new(HttpMethod.Post, uri) { Content = content, Headers = { Authorization = by } };

    private static ByteArrayContent Json(JsonObject body) =>
        new(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } };

    private static FormUrlEncodedContent Form((string Name, string? Value)[] arguments) =>
        new(arguments.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!)));

    /// <summary>A server of Slack's, by name; or the one that stands in for Slack's API, where another is set.</summary>
    private bool IsSlacks(string url, string server)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return false;
        var api = new Uri(_options.ApiBaseUrl);
        if (address.Scheme == Uri.UriSchemeHttps && (address.Host == $"{server}.slack.com" || address.Host == $"{server}.slack-gov.com")) return true;
        return api.IsLoopback && address.Host == api.Host && address.Port == api.Port;
    }
}
