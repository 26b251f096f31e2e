using BotCoach.Channels.Slack;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotCoach.CrashHost;

/// <summary>The host in a fake Slack.</summary>
internal sealed class SlackRun(SlackDoors doors) : IPlatformRun
{
    public string Channel => "slack";

    public IEnumerable<string> Settings =>
    [
        "--Slack:BotToken", doors.BotToken, "--Slack:ApiBaseUrl", doors.Api, .. doors.Secret == HostRun.NotSet ? [] : new[] { "--Slack:SigningSecret", doors.Secret },
        .. doors.AppToken == HostRun.NotSet ? [] : new[] { "--Slack:AppToken", doors.AppToken },
    ];

    public void Prepare(IServiceCollection services, CrashPoints points)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SlackStart)));
        services.AddSingleton<SlackStart>();
        services.Replace(ServiceDescriptor.Singleton(s => new SlackApi(
            new HttpClient(new CallPoints(points, call => call.RequestUri!.Segments[^1], "chat.postMessage")) { Timeout = Timeout.InfiniteTimeSpan },
            s.GetRequiredService<IOptions<SlackOptions>>())));
    }

    public Task BeginAsync(IServiceProvider services) => services.GetRequiredService<SlackStart>().IntroduceAsync(default);

    public Task SweepAsync(IServiceProvider services) => services.GetRequiredService<SlackLater>().SweepAsync(default);
}

/// <summary>How the host and Slack find one another.</summary>
internal sealed record SlackDoors(string Api, string BotToken, string Secret, string AppToken);
