using System.Collections.Concurrent;
using BotCoach.Channels;
using BotCoach.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels;

/// <summary>The host's own inbox, and what came in by it, with what was answered.</summary>
public sealed class HeardInbox(Inbox inbox) : IInbox
{
    public ConcurrentQueue<(Inbound Inbound, Reply Reply)> Heard { get; } = [];

    public async Task<Reply> ReceiveAsync(Inbound inbound, CancellationToken cancel)
    {
        var reply = await inbox.ReceiveAsync(inbound, cancel);
        Heard.Enqueue((inbound, reply));
        return reply;
    }

    /// <summary>In the place of the host's inbox.</summary>
    public static void Listen(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IInbox)));
        services.AddSingleton<Inbox>().AddSingleton<HeardInbox>().AddSingleton<IInbox>(s => s.GetRequiredService<HeardInbox>());
    }
}
