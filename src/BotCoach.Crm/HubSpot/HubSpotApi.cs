using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace BotCoach.Crm.Wire.HubSpot;

/// <summary>
/// HubSpot's CRM API, a method each, by HubSpot's own paths (https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide). A private app's token and OAuth's both go as a
/// bearer (https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview). Limits: 429 with errorType RATE_LIMIT and a policyName; the headers X-HubSpot-RateLimit-Remaining and
/// -Interval-Milliseconds say what is left, on every answer but search's (https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines).
/// </summary>
internal sealed class HubSpotApi(HttpClient http) : CrmApi(http)
{
    // https://developers.hubspot.com/docs/api-reference/crm-search-v3/guide: 5 a second, 200 a page, one sorting rule, at most 10,000 of one query
    internal Task<JsonDocument> DealsSearch(SourceSession session, object query) => PostAsync(session, "/crm/v3/objects/deals/search", query);

    internal Task<JsonDocument> DealsBatchRead(SourceSession session, object inputs) => PostAsync(session, "/crm/v3/objects/deals/batch/read", inputs);

    internal Task<JsonDocument> DealsArchived(SourceSession session, string? after) => GetAsync(session, $"/crm/v3/objects/deals?archived=true&limit=100{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");

    internal Task<JsonDocument> DealsUpdate(SourceSession session, string id, object properties) => PatchAsync(session, $"/crm/v3/objects/deals/{Uri.EscapeDataString(id)}", new { properties });

    // https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide: 1,000 inputs
    internal Task<JsonDocument> CompaniesOfDeals(SourceSession session, object inputs) => PostAsync(session, "/crm/v4/associations/deals/companies/batch/read", inputs);

    internal Task<JsonDocument> CompaniesBatchRead(SourceSession session, object inputs) => PostAsync(session, "/crm/v3/objects/companies/batch/read", inputs);

    // archived: those who have left, whose deals are still there
    internal Task<JsonDocument> Owners(SourceSession session, bool archived, string? after) => GetAsync(session, $"/crm/v3/owners?limit=500&archived={(archived ? "true" : "false")}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");

    internal Task<JsonDocument> DealPipelines(SourceSession session) => GetAsync(session, "/crm/v3/pipelines/deals");

    internal Task<JsonDocument> NotesCreate(SourceSession session, object note) => PostAsync(session, "/crm/v3/objects/notes", note);

    internal Task<JsonDocument> NotesSearch(SourceSession session, object query) => PostAsync(session, "/crm/v3/objects/notes/search", query);

    protected override void Sign(HttpRequestMessage request, SourceAccess access) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);

    // https://developers.hubspot.com/docs/api-reference/auth-oauth-v1/guide
    protected override async Task<SourceAccess> RenewAsync(SourceSession session)
    {
        var access = session.Access;
        using var token = await FormAsync(session, $"{access.Host}/oauth/v1/token", ("grant_type", "refresh_token"), ("client_id", access.ClientId), ("client_secret", access.ClientSecret), ("refresh_token", access.RefreshToken));
        return access with { Token = token.RootElement.NeedText("access_token"), RefreshToken = token.RootElement.Text("refresh_token") ?? access.RefreshToken };
    }

    protected override SourceFault? FaultOf(HttpStatusCode status, JsonElement? body, HttpResponseMessage response) => (status, Word(body, "policyName"), Word(body, "category") ?? Word(body, "status")) switch
    {
        (HttpStatusCode.TooManyRequests, "DAILY", _) => Throttled(response, TimeSpan.FromHours(1)),
        (HttpStatusCode.TooManyRequests, "SECONDLY", _) => Throttled(response, TimeSpan.FromSeconds(1)),
        (HttpStatusCode.BadRequest, _, "BAD_REFRESH_TOKEN") => new SourceFault(SourceFaultKind.Refused, "BAD_REFRESH_TOKEN: its refresh token does not hold any more") { Field = "token" },
        (HttpStatusCode.Forbidden, _, { } why) => new SourceFault(SourceFaultKind.Refused, $"403 {why}: the token lacks a scope"),
        (HttpStatusCode.BadRequest, _, { } why) => new SourceFault(SourceFaultKind.Invalid, $"400 {why}: HubSpot does not take this"),
        _ => null,
    };

    protected override TimeSpan? RestAfter(HttpResponseMessage response) =>
        Number(response, "X-HubSpot-RateLimit-Remaining") == 0 ? TimeSpan.FromMilliseconds(Number(response, "X-HubSpot-RateLimit-Interval-Milliseconds") ?? 10_000) : null;

    private static string? Word(JsonElement? body, string field) => body?.Maybe(field) is { ValueKind: JsonValueKind.String } word ? word.GetString() : null;
}
