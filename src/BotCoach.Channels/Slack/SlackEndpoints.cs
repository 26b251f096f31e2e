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
        services.TryAddSingleton<SlackTokenNotes>();
        services.TryAddSingleton<SlackExchange>();
        services.TryAddSingleton<SlackTokens>();
        services.TryAddSingleton<SlackHealth>();
        services.TryAddSingleton<SlackQuiet>();
        services.TryAddSingleton<SlackReplyUrls>();
        services.TryAddSingleton<SlackFiles>();
        services.TryAddSingleton<SlackAside>();
        services.TryAddSingleton<SlackScreen>();
        services.TryAddSingleton<SlackLater>();
        services.TryAddSingleton<SlackDesk>();
        services.TryAddSingleton<Afterwards>();
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
            endpoints.MapGet("/slack/install", (HttpContext http, SlackInstall install) => install.Begin(http)).ExcludeFromDescription();
            endpoints.MapGet("/slack/oauth", (HttpContext http, SlackInstall install) => install.EndAsync(http)).ExcludeFromDescription();
        }
        if (options.SigningSecret.Length == 0) return endpoints;
        var slack = endpoints.MapGroup("/slack").ExcludeFromDescription();
        var door = ActivatorUtilities.CreateInstance<SlackDoorway>(endpoints.ServiceProvider);
        slack.MapPost("/events", http => door.AnswerAsync(http, SlackDoor.Event));
        slack.MapPost("/interactions", http => door.AnswerAsync(http, SlackDoor.Interaction));
        slack.MapPost("/commands", http => door.AnswerAsync(http, SlackDoor.Command));
        return endpoints;
    }
}
