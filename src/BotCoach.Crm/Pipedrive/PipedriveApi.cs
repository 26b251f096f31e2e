using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace BotCoach.Crm.Wire.Pipedrive;

/// <summary>
/// Pipedrive's API, a method each, by its own paths (https://developers.pipedrive.com/docs/api/v1; the second version where there is one). A person's token goes in x-api-token, OAuth's as a bearer
/// (https://pipedrive.readme.io/docs/core-api-concepts-authentication). Limits: a daily budget of tokens for the whole company, and bursts in two seconds; 429, with x-ratelimit-reset in seconds
/// (https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting).
/// </summary>
internal sealed class PipedriveApi(HttpClient http) : CrmApi(http)
{
    public const int Page = 500;

    // updated_since is "later than or equal to", RFC 3339; status=deleted adds those deleted in the last 30 days
    internal Task<JsonDocument> Deals(SourceSession session, DateTimeOffset? since, string? cursor) =>
        GetAsync(session, $"/api/v2/deals?limit={Page}&sort_by=update_time&sort_direction=asc&status=open,won,lost,deleted{Since(since)}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");

    internal Task<JsonDocument> DealsById(SourceSession session, IEnumerable<string> ids) => GetAsync(session, $"/api/v2/deals?limit=100&status=open,won,lost,deleted&ids={Many(ids)}");

    internal Task<JsonDocument> OrganizationsById(SourceSession session, IEnumerable<string> ids) => GetAsync(session, $"/api/v2/organizations?limit=100&ids={Many(ids)}");

    internal Task<JsonDocument> Stages(SourceSession session, string? cursor) => GetAsync(session, $"/api/v2/stages?limit=500{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");

    internal Task<JsonDocument> Users(SourceSession session) => GetAsync(session, "/api/v1/users");

    internal Task<JsonDocument> DealUpdate(SourceSession session, string id, object changes) => PatchAsync(session, $"/api/v2/deals/{Uri.EscapeDataString(id)}", changes);

    internal Task<JsonDocument> ActivitiesOf(SourceSession session, string deal) => GetAsync(session, $"/api/v2/activities?limit=500&done=false&deal_id={Uri.EscapeDataString(deal)}");

    internal Task<JsonDocument> ActivityById(SourceSession session, string id) => GetAsync(session, $"/api/v2/activities/{Uri.EscapeDataString(id)}");

    internal Task<JsonDocument> ActivityAdd(SourceSession session, object activity) => PostAsync(session, "/api/v2/activities", activity);

    internal Task<JsonDocument> ActivityUpdate(SourceSession session, string id, object changes) => PatchAsync(session, $"/api/v2/activities/{Uri.EscapeDataString(id)}", changes);

    internal Task<JsonDocument> NotesOf(SourceSession session, string deal) => GetAsync(session, $"/api/v1/notes?limit=500&sort=add_time%20DESC&deal_id={Uri.EscapeDataString(deal)}");

    internal Task<JsonDocument> NoteAdd(SourceSession session, object note) => PostAsync(session, "/api/v1/notes", note);

    protected override void Sign(HttpRequestMessage request, SourceAccess access)
    {
        if (access.RefreshToken is null) request.Headers.Add("x-api-token", access.Token);
        else request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
    }

    // https://pipedrive.readme.io/docs/marketplace-oauth-authorization#step-7-refreshing-the-tokens
    protected override async Task<SourceAccess> RenewAsync(SourceSession session)
    {
        var access = session.Access;
        using var token = await FormAsync(session, $"{access.LoginHost ?? "https://oauth.pipedrive.com"}/oauth/token", ("grant_type", "refresh_token"), ("refresh_token", access.RefreshToken), ("client_id", access.ClientId), ("client_secret", access.ClientSecret));
        return access with { Token = token.RootElement.NeedText("access_token"), RefreshToken = token.RootElement.Text("refresh_token") ?? access.RefreshToken };
    }

    protected override SourceFault? FaultOf(HttpStatusCode status, JsonElement? body, HttpResponseMessage response) => status switch
    {
        HttpStatusCode.TooManyRequests => Throttled(response, TimeSpan.FromSeconds(Number(response, "x-ratelimit-reset") ?? 2)),
        HttpStatusCode.BadRequest when body?.Maybe("error") is { ValueKind: JsonValueKind.String } error && error.GetString() == "invalid_grant" =>
            new SourceFault(SourceFaultKind.Refused, "invalid_grant: its refresh token does not hold any more") { Field = "token" },
        HttpStatusCode.BadRequest => new SourceFault(SourceFaultKind.Invalid, $"400 {body?.Maybe("code")?.ToString()}: Pipedrive does not take this"),
        _ => null,
    };

    protected override TimeSpan? RestAfter(HttpResponseMessage response) =>
        Number(response, "x-ratelimit-remaining") == 0 ? TimeSpan.FromSeconds(Number(response, "x-ratelimit-reset") ?? 2) : null;

    private static string Since(DateTimeOffset? since) => since is { } at ? string.Create(CultureInfo.InvariantCulture, $"&updated_since={at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}") : "";

    private static string Many(IEnumerable<string> ids) => string.Join(',', ids.Select(Uri.EscapeDataString));
}
