using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The host's notes, with something that happens before each thing that is done to one: a database that is away, somebody who was quicker.</summary>
internal sealed class HinderedNotes(IServiceScopeFactory scopes) : IChannelNotes
{
    private readonly ChannelNotes _notes = new(scopes);

    /// <summary>What happens before; what it throws, the channel gets.</summary>
    public Action<string, string>? Before { get; set; }

    public static void In(IServiceCollection services)
    {
        services.AddSingleton<HinderedNotes>();
        services.Replace(ServiceDescriptor.Singleton<IChannelNotes>(s => s.GetRequiredService<HinderedNotes>()));
    }

    /// <summary>The database is out of reach from now on for what is written.</summary>
    public void Refuse() => Before = (verb, _) =>
    {
        if (verb is not ("get" or "list")) throw new HostUnavailableException(new TimeoutException());
    };

    public Task PutAsync(string channel, string key, string value, CancellationToken cancel) => First("put", key)._notes.PutAsync(channel, key, value, cancel);

    public Task<bool> AddAsync(string channel, string key, string value, DateTimeOffset? keepUntil, CancellationToken cancel) =>
        First("add", key)._notes.AddAsync(channel, key, value, keepUntil, cancel);

    public Task<bool> SwapAsync(string channel, string key, string value, string by, CancellationToken cancel) => First("swap", key)._notes.SwapAsync(channel, key, value, by, cancel);

    public Task RemoveAsync(string channel, string key, CancellationToken cancel) => First("remove", key)._notes.RemoveAsync(channel, key, cancel);

    public Task<string?> GetAsync(string channel, string key, CancellationToken cancel) => First("get", key)._notes.GetAsync(channel, key, cancel);

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string channel, string prefix, int most, CancellationToken cancel) =>
        First("list", prefix)._notes.ListAsync(channel, prefix, most, cancel);

    public Task<IReadOnlyList<KeyValuePair<string, string>>> NextAsync(string channel, string prefix, string after, int most, CancellationToken cancel) =>
        First("list", prefix)._notes.NextAsync(channel, prefix, after, most, cancel);

    private HinderedNotes First(string verb, string key)
    {
        Before?.Invoke(verb, key);
        return this;
    }
}
