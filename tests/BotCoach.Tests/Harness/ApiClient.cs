using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotCoach.People;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Harness;

/// <summary>Another system with a key to the API, over real HTTP.</summary>
public sealed class ApiClient(Uri host, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host };

    public HttpStatusCode Status { get; private set; }
    public HttpResponseMessage Answer { get; private set; } = null!;
    public string Text { get; private set; } = "";

    /// <summary>What was answered; fails for what is no JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A system with a key of these scopes, which this admin has made.</summary>
    public static async Task<ApiClient> OfAsync(CoachHost host, Driver admin, string name, params string[] scopes)
    {
        string? key = null;
        await host.DoAsync(async s => (key, _) = await s.GetRequiredService<ApiKeys>().MakeAsync(
            field => field == "name" ? name : string.Join(',', scopes), new Actor(admin.PersonId, Role.Admin, "console", By.Click), host.Clock.Now));
        return new ApiClient(host.Url, key ?? throw new InvalidOperationException("No key was made."));
    }

    /// <summary>The company's CRM, which reads and writes deals.</summary>
    public static Task<ApiClient> CrmAsync(CoachHost host, Driver admin) => OfAsync(host, admin, "CRM", ApiScopes.ReadDeals, ApiScopes.WriteDeals);

    public Task GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, "", headers);

    public Task PutAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, body as string ?? JsonSerializer.Serialize(body), "application/json", headers);

    public Task PostAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body), "application/json", headers);

    public Task PutYamlAsync(string path, string yaml, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, yaml, "application/yaml", headers);

    public async Task SendAsync(HttpMethod method, string path, string? body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        Answer = await _http.SendAsync(request);
        (Status, Text) = (Answer.StatusCode, await Answer.Content.ReadAsStringAsync());
    }

    /// <summary>The answer has this status, else what it was is told.</summary>
    public void Is(HttpStatusCode status) => Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");

    public void Dispose() => _http.Dispose();
}
