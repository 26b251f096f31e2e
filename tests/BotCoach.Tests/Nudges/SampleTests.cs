using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Nudges;

/// <summary>The sample: believable, made once, and with something of each kind for tomorrow's brief.</summary>
public sealed class SampleTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_sample_is_made_once_with_its_people_and_a_deal_in_every_stage(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await MakeAsync(host);
        await MakeAsync(host);
        await using var db = await OpenAsync(host);
        Assert.Equal([Role.Admin, Role.Manager, Role.Rep, Role.Rep], (await db.People.ToListAsync()).Select(p => p.Role).OrderDescending());
        var deals = await db.Deals.ToListAsync();
        Assert.Equal(16, deals.Count);
        Assert.Equal(6, deals.Where(d => d.IsOpen).Select(d => d.StageId).Distinct().Count());
        Assert.Contains(deals, d => d.Account == "Acme");
        Assert.Equal(deals.Count, deals.Select(d => d.Account).Distinct().Count());
        Assert.Contains(deals, d => d.Status == DealStatus.Won);
        Assert.Contains(deals, d => d.Status == DealStatus.Lost);
        Assert.All(await db.DealEvents.ToListAsync(), e => Assert.True(e.HappenedAt <= host.Clock.Now, $"{e.Kind} happens in the future"));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task On_whatever_day_it_is_made_the_next_briefs_say_something_of_each_kind(int daysOn)
    {
        var clock = new FakeClock(OneDeal.At("2026-03-02T13:00:00Z").AddDays(daysOn));
        await using var host = await CoachHost.StartAsync(Db.Sqlite, clock: clock);
        await MakeAsync(host);
        var (maya, jonas) = (await DriverAsync(host, SampleDeals.Maya), await DriverAsync(host, SampleDeals.Jonas));
        await host.JumpToAsync(new WorkCalendar(NodaTime.DateTimeZoneProviders.Tzdb["Europe/London"], new WorkingHours(new(9, 0), new(17, 30), 31)).NextStart(clock.Now));
        var brief = Assert.Single(maya.Briefs());
        Assert.Contains(brief.Labels, l => l == "Show 2 more");
        await maya.PressesAsync("Show 2 more");
        var words = maya.LastMessage!.Words.Split(BriefMessage.ListTitle)[0];
        foreach (var said in new[] { "No next step with Acme since", "You agreed this with Borealis Health", "Cobalt Freight has been in Qualification", "Dunmore Foods was to close", "Everline Insurance has proven all" })
            Assert.Contains(said, words);
        Assert.DoesNotContain("Fairview", words);
        Assert.DoesNotContain("Granite", words);
        Assert.Single(jonas.Briefs());
        Assert.DoesNotContain("Lumen", jonas.LastMessage!.Words.Split(BriefMessage.ListTitle)[0]);
    }

    [Fact]
    public async Task The_ready_deal_advances_from_the_brief_in_one_tap()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await MakeAsync(host);
        var maya = await DriverAsync(host, SampleDeals.Maya);
        await maya.TypesAsync("brief");
        await maya.PressesAsync("Show 2 more");
        await maya.PressesAsync("Move to Solution alignment");
        maya.Sees("Settled: Everline Insurance is in Solution alignment");
        await host.RunDueAsync();
        Assert.Single(maya.Chat);
    }

    private static async Task MakeAsync(CoachHost host)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var work = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("fake", host.Clock.Now);
        await db.SaveChangesAsync();
        await work.CommitAsync();
    }

    private static async Task<Driver> DriverAsync(CoachHost host, string name)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        var person = await db.People.SingleAsync(p => p.Name == name);
        var user = name.Split(' ')[0].ToLowerInvariant();
        await scope.ServiceProvider.GetRequiredService<Roster>().IntroduceAsync(person.Id, new Address("fake", SamplePipeline.Team, user, $"chat-{user}"), host.Clock.Now);
        await db.SaveChangesAsync();
        return new Driver(host, person.Id, new Caller("fake", SamplePipeline.Team, user) { Name = name });
    }

    private static Task<BotCoachDb> OpenAsync(CoachHost host) => Task.FromResult(host.Database.Open(SamplePipeline.WorkspaceId));
}
