using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The mortal host as Slack reaches it. What Slack tells it goes through here.</summary>
/// <param name="slack">The Slack, which survives.</param>
/// <param name="socket">By Socket Mode; else by signed HTTP.</param>
internal sealed class MortalSlackHost(SlackServer slack, TestDatabase database, string[] arguments, bool socket, Fates? fates)
    : MortalHost(database, arguments, fates), ISlackTransport
{
    private static readonly TimeSpan LongestDying = TimeSpan.FromSeconds(60);
    private HttpTransport? _http;

    /// <summary>The way of signed HTTP to the one that lives now.</summary>
    public HttpTransport Http => _http!;

    public async Task<Answer> DeliverAsync(Delivery delivery)
    {
        var life = await ForActAsync();
        var answer = socket ? slack.Sockets.DeliverAsync(delivery) : Http.DeliverAsync(delivery);
        // An event over a socket waits for the next life.
        while (socket && await Task.WhenAny(answer, life.Gone) != answer) life = await LivingAsync();
        if ((await answer).Status == 0) await DyingAsync(life);
        return await answer;
    }

    protected override string Stamp() => slack.World.NewTs();

    protected override void Close() => _http?.Dispose();

    protected override Task NoticedAsync() => slack.Sockets.ClosedAsync();

    protected override async Task OpenAsync(Uri url, HostLife life)
    {
        _http = new HttpTransport(slack, url);
        if (socket && !life.Gone.IsCompleted) await await Task.WhenAny(slack.Sockets.OpenedAsync(), life.Gone);
    }

    /// <summary>No answer came: it is about to be gone, or goes on over another connection.</summary>
    private Task DyingAsync(HostLife life) => socket ? Task.WhenAny(life.Gone, slack.Sockets.OpenedAsync()) : life.Gone.WaitAsync(LongestDying);
}
