using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

/// <summary>A host with a small company: Rita and Sam report to Mona, Otto to nobody, Ada is the admin. The process is <see cref="TestBook"/>.</summary>
internal sealed class DealHouse : IAsyncDisposable
{
    public required CoachHost Host { get; init; }
    public required Driver Rita { get; init; }
    public required Driver Sam { get; init; }
    public required Driver Otto { get; init; }
    public required Driver Mona { get; init; }
    public required Driver Ada { get; init; }

    /// <summary>Nine o'clock: whoever is told something is at work.</summary>
    public Task AtWorkAsync() => Host.JumpToAsync(TestBook.Now.AddHours(1));

    public static Task<DealHouse> OpenAsync(Db kind, StageBook? book = null, params string[] settings) => OpenAsync(kind, book, null, settings);

    public static async Task<DealHouse> OpenAsync(Db kind, StageBook? book, Action<IServiceCollection>? adjust, params string[] settings)
    {
        var host = await CoachHost.StartAsync(kind, adjust, settings: settings);
        var mona = await host.ManagerAsync("Mona");
        await host.DoAsync(s =>
        {
            TestBook.Publish(s.GetRequiredService<BotCoachDb>(), book);
            return Task.CompletedTask;
        });
        return new DealHouse
        {
            Host = host, Mona = mona, Rita = await host.RepAsync("Rita", mona), Sam = await host.RepAsync("Sam", mona), Otto = await host.RepAsync("Otto"),
            Ada = await host.AdminAsync("Ada"),
        };
    }

    public async Task<Guid> DealAsync(Driver owner, string name, Action<Deal>? adjust = null, params Stakeholder[] people)
    {
        var deal = TestBook.Deal(name, owner.PersonId, Host.WorkspaceId);
        adjust?.Invoke(deal);
        await Host.DoAsync(async s =>
        {
            s.GetRequiredService<DealLedger>().Add(deal, TestBook.Click(owner.PersonId), TestBook.Now.AddDays(-3));
            var db = s.GetRequiredService<BotCoachDb>();
            await db.SaveChangesAsync();
            foreach (var p in people)
                db.Stakeholders.Add(new Stakeholder { WorkspaceId = Host.WorkspaceId, Id = p.Id, DealId = deal.Id, Name = p.Name, Role = p.Role, Department = p.Department });
        });
        return deal.Id;
    }

    public Task<Deal> ReadAsync(Guid id) => Host.ReadAsync(db => db.Deals.AsNoTracking().FirstAsync(d => d.Id == id));

    public Task<List<DealEvent>> EventsAsync(Guid id) => Host.ReadAsync(db => db.DealEvents.AsNoTracking().Where(e => e.DealId == id).OrderBy(e => e.Seq).ToListAsync());

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
