using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>A company with so many open deals, judged already: their files, their nudges, and when each is due next.</summary>
internal static class SweepCompany
{
    public const int Owners = 1_000;
    private const int Chunk = 10_000;

    public static async Task SeedAsync(string connection, int deals, int owners = Owners)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var now = CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow());
        var workspace = Guid.CreateVersion7(now);
        var sweep = await InUnitAsync(app, workspace, s => FoundAsync(s, workspace, deals, owners, now));
        for (var made = 0; made < deals; made += Chunk)
        {
            var files = Enumerable.Range(0, Math.Min(Chunk, deals - made)).Select(_ => sweep.Next()).ToList();
            await InUnitAsync(app, workspace, async s =>
            {
                var db = s.GetRequiredService<BotCoachDb>();
                var owners = await s.GetRequiredService<Calendars>().OfAsync([.. files.Select(f => f.Deal.OwnerId).Distinct()]);
                await AddAsync(db, [.. files.Select(f => (f, NudgeRules.Judge(f, SweepDeals.GapOf(f.Deal), owners[f.Deal.OwnerId], now)))], now);
                return made;
            });
        }
        await RunAsync(connection, "vacuum analyze");
    }

    public static async Task<long> RunAsync(string connection, string sql)
    {
        await using var session = new NpgsqlConnection(connection);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand(sql, session) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync() is { } one and not DBNull ? Convert.ToInt64(one, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<SweepDeals> FoundAsync(IServiceProvider services, Guid workspace, int deals, int owners, DateTimeOffset now)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(new Workspace { Id = workspace, Name = "Bench", Zone = "Europe/Berlin", CreatedAt = now });
        var people = Enumerable.Range(0, owners).Select(i => new Person { WorkspaceId = workspace, Id = OrderedId.Next(now), Name = $"Rep {i}", CreatedAt = now }).ToList();
        db.People.AddRange(people);
        // nobody is to be given a brief while something else is measured
        db.PersonDues.AddRange(people.Select(p => new PersonDue { WorkspaceId = workspace, PersonId = p.Id, Kind = PersonDueKind.Brief, At = now.AddDays(30) }));
        var shelf = services.GetRequiredService<StageShelf>();
        await shelf.EnsureBuiltInAsync(now);
        await db.SaveChangesAsync();
        var version = await shelf.ChooseAsync("mid-market", null, null);
        return new SweepDeals(new Random(20_260_320 + deals), version, await shelf.OpenAsync(version.ProcessId, version.Number), [.. people.Select(p => p.Id)], now);
    }

    private static async Task AddAsync(BotCoachDb db, List<(DealFile File, Judgement Judged)> deals, DateTimeOffset now)
    {
        // who belongs to whom is right by how it is made
        await db.Database.ExecuteSqlRawAsync("set local session_replication_role = replica");
        await db.AddManyAsync([.. deals.Select(d => d.File.Deal)], default);
        await db.AddManyAsync([.. deals.Select(d => SweepDeals.FirstOf(d.File.Deal))], default);
        await db.AddManyAsync([.. deals.SelectMany(d => d.File.Answers)], default);
        await db.AddManyAsync([.. deals.SelectMany(d => d.File.Stakeholders)], default);
        await db.AddManyAsync([.. deals.SelectMany(d => d.File.Artifacts)], default);
        await db.AddManyAsync([.. deals.SelectMany(d => SweepDeals.SaidOf(d.File))], default);
        await db.AddManyAsync([.. deals.SelectMany(d => d.Judged.Signals.Select(s => NudgeOf(d.File.Deal, s, now)))], default);
        await db.AddManyAsync([.. deals.Select(d => new DealDue
        {
            WorkspaceId = db.WorkspaceId, DealId = d.File.Deal.Id, OwnerId = d.File.Deal.OwnerId, At = d.Judged.NextAt, Revision = 1, Epoch = 1,
        })], default);
    }

    private static Nudge NudgeOf(Deal deal, Signal signal, DateTimeOffset now) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Rule = signal.Rule, Occurrence = signal.Occurrence, PersonId = deal.OwnerId, Id = OrderedId.Next(now), StageId = deal.StageId,
        Severity = signal.Severity, Since = signal.Since, ThresholdDays = signal.ThresholdDays, FoundAt = now,
    };

    private static async Task<T> InUnitAsync<T>(WebApplication app, Guid workspace, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await work(scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }
}
