using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>The smallest app a Teams can talk to: keeps what it was told, and answers as the test says.</summary>
public sealed class TeamsTinyApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TeamsTinyApp()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var told = new Told(http.Request.Path, JsonNode.Parse(await reader.ReadToEndAsync(http.RequestAborted))!.AsObject(), http.Request.Headers.Authorization.ToString());
            Heard.Add(told);
            await AnswerAsync(told, http);
        });
    }

    public List<Told> Heard { get; } = [];

    public JsonObject Last => Heard[^1].Activity;

    public Func<Told, HttpContext, Task> AnswerAsync { get; set; } = (_, _) => Task.CompletedTask;

    public Uri Url => new(_app.Urls.First());

    public static async Task<TeamsTinyApp> StartAsync()
    {
        var app = new TeamsTinyApp();
        await app._app.StartAsync();
        return app;
    }

    /// <summary>From now on every answer is this JSON; null: nothing.</summary>
    public void Answers(JsonObject? json) => AnswerAsync = (_, http) =>
    {
        if (json is null) return Task.CompletedTask;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json.ToJsonString());
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A request as it came.</summary>
    public sealed record Told(string Path, JsonObject Activity, string Authorization);
}
