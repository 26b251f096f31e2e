using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace BotCoach.Crm.Wire.Salesforce;

/// <summary>
/// Salesforce's REST API, a method each (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm). Errors come as a list with an errorCode: INVALID_SESSION_ID (401) is
/// a token that has run out, REQUEST_LIMIT_EXCEEDED (403) the day's requests (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm). Each answer says in
/// Sforce-Limit-Info how many of them are used (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm).
/// </summary>
internal sealed class SalesforceApi(HttpClient http) : CrmApi(http)
{
    private const string Data = "/services/data/v60.0";

    /// <summary>The last twentieth of a day's requests is left to others.</summary>
    private const double Enough = 0.95;
    private static readonly TimeSpan LongRest = TimeSpan.FromMinutes(15);

    // with what was deleted: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_queryall.htm
    internal Task<JsonDocument> QueryAll(SourceSession session, string soql) => GetAsync(session, $"{Data}/queryAll?q={Uri.EscapeDataString(soql)}");

    internal Task<JsonDocument> Query(SourceSession session, string soql) => GetAsync(session, $"{Data}/query?q={Uri.EscapeDataString(soql)}");

    /// <param name="session">By whose token.</param>
    /// <param name="nextRecordsUrl">As the answer before said it: a path of the same host.</param>
    internal Task<JsonDocument> More(SourceSession session, string nextRecordsUrl) => GetAsync(session, nextRecordsUrl.StartsWith('/') ? nextRecordsUrl : throw CrmJson.Changed("nextRecordsUrl", "is no path any more"));

    internal Task<JsonDocument> OpportunityUpdate(SourceSession session, string id, object fields) => PatchAsync(session, $"{Data}/sobjects/Opportunity/{Uri.EscapeDataString(id)}", fields);

    internal Task<JsonDocument> TaskCreate(SourceSession session, object fields) => PostAsync(session, $"{Data}/sobjects/Task", fields);

    protected override void Sign(HttpRequestMessage request, SourceAccess access) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);

    // https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_refresh_token_flow.htm; rotation may be on, then each answer has a new refresh token
    protected override async Task<SourceAccess> RenewAsync(SourceSession session)
    {
        var access = session.Access;
        using var token = await FormAsync(session, $"{access.LoginHost ?? access.Host}/services/oauth2/token", ("grant_type", access.RefreshToken is null ? "client_credentials" : "refresh_token"),
            ("refresh_token", access.RefreshToken), ("client_id", access.ClientId), ("client_secret", access.ClientSecret));
        return access with { Token = token.RootElement.NeedText("access_token"), RefreshToken = token.RootElement.Text("refresh_token") ?? access.RefreshToken };
    }

    protected override SourceFault? FaultOf(HttpStatusCode status, JsonElement? body, HttpResponseMessage response)
    {
        var first = body is { ValueKind: JsonValueKind.Array } many && many.GetArrayLength() > 0 ? many[0] : body;
        var code = first?.Maybe("errorCode")?.ToString() ?? first?.Maybe("error")?.ToString();
        return code switch
        {
            "REQUEST_LIMIT_EXCEEDED" => new SourceFault(SourceFaultKind.Throttled, "REQUEST_LIMIT_EXCEEDED: the day's requests are used up") { After = TimeSpan.FromHours(1) },
            "INVALID_SESSION_ID" => new SourceFault(SourceFaultKind.Refused, "INVALID_SESSION_ID: the token does not hold") { Field = "token" },
            "invalid_grant" => new SourceFault(SourceFaultKind.Refused, "invalid_grant: its refresh token does not hold any more") { Field = "token" },
            "INVALID_FIELD" => new SourceFault(SourceFaultKind.Schema, $"INVALID_FIELD: its field {SalesforceReading.Named(first)} is not there, or not to be seen by this user") { Field = SalesforceReading.Named(first) },
            "UNABLE_TO_LOCK_ROW" => new SourceFault(SourceFaultKind.Transient, "UNABLE_TO_LOCK_ROW: somebody else writes it"),
            "ENTITY_IS_DELETED" => new SourceFault(SourceFaultKind.Gone, "ENTITY_IS_DELETED: it is not there any more"),
            { } other when status == HttpStatusCode.BadRequest => new SourceFault(SourceFaultKind.Invalid, $"{other}: Salesforce does not take this"),
            _ => null,
        };
    }

    protected override TimeSpan? RestAfter(HttpResponseMessage response) =>
        Header(response, "Sforce-Limit-Info") is { } said && said.Split(['=', '/', ',', ' ']) is ["api-usage", var used, var of, ..]
        && double.TryParse(used, CultureInfo.InvariantCulture, out var u) && double.TryParse(of, CultureInfo.InvariantCulture, out var all) && all > 0 && u >= all * Enough ? LongRest : null;
}
