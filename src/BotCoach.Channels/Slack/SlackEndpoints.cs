using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Slack over HTTP: <c>POST /slack/events</c>, <c>/slack/interactions</c> and <c>/slack/commands</c>, each signed. Without a signing secret none of them
/// is mapped. <c>GET /slack/install</c> and <c>/slack/oauth</c> install it, where there is a client id.
/// </summary>
public static class SlackEndpoints
{
    /// <summary>Adds the channel. The host adds <see cref="IInbox"/>, <see cref="IChannelNotes"/>, a clock and ASP.NET's data protection.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions options)
    {
        services.TryAddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        services.TryAddSingleton(s => new SlackSignature(options.SigningSecret, options.PreviousSigningSecret, s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(_ => new SlackApi(new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5),
        }) { Timeout = Timeout.InfiniteTimeSpan }, Microsoft.Extensions.Options.Options.Create(options)));
        services.TryAddSingleton<SlackTokens>();
        services.TryAddSingleton<SlackQuiet>();
        services.TryAddSingleton<SlackReplyUrls>();
        services.TryAddSingleton<SlackFiles>();
        services.TryAddSingleton<SlackScreen>();
        services.TryAddSingleton<SlackLater>();
        services.TryAddSingleton<SlackDesk>();
        services.TryAddSingleton<SlackAfter>();
        services.AddSingleton<IChannel, SlackChannel>();
        services.TryAddSingleton<SlackInstall>();
        if (options.AppToken.Length > 0) services.AddHostedService<SlackSocketMode>();
        return services.AddHostedService<SlackStart>();
    }

    /// <summary>Maps the addresses that Slack posts to, and those by which it is installed.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder endpoints)
    {
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<SlackOptions>>().Value;
        if (options.IsInstallable)
        {
            endpoints.MapGet("/slack/install", (HttpContext http, SlackInstall install) => install.BeginAsync(http)).ExcludeFromDescription();
            endpoints.MapGet("/slack/oauth", (HttpContext http, SlackInstall install) => install.EndAsync(http)).ExcludeFromDescription();
        }
        if (options.SigningSecret.Length == 0) return endpoints;
        var slack = endpoints.MapGroup("/slack").ExcludeFromDescription().WithMetadata(new MostBytes(options.LargestBody));
        slack.MapPost("/events", (HttpContext http) => AnswerAsync(http, SlackDoor.Event));
        slack.MapPost("/interactions", (HttpContext http) => AnswerAsync(http, SlackDoor.Interaction));
        slack.MapPost("/commands", (HttpContext http) => AnswerAsync(http, SlackDoor.Command));
        return endpoints;
    }

    private static async Task AnswerAsync(HttpContext http, SlackDoor door)
    {
        var answer = await OfAsync(http, door);
        var response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.After is { } after) http.RequestServices.GetRequiredService<SlackAfter>().Begin(after);
        if (answer.Body is { } body)
        {
            response.ContentType = "application/json; charset=utf-8";
            await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body));
        }
        else if (answer.Words is { } words)
        {
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(words);
        }
    }

    private static async Task<SlackAnswer> OfAsync(HttpContext http, SlackDoor door)
    {
        var services = http.RequestServices;
        if (http.Request.ContentLength > services.GetRequiredService<IOptions<SlackOptions>>().Value.LargestBody) return SlackAnswer.Refuse(413, "That is more than Slack ever sends.");
        if (await ReadAsync(http) is not { } body) return SlackAnswer.Refuse(413, "That is more than Slack ever sends.");
        var headers = http.Request.Headers;
        if (!services.GetRequiredService<SlackSignature>().Holds(headers["X-Slack-Request-Timestamp"].ToString(), headers["X-Slack-Signature"].ToString(), body.Span))
            return SlackAnswer.Refuse(401, "This is not signed by Slack, or more than five minutes old.");
        if (Parse(http.Request, door, body.Span) is not { } payload) return SlackAnswer.Refuse(400, "This cannot be read.");
        if (payload.Words("ssl_check") is not null) return SlackAnswer.Empty;
        if (payload.Words("type") == "url_verification") return new SlackAnswer { Words = payload.Words("challenge") ?? "" };
        try
        {
            return await services.GetRequiredService<SlackDesk>().ReceiveAsync(new SlackPost(door, payload), http.RequestAborted);
        }
        catch (HostUnavailableException unavailable)
        {
            return SlackAnswer.Refuse(503, unavailable.Message);
        }
    }

    /// <summary>The raw body, or null when it is more than is taken.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        var (reader, most) = (http.Request.BodyReader, http.RequestServices.GetRequiredService<IOptions<SlackOptions>>().Value.LargestBody);
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            var isWhole = read.IsCompleted || read.Buffer.Length > most;
            ReadOnlyMemory<byte>? body = isWhole && read.Buffer.Length <= most ? read.Buffer.ToArray() : null;
            reader.AdvanceTo(isWhole ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (isWhole) return body;
        }
    }

    /// <summary>An event is JSON; an interaction is JSON in a form's one field; a command is a form.</summary>
    private static JsonElement? Parse(HttpRequest request, SlackDoor door, ReadOnlySpan<byte> body)
    {
        if (door == SlackDoor.Event) return request.HasJsonContentType() ? SlackJson.Parse(body) : null;
        if (!request.HasFormContentType) return null;
        using var form = new FormReader(System.Text.Encoding.UTF8.GetString(body)) { ValueLengthLimit = int.MaxValue };
        try
        {
            var fields = form.ReadForm();
            if (door == SlackDoor.Interaction && fields.TryGetValue("payload", out var payload)) return SlackJson.Parse(System.Text.Encoding.UTF8.GetBytes(payload.ToString()));
            return door == SlackDoor.Command || fields.ContainsKey("ssl_check") ? JsonSerializer.SerializeToElement(fields.ToDictionary(f => f.Key, f => f.Value.ToString())) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private sealed record MostBytes(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
