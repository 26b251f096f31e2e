using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.CrashHost;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels;

/// <summary>The README's tour, walked in a fake platform that survives, while the host behind it is killed as fate will have it.</summary>
internal abstract class KilledTour(TestDatabase database, TourClock clock, MortalHost host, Random random) : IAsyncDisposable
{
    /// <summary>Who works at the sample's company, and in which zone.</summary>
    protected static readonly (string Name, string Zone)[] Staff =
        [("Maya Chen", "Europe/London"), ("Jonas Weber", "Europe/Berlin"), ("Priya Nair", "Europe/London"), ("Tom Okafor", "Europe/London")];

    public TestDatabase Database => database;
    public IReadOnlyList<Death> Deaths => host.Deaths;

    /// <summary>How many acts of people the walk has.</summary>
    public int Acts { get; private set; }

    /// <summary>How often somebody did something once more that had got no answer.</summary>
    public abstract int DoneAgain { get; }

    /// <summary>How often a file was, among that.</summary>
    public virtual int SharedAgain => 0;

    public abstract Intruder Intruder { get; }

    /// <summary>What this walk is told from others by.</summary>
    public virtual string How => "";

    /// <summary>Whether the host may look up what the platform took.</summary>
    public abstract bool MayLook { get; }

    protected abstract ITourDriver Driver { get; }

    /// <summary>Every message of the bot's that stands at the platform, by its delivery, oldest first.</summary>
    public abstract ILookup<string, Copy> Standing();

    /// <summary>What is to stand there of this message.</summary>
    public abstract string Written(OutgoingMessage row);

    /// <summary>Whether a message of this key answers what somebody did: its id is in it.</summary>
    public abstract bool IsAnswer(string key);

    /// <summary>Walks it; after one act in five, <paramref name="withIntruder"/>, somebody does what nobody may.</summary>
    public async Task WalkAsync(bool withIntruder)
    {
        await ArriveAsync();
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(Driver, async step =>
        {
            if (step.Verb is not ("type" or "press" or "submit" or "share")) return;
            Acts++;
            if (withIntruder && random.Next(5) == 0) await Intruder.TryAsync();
        });
    }

    /// <summary>How many points a walk passed that nobody killed.</summary>
    public async Task<WalkSize> SizeAsync(TimeSpan took)
    {
        var counts = (await host.DoAsync("count")).Split(' ');
        return new WalkSize(int.Parse(counts[0]), int.Parse(counts[1]), took);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await CloseAsync();
        await database.DisposeAsync();
        clock.Dispose();
    }

    /// <summary>A database with the sample's company in it, which is at home in this team.</summary>
    protected static async Task<TestDatabase> NewAsync(Db kind, string channel, string team, TourClock clock)
    {
        var database = await Databases.NewAsync(kind);
        await using var app = App.Build(["--ConnectionStrings:BotCoach", database.ConnectionString]);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<BotCoachDb>(), clock.Shared.Now);
        await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("sample", now);
        db.Installations.Add(new Installation { Channel = channel, ExternalId = team, WorkspaceId = SamplePipeline.WorkspaceId, Name = "Northwind", AddedAt = now });
        await db.SaveChangesAsync();
        return database;
    }

    /// <summary>What people do before they can walk it.</summary>
    protected virtual Task ArriveAsync() => Task.CompletedTask;

    /// <summary>The platform is needed no more.</summary>
    protected abstract ValueTask CloseAsync();

    protected Task SettleAsync() => host.DoAsync("settle");

    protected async Task JumpAsync(string name, LocalJump jump)
    {
        var target = jump == LocalJump.Week ? clock.Shared.Now.AddDays(7).UtcTicks : long.Parse(await host.DoAsync($"morning {name}"));
        await host.DoAsync($"jump {target}");
    }
}

/// <summary>A message as it stands at the platform.</summary>
/// <param name="Chat">In which conversation.</param>
/// <param name="Reference">By which it is known there, in the order in which they came.</param>
/// <param name="Content">What it says, as <see cref="KilledTour.Written"/> has it.</param>
internal sealed record Copy(string Chat, string Reference, string Content);

/// <summary>The clock of one tour, in a file of its own: a Monday, after the dates that stand in the tour's file.</summary>
internal sealed class TourClock : IDisposable
{
    public TourClock() => Shared = new SharedClock(File) { Now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero) };

    public string File { get; } = Path.GetTempFileName();

    public SharedClock Shared { get; }

    public void Dispose()
    {
        Shared.Dispose();
        System.IO.File.Delete(File);
    }
}
