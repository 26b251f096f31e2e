using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness;

/// <summary>
/// A server of chat completions on loopback that refuses what OpenAI's refuses: no key, another model, a schema that is not strict
/// (https://platform.openai.com/docs/guides/structured-outputs). What it answers is the test's to say.
/// </summary>
public sealed class FakeOpenAi : IAsyncDisposable
{
    public const string Model = "small-1";
    public const string Key = "sk-test-1";
    private readonly WebApplication _app;
    private readonly Func<FakeOpenAi, int, JsonElement, HttpContext, Task<string?>> _answer;

    private FakeOpenAi(WebApplication app, Func<FakeOpenAi, int, JsonElement, HttpContext, Task<string?>> answer) => (_app, _answer) = (app, answer);

    /// <summary>What each answer is said to have taken.</summary>
    public (int In, int Out) Usage { get; set; } = (900, 100);

    /// <summary>Every request's body, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public string[] Settings => [$"--Ai:Endpoint={_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/v1", $"--Ai:Model={Model}", $"--Ai:ApiKey={Key}", "--Ai:TimeoutSeconds=2"];

    /// <param name="answer">The content of the answer to the nth request (from 0), given its cues; null where it has answered by itself.</param>
    public static async Task<FakeOpenAi> StartAsync(Func<FakeOpenAi, int, JsonElement, HttpContext, Task<string?>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeOpenAi(app, answer);
        app.MapPost("/v1/chat/completions", fake.CompleteAsync);
        await app.StartAsync();
        return fake;
    }

    /// <summary>An answer of the form that is asked for: these lists, and the others empty.</summary>
    public static string Answer(object some)
    {
        var all = new[] { "summary", "problem", "impact", "success_criteria", "decisions", "risks", "competitors", "objections", "stakeholders", "next_steps", "criteria", "close_date" }.ToDictionary(n => n, _ => (object)Array.Empty<object>());
        foreach (var property in some.GetType().GetProperties()) all[property.Name] = property.GetValue(some)!;
        return JsonSerializer.Serialize(all);
    }

    /// <summary>What the model is told apart from the call.</summary>
    public static string RulesOf(string request)
    {
        using var body = JsonDocument.Parse(request);
        return TextOf(body.RootElement.GetProperty("messages")[0]);
    }

    /// <summary>The numbers of the cues that a request shows.</summary>
    public static List<int> NumbersOf(string request)
    {
        using var body = JsonDocument.Parse(request);
        using var cues = JsonDocument.Parse(TextOf(body.RootElement.GetProperty("messages")[1]));
        return [.. cues.RootElement.EnumerateArray().Select(c => c.GetProperty("n").GetInt32())];
    }

    public static Task<FakeOpenAi> StartAsync(Func<JsonElement, string> answer) => StartAsync((_, _, cues, _) => Task.FromResult<string?>(answer(cues)));

    private async Task CompleteAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var nth = Requests.Count;
        Requests.Enqueue(body);
        using var request = JsonDocument.Parse(body);
        if (Complaint(http, request.RootElement) is { } complaint)
        {
            http.Response.StatusCode = complaint.Status;
            await http.Response.WriteAsJsonAsync(new { error = new { message = complaint.Why, type = "invalid_request_error" } });
            return;
        }
        var messages = request.RootElement.GetProperty("messages");
        using var cues = JsonDocument.Parse(TextOf(messages[messages.GetArrayLength() - 1]));
        if (await _answer(this, nth, cues.RootElement.Clone(), http) is not { } content) return;
        await http.Response.WriteAsJsonAsync(new
        {
            id = $"chatcmpl-{nth}", @object = "chat.completion", created = 1_700_000_000, model = Model,
            choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal = (string?)null }, finish_reason = "stop" } },
            usage = new { prompt_tokens = Usage.In, completion_tokens = Usage.Out, total_tokens = Usage.In + Usage.Out },
        });
    }

    private static (int Status, string Why)? Complaint(HttpContext http, JsonElement request)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Key}") return (401, "Incorrect API key provided.");
        if (request.GetProperty("model").GetString() != Model) return (404, "The model does not exist.");
        if (request.TryGetProperty("stream", out var stream) && stream.GetBoolean()) return (400, "Streaming is not for this.");
        if (request.TryGetProperty("temperature", out var warmth) && warmth.GetDouble() != 1) return (400, "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.");
        if (!request.TryGetProperty("response_format", out var format) || format.GetProperty("type").GetString() != "json_schema") return (400, "response_format is missing.");
        var schema = format.GetProperty("json_schema");
        if (!schema.TryGetProperty("strict", out var strict) || !strict.GetBoolean()) return (400, "The schema is not strict.");
        return Strict(schema.GetProperty("schema"), "$") is { } why ? (400, $"Invalid schema for response_format 'recap': {why}") : null;
    }

    /// <summary>Each object names all its properties as required, and allows none beside them.</summary>
    private static string? Strict(JsonElement schema, string at)
    {
        var type = schema.GetProperty("type");
        if (type.ValueKind == JsonValueKind.String && type.GetString() == "array") return Strict(schema.GetProperty("items"), $"{at}[]");
        if (type.ValueKind != JsonValueKind.String || type.GetString() != "object") return null;
        if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False) return $"{at}: 'additionalProperties' is required to be supplied and to be false.";
        var properties = schema.GetProperty("properties").EnumerateObject().ToList();
        var required = schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ToHashSet();
        return properties.Where(p => !required.Contains(p.Name)).Select(p => $"{at}: 'required' lacks {p.Name}.").FirstOrDefault() ?? properties.Select(p => Strict(p.Value, $"{at}.{p.Name}")).FirstOrDefault(w => w is not null);
    }

    private static string TextOf(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : message.GetProperty("content")[0].GetProperty("text").GetString()!;

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
