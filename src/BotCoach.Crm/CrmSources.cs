using System.Net;
using BotCoach.Crm.Wire.HubSpot;
using BotCoach.Crm.Wire.Pipedrive;
using BotCoach.Crm.Wire.Salesforce;

namespace BotCoach.Crm.Wire;

/// <summary>The CRMs there are.</summary>
public static class CrmSources
{
    public static IServiceCollection AddCrmSources(this IServiceCollection services) => services
        .AddSingleton<IDealSource>(_ => new HubSpotSource(new HubSpotApi(Http())))
        .AddSingleton<IDealSource>(_ => new PipedriveSource(new PipedriveApi(Http())))
        .AddSingleton<IDealSource>(_ => new SalesforceSource(new SalesforceApi(Http())));

    /// <summary>For as long as the host runs. Addresses are asked for anew now and then, and no token follows a redirect.</summary>
    private static HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
