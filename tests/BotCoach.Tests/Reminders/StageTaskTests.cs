using BotCoach.Deals;
using BotCoach.Reminders;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Reminders;

/// <summary>What entering a stage puts on the owner's list. It is Monday 2 March 2026, 8:00 UTC.</summary>
public sealed class StageTaskTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Entering_a_stage_puts_its_tasks_on_the_owners_list_due_by_working_days(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        var tasks = await TasksOfAsync(host, acme);
        Assert.NotEmpty(tasks);
        var made = await OpenAsync(host, acme);
        Assert.Equal(tasks.Select(t => (t.Text, Add(host.Today(), t.DueInWorkingDays))).Order(), made.Select(r => (r.Text, r.DueOn)).Order());
        Assert.All(made, r => Assert.Equal((rita.PersonId, null), (r.PersonId, r.DueTime)));
        await rita.TypesAsync("reminders");
        foreach (var task in tasks) rita.Sees(task.Text);
        await host.JumpAsync(TimeSpan.FromDays(14));
        Assert.All(made, r => Assert.Contains(rita.Listed(), m => m.Words.Contains(r.Text) && m.Words.Contains("Acme")));
        Assert.Equal(made.Select(r => r.DueOn).Distinct().Count(), rita.Listed().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_stay_puts_them_there_once_and_another_stay_again(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        var count = (await OpenAsync(host, acme)).Count;
        await rita.TypesAsync("reminders");
        await rita.PressesAsync("Done");
        await host.ChangeAsync(acme, d => d.Amount = 20_000);
        await host.RunDueAsync();
        Assert.Equal(count - 1, (await OpenAsync(host, acme)).Count);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => (d.Status, d.ClosedAt) = (DealStatus.Lost, host.Clock.Now), DealEventKind.Lost);
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host, acme));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => (d.Status, d.ClosedAt) = (DealStatus.Open, null), DealEventKind.Reopened);
        await host.RunDueAsync();
        Assert.Equal(count, (await OpenAsync(host, acme)).Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_says_later_when_the_stay_began_changes_no_list(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("reminders");
        await rita.PressesAsync("Done");
        var open = (await OpenAsync(host, acme)).Select(r => r.Id).Order().ToList();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => (d.StageEnteredAt, d.Amount) = (d.StageEnteredAt.AddDays(-2), 20_000), DealEventKind.Imported);
        await host.RunDueAsync();
        Assert.Equal(open, (await OpenAsync(host, acme)).Select(r => r.Id).Order());
        host.Clock.Advance(TimeSpan.FromHours(1));
        var stage = (await host.ReadDealAsync(acme)).StageId;
        foreach (var to in new[] { "none", stage }) await host.ChangeAsync(acme, d => d.StageId = to, DealEventKind.MovedBack);
        await host.RunDueAsync();
        Assert.Equal(open.Count + 1, (await OpenAsync(host, acme)).Count); // another stay
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Leaving_the_stage_takes_back_what_is_open_and_says_so_where_it_was_shown(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpAsync(TimeSpan.FromDays(14));
        var (old, shown) = (await OpenAsync(host, acme), rita.Listed().Count);
        await host.ChangeAsync(acme, d => d.StageId = "none", DealEventKind.Advanced);
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host, acme));
        Assert.Equal(shown, rita.Listed().Count);
        Assert.All(rita.Listed(), m => Assert.Empty(m.Labels));
        Assert.All(old, r => Assert.Contains(rita.Listed(), m => m.Words.Contains($"No longer needed, since Acme has moved on: {r.Text}")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_owner_inherits_what_is_open(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom", zone: "America/New_York"));
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpAsync(TimeSpan.FromDays(14));
        var open = await OpenAsync(host, acme);
        await host.ChangeAsync(acme, d => d.OwnerId = tom.PersonId, DealEventKind.HandedOver);
        await host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Equal(open.Select(r => r.Id).Order(), (await OpenAsync(host, acme)).Where(r => r.PersonId == tom.PersonId).Select(r => r.Id).Order());
        Assert.Equal(At("2026-03-16T13:00:00Z"), Assert.Single(tom.Listed()).SentAt);
        Assert.All(rita.Listed(), m => Assert.Empty(m.Labels));
        await rita.TypesAsync("reminders");
        rita.Sees("You have no reminders.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_floods_nobody_its_tasks_begin_when_the_deal_is_sorted(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.Triage, d.StageEnteredAt) = (Triage.Waiting, At("2026-01-05T09:00:00Z")));
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.Empty(await OpenAsync(host, acme));
        await host.ChangeAsync(acme, d => d.Triage = Triage.Working, DealEventKind.Triaged);
        await host.RunDueAsync();
        var first = (await TasksOfAsync(host, acme)).Min(t => t.DueInWorkingDays);
        Assert.Equal(Add(new LocalDate(2026, 3, 4), first), (await OpenAsync(host, acme)).Min(r => r.DueOn));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_was_in_its_stage_long_before_we_met_it_brings_none(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.DealAsync(await host.RepAsync("Rita"), "Acme", d => d.StageEnteredAt = At("2026-01-05T09:00:00Z"));
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host, acme));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_parked_deal_begins_when_it_is_no_longer_parked(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.DealAsync(await host.RepAsync("Rita"), "Acme", d => (d.Triage, d.ParkedUntil) = (Triage.Parked, new LocalDate(2026, 3, 16)));
        await host.JumpToAsync(At("2026-03-15T23:00:00Z"));
        Assert.Empty(await OpenAsync(host, acme));
        await host.JumpToAsync(At("2026-03-16T08:00:00Z"));
        Assert.NotEmpty(await OpenAsync(host, acme));
    }

    private static Task<List<Reminder>> OpenAsync(CoachHost host, Guid deal) => host.ReadAsync(db => db.Reminders.Where(r => r.DealId == deal && r.State == ReminderState.Open).ToListAsync());

    private static async Task<IReadOnlyList<StageTask>> TasksOfAsync(CoachHost host, Guid deal)
    {
        IReadOnlyList<StageTask> tasks = [];
        await host.DoAsync(async s =>
        {
            var row = await host.ReadDealAsync(deal);
            tasks = (await s.GetRequiredService<StageShelf>().OpenAsync(row.ProcessId, row.ProcessVersion)).Find(row.StageId)!.Tasks;
        });
        return tasks;
    }

    private static LocalDate Add(LocalDate day, int workingDays)
    {
        for (; workingDays > 0; workingDays--) do day = day.PlusDays(1); while (day.DayOfWeek >= IsoDayOfWeek.Saturday);
        return day;
    }
}
