using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotCoach.Benchmarks;

/// <summary>A platform that takes everything at once; the attempts that it is told to, it throttles or refuses.</summary>
internal sealed class NoChannel : IChannel
{
    private long _attempts;

    public string Name => "none";
    public Pace Pace { get; } = new(1e9, TimeSpan.Zero);
    public Action? Taken { get; set; }

    /// <summary>Of a hundred attempts, two are to be tried again and one is refused for good.</summary>
    public bool HasTroubles { get; set; }

    public Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        Taken?.Invoke();
        var attempt = HasTroubles ? Interlocked.Increment(ref _attempts) % 100 : -1;
        return Task.FromResult<SendResult>(attempt switch
        {
            0 or 50 => new TryAgain(TimeSpan.FromSeconds(1), "ratelimited"),
            25 => new GaveUp(FaultKind.OurBug, "invalid_blocks"),
            _ => new Sent(delivery.Id),
        });
    }

    public Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel) => Task.FromResult<SendResult>(new Sent(reference));

    public Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel) => Task.FromResult<FindResult>(new CannotTell());

    public Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel) => Task.FromResult<ReachResult>(new NotReachable());
}

/// <summary>The product's own host on one company of 100,000 people, each at work around the clock, with a chat on <see cref="NoChannel"/>; nothing goes on by itself.</summary>
internal sealed class OutboxCompany : IAsyncDisposable
{
    public const int People = 100_000;
    private readonly List<Guid> _people = [];
    private readonly List<string> _briefs = [];
    private Guid _workspace;
    private int _made;

    private OutboxCompany(WebApplication app) => App = app;

    public WebApplication App { get; }
    public NoChannel Channel { get; } = new();
    public OutboxSender Sender => App.Services.GetRequiredService<OutboxSender>();

    /// <summary>What the messages say, as it is stored.</summary>
    public IReadOnlyList<string> Contents => _briefs;

    public static async Task<OutboxCompany> FoundAsync(string connection)
    {
        OutboxCompany? company = null;
        var app = BotCoach.App.Build(["--ConnectionStrings:BotCoach", connection], builder =>
        {
            foreach (var own in builder.Services.Where(s => s.ServiceType == typeof(IHostedService)).ToList()) builder.Services.Remove(own);
            builder.Services.AddSingleton<IChannel>(_ => company!.Channel);
            builder.Logging.SetMinimumLevel(LogLevel.Error);
        });
        company = new OutboxCompany(app);
        await BotCoach.App.PrepareAsync(app);
        await company.PeopleAsync();
        return company;
    }

    /// <summary>Adds messages in commits of 1,000, each person's turn after the other's; an hour ahead if they are to wait.</summary>
    public async Task EnqueueAsync(int many, bool wait, int each = 1_000)
    {
        for (var from = 0; from < many; from += each) await InAsync(db => db.AddManyAsync([.. Enumerable.Range(0, Math.Min(each, many - from)).Select(_ => New(wait))], default));
    }

    public Task CleanAsync() => InAsync(async db => await db.Database.ExecuteSqlRawAsync("truncate outgoing_message cascade"));

    public async Task VacuumAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Database.SetCommandTimeout(600);
        await db.Database.ExecuteSqlRawAsync("vacuum analyze");
    }

    public async Task<string> StatesAsync()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(_workspace);
        var states = await db.OutgoingMessages.Where(m => m.TriedAt != null || m.SentAt != null || m.NotBefore == null).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return string.Join(", ", states.Select(s => $"{s.Key} {s.Count}"));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private OutgoingMessage New(bool wait)
    {
        var (now, n) = (TimeProvider.System.GetUtcNow(), _made++);
        return new OutgoingMessage
        {
            WorkspaceId = _workspace, Id = OrderedId.Next(now), Key = $"brief:{_people[n % People]}:{n}", PersonId = _people[n % People], Content = _briefs[n % _briefs.Count],
            Lane = Lane.Brief, CreatedAt = now, NotBefore = wait ? now.AddHours(2).AddMilliseconds(n) : now.AddSeconds(-5),
        };
    }

    private Task PeopleAsync() => InAsync(async db =>
    {
        var now = TimeProvider.System.GetUtcNow();
        db.Workspaces.Add(new Workspace { Id = db.WorkspaceId, Name = "Bench", CreatedAt = now });
        db.Installations.Add(new Installation { Channel = Channel.Name, ExternalId = "T1", WorkspaceId = db.WorkspaceId, Name = "Bench", AddedAt = now });
        await db.SaveChangesAsync();
        for (var n = 0; n < People; n++) _people.Add(Guid.CreateVersion7(now));
        await db.AddManyAsync([.. _people.Select((id, n) => new Person { WorkspaceId = db.WorkspaceId, Id = id, Name = $"Rep {n}", CreatedAt = now, SeenOn = $"{Channel.Name}/T1/U{n:000000}", WorkStart = default, WorkEnd = default, WorkDays = 0b1111111 })], default);
        await db.AddManyAsync([.. _people.Select((id, n) => new Identity
        {
            WorkspaceId = db.WorkspaceId, Channel = Channel.Name, Team = "T1", ExternalId = $"U{n:000000}", PersonId = id, Conversation = $"D{n:000000}", LastSeenAt = now,
        })], default);
        for (var n = 0; n < 1_000; n++) _briefs.Add(Brief(new Random(n)).ToJson());
    });

    /// <summary>A morning's brief of three deals, each with its reason and its buttons.</summary>
    private static Message Brief(Random random)
    {
        var rows = Enumerable.Range(0, 3).Select(_ => new Row($"Acme {random.Next(100_000)}: nobody has answered for {random.Next(5, 40)} days, and the next step was due on {random.Next(1, 28)} March. {Words(random)}",
            [new Button("nudge.done", "Done", $"{Guid.NewGuid()}"), new Button("nudge.snooze", "Tomorrow", $"{Guid.NewGuid()}")])).ToArray();
        return Message.Of("Three deals need you today", new Heading("Good morning"), new Rows(rows), new Paragraph("Everything else can wait: /coach today shows the rest."));
    }

    private static string Words(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 14)).Select(_ => "the buyer asked for it "));

    private async Task InAsync(Func<BotCoachDb, Task> workAsync)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        if (_workspace == default) _workspace = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        db.Scope.Enter(_workspace);
        await using var transaction = await db.BeginAsync(default);
        await workAsync(db);
        await transaction.CommitAsync();
    }
}
