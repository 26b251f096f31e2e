using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A call of the Connector, of Graph, of the login or of a file, by the name of its operation.</summary>
public sealed class TeamsCall(string method, DateTimeOffset at)
{
    public string Method => method;
    public DateTimeOffset At => at;

    /// <summary>As it stood on the wire, below the host.</summary>
    public required string Target { get; init; }
    public required string Authorization { get; init; }
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The fields of a form.</summary>
    public IReadOnlyDictionary<string, string> Form { get; private init; } = new Dictionary<string, string>();
    public string Text { get; private init; } = "";

    /// <summary>The JSON object of the body; null where there is none.</summary>
    public JsonObject? Body { get; private init; }

    /// <summary>The conversation it was about, once that is known.</summary>
    public TeamsRoom? Room { get; set; }

    /// <summary>How it ended: an HTTP status, or 0 when the connection was cut or never answered.</summary>
    public int Status { get; set; }

    /// <summary>Microsoft's code; null when all is well.</summary>
    public string? Code { get; set; }

    public string Token => Authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? Authorization[7..].Trim() : "";

    public static async Task<TeamsCall> ReadAsync(HttpContext http, string method, string target, DateTimeOffset at)
    {
        var request = http.Request;
        var form = request.HasFormContentType ? (await request.ReadFormAsync(http.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.ToString()) : [];
        using var reader = new StreamReader(request.Body);
        var text = form.Count > 0 ? "" : await reader.ReadToEndAsync(http.RequestAborted);
        return new TeamsCall(method, at)
        {
            Target = target, Authorization = request.Headers.Authorization.ToString(), Form = form, Text = text, Body = Parse(request.ContentType, text),
            Query = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()),
        };
    }

    private static JsonObject? Parse(string? type, string text)
    {
        if (type?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What Teams answers.</summary>
public sealed record TeamsReply(int Status, JsonObject? Json = null)
{
    public byte[]? Bytes { get; init; }
}

/// <summary>Microsoft says no, with a status and a code of its own.</summary>
public sealed class TeamsRefusal(int status, string code, string message) : Exception($"{status} {code}: {message}")
{
    public int Status => status;
    public string Code => code;
    public int? RetryAfter { get; init; }

    /// <summary>The whole body, where it is none of the usual shape.</summary>
    public JsonObject? Other { get; init; }

    /// <summary>Only another program would mend it.</summary>
    public bool IsOurBug { get; init; }

    public JsonObject Body => Other ?? new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    /// <summary>A request that is wrongly made.</summary>
    public static TeamsRefusal Bug(string code, string message, int status = 400) => new(status, code, message) { IsOurBug = true };
}
