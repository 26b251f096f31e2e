using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Teams over HTTP: <c>POST /api/messages</c>, which lets in what the Bot Framework signed for this app id. Without an app id nothing is mapped.
/// </summary>
public static class TeamsEndpoints
{
    /// <summary>Adds the channel. The host adds <see cref="IInbox"/>, <see cref="IChannelNotes"/> and a clock.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(s => new TeamsApi(Client(), options, s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new TeamsPasses(options, Keys(s, options.OpenIdMetadata), options.AllowsEmulator ? Keys(s, EmulatorMetadata(options)) : null, s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(s => new TeamsTokens(options, s.GetRequiredService<ILogger<TeamsTokens>>()));
        services.TryAddSingleton(new TeamsWriter(options.OpensForm));
        services.TryAddSingleton(s => ActivatorUtilities.CreateInstance<TeamsGraph>(s, Client()));
        services.TryAddSingleton<TeamsPlaces>();
        services.TryAddSingleton<TeamsFiles>();
        services.TryAddSingleton<TeamsAside>();
        services.TryAddSingleton<TeamsScreen>();
        services.TryAddSingleton<TeamsLater>();
        services.TryAddSingleton<TeamsDesk>();
        services.TryAddSingleton<Afterwards>();
        services.AddSingleton<IChannel, TeamsChannel>();
        return services.AddHostedService<TeamsStart>();
    }

    /// <summary>Maps the address that Teams posts to.</summary>
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder endpoints)
    {
        var door = ActivatorUtilities.CreateInstance<TeamsDoorway>(endpoints.ServiceProvider);
        endpoints.MapPost("/api/messages", door.AnswerAsync).ExcludeFromDescription();
        return endpoints;
    }

    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5),
    }) { Timeout = Timeout.InfiniteTimeSpan };

    private static TeamsKeys Keys(IServiceProvider services, string metadata) =>
        new(Client(), metadata, services.GetRequiredService<TeamsOptions>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<TeamsKeys>>());

    private static string EmulatorMetadata(TeamsOptions options) => $"{options.LoginBaseUrl}{(options.TenantId.Length > 0 ? options.TenantId : "common")}/v2.0/.well-known/openid-configuration";
}
