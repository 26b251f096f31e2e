using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>A call of a Web API method: its arguments, from a query, a form or a JSON body, and the token it came with.</summary>
public sealed class SlackCall(string method, DateTimeOffset at)
{
    public string Method => method;
    public DateTimeOffset At => at;
    public JsonObject Args { get; private set; } = [];
    public bool IsJson { get; private set; }

    /// <summary>JSON without the word that says its letters are UTF-8: Slack takes it and warns.</summary>
    public bool LacksCharset { get; private set; }
    public string Authorization { get; private init; } = "";
    public string Token => Authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? Authorization[7..].Trim() : "";
    public SlackInstall? Install { get; set; }

    /// <summary>A body that could not be read.</summary>
    public Refused? Broken { get; private set; }
    public int RetryAfter { get; set; }

    /// <summary>How it ended: an HTTP status, or 0 when the connection was cut or never answered.</summary>
    public int Status { get; set; }

    /// <summary>What Slack answered; null where it was too much, or went wrong.</summary>
    public JsonObject? Answered { get; set; }

    /// <summary>Slack's error code; null when all is well.</summary>
    public string? Error { get; set; }

    public static async Task<SlackCall> ReadAsync(HttpContext http, string method, bool takesJson, DateTimeOffset at)
    {
        var request = http.Request;
        var call = new SlackCall(method, at) { Authorization = request.Headers.Authorization.ToString() };
        foreach (var (key, value) in request.Query) call.Args[key] = value.ToString();
        var type = request.ContentType ?? "";
        if (request.HasFormContentType)
        {
            foreach (var (key, value) in await request.ReadFormAsync(http.RequestAborted)) call.Args[key] = value.ToString();
        }
        else if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            (call.IsJson, call.LacksCharset) = (true, !type.Contains("charset", StringComparison.OrdinalIgnoreCase));
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            // Methods that read take no JSON: its arguments are as if they were not there.
            if (takesJson) call.ReadJson(body);
        }
        return call;
    }

    public string? Text(string name) => Args[name] switch
    {
        JsonValue value => value.ToString() is { Length: > 0 } text ? text : null,
        _ => null,
    };

    public string Needed(string name) => Text(name) ?? throw Missing(name);

    public bool Flag(string name) => Text(name) is "true" or "1" or "True";

    public int Number(string name, int otherwise) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new Refused("invalid_arguments", $"[ERROR] must be an integer [json-pointer:/{name}]");

    /// <summary>An object or an array: as such in JSON, as text in a form.</summary>
    public T? Json<T>(string name) where T : JsonNode
    {
        if (Args[name] is T as_is) return as_is;
        if (Text(name) is not { } text) return null;
        try
        {
            if (JsonNode.Parse(text) is T parsed) return parsed;
        }
        catch (JsonException)
        {
            // Falls through: it is refused below, like JSON of another kind.
        }
        throw new Refused(name == "blocks" ? "invalid_blocks_format" : "invalid_arguments", $"[ERROR] must be valid JSON [json-pointer:/{name}]");
    }

    public static Refused Missing(string name) => new("invalid_arguments", $"[ERROR] missing required field: {name}");

    private void ReadJson(string body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject args) Args = args;
            else Broken = new Refused("json_not_object");
        }
        catch (JsonException)
        {
            Broken = new Refused("invalid_json");
        }
    }
}

/// <summary>Slack says no: <c>{"ok":false,"error":code}</c>, with HTTP 200.</summary>
public sealed class Refused(string code, params string[] messages) : Exception($"{code} {string.Join("; ", messages)}".TrimEnd())
{
    public string Code => code;
    public IReadOnlyList<string> Messages => messages;
    public JsonObject? More { get; init; }
}
