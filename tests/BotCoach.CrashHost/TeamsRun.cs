using BotCoach.Channels.Teams;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.CrashHost;

/// <summary>The host in a fake Teams, which it finds by these settings.</summary>
internal sealed class TeamsRun(string[] settings) : IPlatformRun
{
    private const string Send = "SendToConversation";

    public string Channel => "teams";

    public IEnumerable<string> Settings => settings;

    public void Prepare(IServiceCollection services, CrashPoints points)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(TeamsStart)));
        services.Replace(ServiceDescriptor.Singleton(s => new TeamsApi(
            new HttpClient(new CallPoints(points, NameOf, Send)) { Timeout = Timeout.InfiniteTimeSpan }, s.GetRequiredService<TeamsOptions>(), s.GetRequiredService<TimeProvider>())));
        services.Replace(ServiceDescriptor.Singleton(s => new TeamsTokens(
            s.GetRequiredService<TeamsOptions>(), s.GetRequiredService<ILogger<TeamsTokens>>(), new CallPoints(points, NameOf, Send))));
    }

    public Task BeginAsync(IServiceProvider services) => services.GetRequiredService<TeamsTokens>().ForConnectorAsync(anew: false, default);

    public Task SweepAsync(IServiceProvider services) => services.GetRequiredService<TeamsLater>().SweepAsync(default);

    // The operations' own names, as far as the host calls them.
    private static string NameOf(HttpRequestMessage call) => (call.Method.Method, call.RequestUri!.Segments[^1]) switch
    {
        ("POST", "activities") => Send,
        ("PUT", _) => "UpdateActivity",
        ("POST", "conversations") => "CreateConversation",
        ("GET", _) when call.RequestUri.Segments[^2] == "members/" => "GetConversationMember",
        (_, var last) => last,
    };
}
