using System.Text.Json;
using BotCoach.Channels;

namespace BotCoach.CrashHost;

/// <summary>
/// A platform in a file, which outlives a killed process: what was accepted stands there, a line each. It lets itself be looked up, or not.
/// </summary>
public sealed class FilePlatform(string file, bool mayBeLookedUp, Action<string> point) : IChannel
{
    private readonly Lock _one = new();

    public string Name => "file";

    public Pace Pace => new(10_000, TimeSpan.Zero);

    public Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        var reference = Guid.NewGuid().ToString("N");
        return AcceptAsync(new Accepted("send", delivery.Id, to.User, reference, message.Words), new Sent(reference));
    }

    public Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel) =>
        AcceptAsync(new Accepted("edit", "", to.User, reference, message.Words), new Sent(reference));

    public Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        if (!mayBeLookedUp) return Task.FromResult<FindResult>(new CannotTell());
        var there = Read(file).FirstOrDefault(a => a.Delivery == deliveryId);
        return Task.FromResult<FindResult>(there is null ? new NotThere() : new Found(there.Reference));
    }

    public Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel) =>
        Task.FromResult<ReachResult>(new Reachable(new Address(Name, team, person.Id)));

    /// <summary>Everything the platform accepted, in order.</summary>
    public static IReadOnlyList<Accepted> Read(string file) =>
        File.Exists(file) ? [.. File.ReadAllLines(file).Select(line => JsonSerializer.Deserialize<Accepted>(line)!)] : [];

    private Task<SendResult> AcceptAsync(Accepted accepted, Sent sent)
    {
        lock (_one)
        {
            point("before the platform accepts");
            File.AppendAllText(file, JsonSerializer.Serialize(accepted) + "\n");
            point(accepted.Kind == "send" ? CrashPoints.AfterAccepting : "after the platform accepted an edit");
        }
        return Task.FromResult<SendResult>(sent);
    }
}

/// <summary>A line of the platform's file.</summary>
public sealed record Accepted(string Kind, string Delivery, string User, string Reference, string Words);
