using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace BotCoach.Crm.Wire;

/// <summary>What the three platforms have in common: a token in a header, JSON both ways, and what a status means. Redirects are not followed: a token goes nowhere else.</summary>
internal abstract class CrmApi(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(24);

    /// <summary>What a wire method does, with a fault in place of what it threw.</summary>
    public static async Task<SourceReply<T>> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return new SourceReply<T>(await work(), null);
        }
        catch (SourceFaulted faulted)
        {
            return new SourceReply<T>(default, faulted.Fault);
        }
    }

    protected Task<JsonDocument> GetAsync(SourceSession session, string path) => SendAsync(session, HttpMethod.Get, path, null);

    protected Task<JsonDocument> PostAsync(SourceSession session, string path, object body) => SendAsync(session, HttpMethod.Post, path, () => JsonContent.Create(body));

    protected Task<JsonDocument> PatchAsync(SourceSession session, string path, object body) => SendAsync(session, HttpMethod.Patch, path, () => JsonContent.Create(body));

    protected Task<JsonDocument> FormAsync(SourceSession session, string url, params (string Name, string? Value)[] fields) => OnceAsync(session, HttpMethod.Post, url,
        () => new FormUrlEncodedContent(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!))), null);

    /// <summary>Puts the token where the platform looks for it.</summary>
    protected abstract void Sign(HttpRequestMessage request, SourceAccess access);

    /// <summary>A new token, by what is kept for it.</summary>
    protected abstract Task<SourceAccess> RenewAsync(SourceSession session);

    /// <summary>What a refusal means, by the platform's own code; null: as its status says.</summary>
    protected abstract SourceFault? FaultOf(HttpStatusCode status, JsonElement? body, HttpResponseMessage response);

    /// <summary>How long to rest after an answer, by its headers.</summary>
    protected virtual TimeSpan? RestAfter(HttpResponseMessage response) => null;

    protected static bool CanRenew(SourceAccess access) => access.ClientId is not null && (access.RefreshToken is not null || access.ClientSecret is not null);

    protected static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    protected static int? Number(HttpResponseMessage response, string name) => int.TryParse(Header(response, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A token that has run out is renewed once, and the request made again.</summary>
    private async Task<JsonDocument> SendAsync(SourceSession session, HttpMethod method, string path, Func<HttpContent>? content)
    {
        if (session.Access.Token is null) await RenewedAsync(session);
        try
        {
            return await OnceAsync(session, method, session.Access.Host + path, content, Sign);
        }
        catch (SourceFaulted faulted) when (faulted.Fault is { Kind: SourceFaultKind.Refused, Field: "token" } && !session.Renewed && CanRenew(session.Access))
        {
            await RenewedAsync(session);
            return await OnceAsync(session, method, session.Access.Host + path, content, Sign);
        }
    }

    private async Task RenewedAsync(SourceSession session)
    {
        if (!CanRenew(session.Access)) throw new SourceFaulted(new SourceFault(SourceFaultKind.Refused, "there is no token") { Field = "token" });
        session.Access = await RenewAsync(session);
        session.Renewed = true;
    }

    private async Task<JsonDocument> OnceAsync(SourceSession session, HttpMethod method, string url, Func<HttpContent>? content, Action<HttpRequestMessage, SourceAccess>? sign)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(session.Cancel);
        over.CancelAfter(Patience);
        var isRead = method == HttpMethod.Get;
        try
        {
            using var request = new HttpRequestMessage(method, url) { Content = content?.Invoke() };
            sign?.Invoke(request, session.Access);
            session.Requests++;
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            session.TheirNow = response.Headers.Date ?? session.TheirNow;
            if (RestAfter(response) is { } rest) session.Rest = rest;
            if (!response.IsSuccessStatusCode) throw await FaultedAsync(response, over.Token);
            return await ReadAsync(response, over.Token);
        }
        catch (JsonException half)
        {
            throw new SourceFaulted(new SourceFault(SourceFaultKind.Transient, $"half an answer ({half.GetType().Name})") { MayHaveArrived = !isRead });
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !session.Cancel.IsCancellationRequested))
        {
            var why = broken is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} s" : broken is HttpRequestException { HttpRequestError: var error } ? $"{error}" : "the connection broke";
            throw new SourceFaulted(new SourceFault(SourceFaultKind.Transient, why) { MayHaveArrived = !isRead });
        }
    }

    // some writes are answered with nothing
    private static async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancel) =>
        response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0 ? JsonDocument.Parse("{}")
            : await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), default, cancel);

    private async Task<SourceFaulted> FaultedAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var body = await BodyAsync(response, cancel);
        var status = response.StatusCode;
        var fault = FaultOf(status, body?.RootElement, response) ?? status switch
        {
            HttpStatusCode.TooManyRequests => Throttled(response, TimeSpan.FromSeconds(10)),
            HttpStatusCode.Unauthorized => new SourceFault(SourceFaultKind.Refused, "401: the token does not hold") { Field = "token" },
            HttpStatusCode.Forbidden => new SourceFault(SourceFaultKind.Refused, "403: the token may not do this"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new SourceFault(SourceFaultKind.Gone, $"{(int)status}: it is not there any more"),
            _ when (int)status is >= 500 or 408 => new SourceFault(SourceFaultKind.Transient, $"{(int)status} from the platform") { MayHaveArrived = response.RequestMessage?.Method != HttpMethod.Get },
            _ when (int)status is >= 300 and < 400 => new SourceFault(SourceFaultKind.Refused, $"{(int)status}: the address leads elsewhere"),
            _ => new SourceFault(SourceFaultKind.Invalid, $"{(int)status}: it was not taken"),
        };
        return new SourceFaulted(fault);
    }

    protected static SourceFault Throttled(HttpResponseMessage response, TimeSpan otherwise)
    {
        var said = response.Headers.RetryAfter?.Delta ?? otherwise;
        return new SourceFault(SourceFaultKind.Throttled, $"{(int)response.StatusCode}: asked too often") { After = said > LongestRest ? LongestRest : said < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : said };
    }

    /// <summary>What a refusal says of itself, where it is JSON.</summary>
    private static async Task<JsonDocument?> BodyAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancel), default, cancel);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
