using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.CrashHost;

/// <summary>
/// The spine at work, to be killed anywhere: people press and type, each act makes an answer and edits a board, the sender follows.
/// Acts carry numbers; an act whose reply was returned is noted as acknowledged, as a platform would.
/// </summary>
public static class SpineRun
{
    public const int People = 3;
    public const int Acts = 12;
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Workspace = Guid.Parse("01900000-0000-7000-8000-000000000001");

    /// <summary>Runs all acts that are not acknowledged yet, sends what is due, and prints how many crash points it passed.</summary>
    public static async Task<int> RunAsync(string connection, string folder, bool lookups, int dieAt, int minutesLater)
    {
        var points = new CrashPoints(dieAt);
        await using var app = Build(connection, folder, lookups, points, Start.AddMinutes(minutesLater));
        await App.PrepareAsync(app);
        await SeedAsync(app.Services);
        points.Begin();
        await ActAsync(app.Services, folder);
        await app.Services.GetRequiredService<ChoreRunner>().RunUntilQuietAsync([], Start.AddMinutes(minutesLater), default);
        Console.WriteLine($"passed {points.Count}");
        return 0;
    }

    public static string PlatformFile(string folder) => Path.Combine(folder, "platform.jsonl");

    public static string AckFile(string folder) => Path.Combine(folder, "acknowledged.txt");

    private static WebApplication Build(string connection, string folder, bool lookups, CrashPoints points, DateTimeOffset now) =>
        App.Build([$"--ConnectionStrings:BotCoach={connection}", "--Playground:Enabled=false"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.RemoveAll<IHostedService>();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new StandingClock(now)));
            builder.Services.AddSingleton<IChannel>(new FilePlatform(PlatformFile(folder), lookups, points.Pass));
            builder.Services.Replace(ServiceDescriptor.Singleton(new RouteTable().Command<Board>("note", "", (board, turn) => board.NoteAsync(turn))));
            builder.Services.AddScoped<Board>();
            builder.Services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(points, points.Statements()));
            builder.Services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(points, points.Statements()));
        });

    private static async Task SeedAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(Workspace);
        if (await db.Workspaces.AnyAsync()) return;
        db.Workspaces.Add(new Workspace { Id = Workspace, Name = "Crash test", CreatedAt = Start });
        db.Installations.Add(new Installation { Channel = "file", ExternalId = "team", WorkspaceId = Workspace, Name = "Crash test", AddedAt = Start });
        await db.SaveChangesAsync();
    }

    private static async Task ActAsync(IServiceProvider services, string folder)
    {
        var inbox = services.GetRequiredService<IInbox>();
        var known = File.Exists(AckFile(folder)) ? File.ReadAllLines(AckFile(folder)) : [];
        for (var act = 1; act <= Acts; act++)
        {
            if (known.Contains($"{act}")) continue;
            var caller = new Caller("file", "team", $"u{act % People}") { Name = $"Person {act % People}" };
            await inbox.ReceiveAsync(new CommandTyped($"act-{act}", caller, $"note {act}"), default);
            await File.AppendAllTextAsync(AckFile(folder), $"{act}\n");
            if (act % 4 == 0) await services.GetRequiredService<ChoreRunner>().SendAsync(default);
        }
    }

    /// <summary>What an act does: an answer of its own, and the person's board, which counts.</summary>
    public sealed class Board(Outbox outbox)
    {
        public async Task<Reply> NoteAsync(Turn turn)
        {
            await outbox.AnswerAsync(turn, Message.Say($"Noted {turn.Value}"));
            var key = $"board:{turn.Person.Id}";
            var before = (await outbox.FindAsync(key))?.Content is { } json ? Message.FromJson(json).Words : "Board:";
            await outbox.ShowAsync(turn.Person.Id, key, Message.Say($"{before} {turn.Value}"), turn.Now);
            return Reply.None;
        }
    }

    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
