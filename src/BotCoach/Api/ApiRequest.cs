using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotCoach.Chat;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace BotCoach.Api;

/// <summary>What a request may bring as its body, and how much of it.</summary>
internal sealed record ApiTakes(int Most, bool IsYaml = false, bool Form = false)
{
    public static readonly ApiTakes Json = new(1 << 20);
    public static readonly ApiTakes Yaml = new(8 << 20, IsYaml: true);

    /// <summary>A transcript of 5 MB, with every quote and line end escaped.</summary>
    public static readonly ApiTakes Call = new(12 << 20);

    /// <summary>As JSON, or as a web form sends it.</summary>
    public static readonly ApiTakes Lead = new(1 << 20, Form: true);
}

/// <summary>What a request brings along, read once: its body, and the headers that say how it is meant.</summary>
internal sealed record ApiRequest(string Text, JsonElement? Json, string? IdempotencyKey, long? IfMatch, string Hash)
{
    private const int MostIdempotencyKey = 200;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Of a request that only reads.</summary>
    public static readonly ApiRequest Nothing = new("", null, null, null, "");

    /// <summary>The request, or why it cannot be read.</summary>
    /// <param name="check">Looks at the body as it came, before anything is made of it.</param>
    public static async Task<(ApiRequest? Request, ApiAnswer? Refused)> ReadAsync(HttpRequest http, ApiTakes takes, Func<string, Task<ApiAnswer?>>? check = null)
    {
        var (key, match) = (http.Headers["Idempotency-Key"].ToString(), http.Headers.IfMatch.ToString());
        if (key.Length > MostIdempotencyKey || key.Any(char.IsControl)) return Refuse(400, "Idempotency-Key", $"An Idempotency-Key has at most {MostIdempotencyKey} characters.");
        long? revision = null;
        if (match.Length > 0 && match != "*")
        {
            if (!long.TryParse(match.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)) return Refuse(400, "If-Match", "If-Match is what ETag said, for example \"12\".");
            revision = seen;
        }
        var (text, refused) = await TextAsync(http, takes.Most);
        if (refused is null && check is not null) refused = await check(text!);
        if (refused is not null) return (null, refused);
        JsonElement? json = null;
        if (!takes.IsYaml)
        {
            var isForm = takes.Form && http.HasFormContentType;
            if (!isForm && !http.HasJsonContentType()) return Refuse(415, "Content-Type", $"Send JSON, with the Content-Type application/json{(takes.Form ? ", or a form, with application/x-www-form-urlencoded" : "")}.");
            (json, refused) = isForm ? OfForm(text!) : Parse(text!);
            if (refused is not null) return (null, refused);
        }
        return (new ApiRequest(text!, json, key.Length == 0 ? null : key, revision, HashOf(http, text!)), null);
    }

    /// <summary>No more than may be is ever read.</summary>
    private static async Task<(string? Text, ApiAnswer? Refused)> TextAsync(HttpRequest http, int most)
    {
        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most;
        try
        {
            using var reader = new StreamReader(http.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return (await reader.ReadToEndAsync(http.HttpContext.RequestAborted), null);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, ApiAnswer.Refused(413, "Too large", $"At most {most >> 20} MB can be sent."));
        }
        catch (DecoderFallbackException)
        {
            return (null, ApiAnswer.Refused(400, "Not UTF-8", "The text holds bytes that are no UTF-8."));
        }
    }

    private static (JsonElement?, ApiAnswer?) Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return (document.RootElement.Clone(), null);
        }
        catch (JsonException wrong)
        {
            return (null, ApiAnswer.Refused(400, "Not JSON", wrong.LineNumber is { } line ? $"The JSON cannot be read at line {line + 1}, character {wrong.BytePositionInLine + 1}." : "The JSON cannot be read: a field stands in it twice, or it nests too deep."));
        }
    }

    /// <summary>A form's fields are texts, each once.</summary>
    private static (JsonElement?, ApiAnswer?) OfForm(string text)
    {
        var fields = QueryHelpers.ParseQuery(text);
        if (fields.FirstOrDefault(f => f.Value.Count > 1).Key is { } twice) return (null, ApiAnswer.Faulty(new Dictionary<string, string> { [twice] = "This field stands in the form more than once." }));
        return (JsonSerializer.SerializeToElement(fields.Where(f => f.Value.ToString().Length > 0).ToDictionary(f => f.Key, f => f.Value.ToString())), null);
    }

    private static string HashOf(HttpRequest http, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Method} {http.Path}{http.QueryString}\n{text}")));

    private static (ApiRequest?, ApiAnswer?) Refuse(int status, string header, string why) => (null, ApiAnswer.Refused(status, header, why));
}
