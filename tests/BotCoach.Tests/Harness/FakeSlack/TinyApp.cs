using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>The smallest app a Slack can talk to: keeps what it was told, checks how it was signed, and answers as the test says.</summary>
public sealed class TinyApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TinyApp(SlackServer slack)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async http =>
        {
            var body = await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted);
            var stamp = http.Request.Headers["X-Slack-Request-Timestamp"].ToString();
            var told = new Told(http.Request.Path, body, http.Request.ContentType ?? "", http.Request.Headers["X-Slack-Signature"] == HttpTransport.Sign(slack.App.SigningSecret, stamp, body),
                http.Request.Headers.Where(h => h.Key.StartsWith("X-Slack-Retry", StringComparison.OrdinalIgnoreCase)).ToDictionary(h => h.Key, h => h.Value.ToString()));
            Heard.Add(told);
            await AnswerAsync(told, http);
        });
    }

    public List<Told> Heard { get; } = [];

    public Func<Told, HttpContext, Task> AnswerAsync { get; set; } = (_, _) => Task.CompletedTask;

    public Uri Url => new(_app.Urls.First());

    public static async Task<TinyApp> StartAsync(SlackServer slack)
    {
        var app = new TinyApp(slack);
        await app._app.StartAsync();
        return app;
    }

    /// <summary>From now on every answer is this JSON.</summary>
    public void Answers(string json) => AnswerAsync = (_, http) =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json);
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A request as it came.</summary>
    public sealed record Told(string Path, string Body, string Type, bool IsSigned, IReadOnlyDictionary<string, string> Retry);
}
