using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Reminders;

/// <summary>Reminders come when they were chosen to, once. It is Monday 2 March 2026, 8:00 UTC; work is 9:00 to 17:30.</summary>
public sealed class ReminderRunTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_chosen_time_is_kept_to_the_minute_also_outside_working_hours(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me Saturday 23:15 check the launch");
        await host.JumpToAsync(At("2026-03-08T12:00:00Z"));
        var reminder = Assert.Single(rita.Due());
        Assert.Equal(At("2026-03-07T23:15:00Z"), reminder.SentAt);
        Assert.Equal(["Done", "In 1 hour", "Mon 9 Mar"], reminder.Labels); // Monday is the next working day
        Assert.Equal(Lane.Answer, (await host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Key.StartsWith("remind:")))).Lane);
        await rita.PressesAsync("Done");
        Assert.Contains("Done: check the launch", rita.Due()[0].Words);
        Assert.Empty(rita.Due()[0].Labels);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_day_is_to_bring_comes_in_one_message_with_its_work_or_the_next_working_days(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita", zone: "Europe/Berlin");
        await rita.TypesAsync("remind me on Thursday to call Bob");
        await rita.TypesAsync("remind me in 3 days to call Eve");
        await rita.TypesAsync("remind me on Saturday to read up");
        await host.JumpToAsync(At("2026-03-08T23:00:00Z"));
        var thursday = Assert.Single(rita.Due());
        Assert.Equal(At("2026-03-05T08:00:00Z"), thursday.SentAt);
        Assert.StartsWith("Your reminders for Thursday", thursday.Words);
        Assert.Contains("call Bob", thursday.Words);
        Assert.Contains("call Eve", thursday.Words);
        await host.JumpToAsync(At("2026-03-09T08:00:00Z"));
        Assert.Contains("It was due Sat 7 Mar.", rita.Due()[1].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_has_a_brief_finds_the_days_list_in_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme"); // whose stage has a task for the next day
        await rita.TypesAsync("remind me on Tuesday to call Bob");
        await rita.TypesAsync("remind me every day to look at the forecast");
        await rita.TypesAsync("remind me Tuesday 9:00 to check the launch"); // a time of day comes by itself
        await host.JumpToAsync(At("2026-03-03T17:00:00Z"));
        Assert.Equal(2, rita.Briefs().Count);
        var brief = rita.Briefs()[1];
        Assert.Equal(At("2026-03-03T09:00:00Z"), brief.SentAt);
        Assert.Contains("Rita, 4 things matter today.", brief.Words);
        Assert.Contains("On your list for today:", brief.Words);
        Assert.Contains("call Bob", brief.Words);
        Assert.Contains("look at the forecast", brief.Words);
        Assert.Equal("check the launch", Assert.Single(rita.Due()).Message.Blocks.OfType<Rows>().Single().Items[0].Text.Words);
        await rita.PressesAsync(brief, DoneOf(brief, "call Bob"));
        Assert.Contains("Done: call Bob", rita.Briefs()[1].Words);
        Assert.Contains("Rita, 3 of 4 left.", rita.Briefs()[1].Words);
        await rita.TypesAsync("brief");
        var copy = rita.Chat[^1]; // which has the rest
        await rita.PressesAsync(copy, DoneOf(copy, "look at the forecast"));
        Assert.Contains("Done: look at the forecast", rita.Chat[^1].Words);
        Assert.Contains("Done: call Bob", rita.Chat[^1].Words);
    }

    private static Button DoneOf(Shown message, string reminder) =>
        message.Message.Blocks.OfType<Rows>().SelectMany(r => r.Items).Single(r => r.Text.Words == reminder).Buttons.Single(b => b.Label == "Done");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_with_nothing_but_the_list_has_a_brief_of_that(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("reminders");
        await rita.PressesAsync("Done"); // the task that its stage had for Tuesday
        await rita.TypesAsync("remind me on Tuesday to call Bob");
        await host.JumpToAsync(At("2026-03-03T17:00:00Z"));
        var brief = Assert.Single(rita.Listed());
        Assert.Equal(At("2026-03-03T09:00:00Z"), brief.SentAt);
        Assert.Contains("Rita, one thing matters today.", brief.Words);
        Assert.Equal("On your list: call Bob.", brief.Message.Fallback);
        await rita.PressesAsync("Done");
        Assert.Contains("All settled, Rita.", rita.Listed()[0].Words);
        Assert.Empty(rita.Due());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_asked_for_the_brief_before_the_day_began_gets_the_list_by_itself(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await rita.TypesAsync("remind me on Tuesday to call Bob");
        await host.JumpToAsync(At("2026-03-03T08:00:00Z"));
        await rita.TypesAsync("brief");
        Assert.DoesNotContain("call Bob", rita.Briefs()[^1].Words);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        Assert.Equal(At("2026-03-03T09:00:00Z"), Assert.Single(rita.Due()).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_an_hour_and_tomorrow_bring_it_back(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me at 10:00 call Bob");
        await host.JumpToAsync(At("2026-03-02T10:00:00Z"));
        await rita.PressesAsync("In 1 hour");
        rita.Sees("Back on Monday 2 March 2026 at 11:00: call Bob");
        await host.JumpToAsync(At("2026-03-02T11:00:00Z"));
        await rita.PressesAsync("Tomorrow");
        rita.Sees("Back on Tuesday 3 March 2026 at 11:00: call Bob");
        await host.JumpToAsync(At("2026-03-05T11:00:00Z"));
        Assert.Equal([At("2026-03-02T10:00:00Z"), At("2026-03-02T11:00:00Z"), At("2026-03-03T11:00:00Z")], rita.Due().Select(m => m.SentAt));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_press_says_how_it_was_settled(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me at 10:00 call Bob");
        await host.JumpToAsync(At("2026-03-02T10:00:00Z"));
        var (shown, done) = (rita.Due()[0], rita.Due()[0].Message.AllButtons.First());
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => rita.PressesAsync(shown, done)));
        await rita.PressesAsync(shown, done);
        rita.Sees("Done: call Bob");
        Assert.Equal(ReminderState.Done, (await host.ReadAsync(db => db.Reminders.SingleAsync())).State);
        Assert.Single(rita.Due());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_cancelled_while_it_was_due_does_not_come(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me at 10:00 call Bob");
        host.Clock.JumpTo(At("2026-03-02T10:00:00Z"));
        await rita.PressesAsync("Cancel");
        await host.RunDueAsync();
        Assert.Empty(rita.Due());
        Assert.Empty(await host.ReadAsync(db => db.PersonDues.ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_instances_show_each_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var reps = new List<Driver>();
        for (var i = 0; i < 5; i++) reps.Add(await host.RepAsync($"Rep{i}"));
        foreach (var rep in reps)
        {
            await rep.TypesAsync("remind me at 10:00 call Bob");
            await rep.TypesAsync("remind me every day 10:00 look at the forecast");
        }
        await using var other = await host.StartAnotherAsync();
        host.Clock.JumpTo(At("2026-03-02T10:00:00Z"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run((i % 2 == 0 ? host : other).RunDueAsync)));
        await host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.All(reps, r => Assert.Equal(2, r.Due().Count));
        Assert.Equal(15, await host.ReadAsync(db => db.Reminders.CountAsync())); // five, five that repeat, and the five times that these came
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_downtime_a_repeated_one_comes_once_and_says_when_it_was_due(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me every day 10:00 to look at the forecast");
        host.Clock.JumpTo(At("2026-03-05T11:30:00Z")); // four times slept through
        await host.RunDueAsync();
        Assert.Contains("It was due today at 10:00.", Assert.Single(rita.Due()).Words);
        await host.JumpToAsync(At("2026-03-06T10:00:00Z"));
        Assert.Equal(2, rita.Due().Count);
        Assert.Contains("It came again since: look at the forecast", rita.Due()[0].Words); // nobody answered
        Assert.DoesNotContain("It was due", rita.Due()[1].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_day_was_to_bring_and_was_slept_through_waits_for_work(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me on Tuesday to call Bob");
        host.Clock.JumpTo(At("2026-03-03T22:00:00Z"));
        await host.RunDueAsync();
        Assert.Empty(rita.Due());
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        Assert.Contains("It was due yesterday.", Assert.Single(rita.Due()).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_travels_keeps_the_wall_clock_of_what_repeats_and_the_instant_of_what_does_not(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita", zone: "Europe/Berlin");
        await rita.TypesAsync("remind me Wednesday 16:00 call Bob");
        await rita.TypesAsync("remind me every day 9:30 look at the forecast");
        await rita.TypesAsync("remind me on Thursday to call Eve");
        await host.JumpToAsync(At("2026-03-02T12:00:00Z"));
        await host.DoAsync(async s =>
        {
            (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == rita.PersonId)).Zone = "America/New_York";
            await s.GetRequiredService<PersonClocks>().CalendarChangedAsync(rita.PersonId, host.Clock.Now);
        });
        await rita.TypesAsync("reminders");
        await host.JumpToAsync(At("2026-03-02T13:00:00Z"));
        await rita.TypesAsync("reminders");
        rita.Sees("call Bob, Wednesday 4 March 2026 at 10:00"); // the same instant
        await host.JumpToAsync(At("2026-03-05T15:00:00Z"));
        Assert.Equal(At("2026-03-04T15:00:00Z"), rita.Due().Single(m => m.Words.Contains("call Bob")).SentAt);
        Assert.Equal(At("2026-03-03T14:30:00Z"), rita.Due().Where(m => m.Words.Contains("forecast")).ElementAt(1).SentAt);
        Assert.Equal(At("2026-03-05T14:00:00Z"), rita.Due().Single(m => m.Words.Contains("call Eve")).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_turns_out_to_be_somebody_else_is_reminded_there(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, twin) = (await host.RepAsync("Rita"), await host.RepAsync("Twin"));
        await twin.TypesAsync("remind me at 10:00 call Bob");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == twin.PersonId)).MergedInto = rita.PersonId);
        await host.JumpToAsync(At("2026-03-02T10:00:00Z"));
        Assert.Empty(twin.Due());
        Assert.Equal(At("2026-03-02T10:00:00Z"), Assert.Single(rita.Due()).SentAt);
    }

    [Fact]
    public async Task What_repeats_keeps_its_wall_clock_while_the_clocks_change()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita", zone: "Europe/Berlin");
        await host.JumpToAsync(At("2026-03-27T12:00:00Z"));
        await rita.TypesAsync("remind me every day at 02:30 to look at the launch");
        await host.JumpToAsync(At("2026-03-30T12:00:00Z"));
        Assert.Equal([At("2026-03-28T01:30:00Z"), At("2026-03-29T01:30:00Z"), At("2026-03-30T00:30:00Z")], rita.Due().Select(m => m.SentAt)); // 29 March has no 2:30: 3:30
    }

    [Fact]
    public async Task The_month_ends_where_it_ends()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me every month on the 31st at 10:00 to send the numbers");
        await host.JumpToAsync(At("2026-06-01T00:00:00Z"));
        Assert.Equal(["03-31", "04-30", "05-31"], rita.Due().Select(m => m.SentAt.ToString("MM-dd", null)));
    }
}

internal static class DueMessages
{
    /// <summary>The messages that brought reminders, by themselves or with a brief, oldest first.</summary>
    public static IReadOnlyList<Shown> Listed(this Driver person) => [.. person.Chat.Where(m => person.Due().Contains(m) || m.Words.Contains(BriefMessage.ListTitle))];

    /// <summary>The reminders that came by themselves, oldest first.</summary>
    public static IReadOnlyList<Shown> Due(this Driver person) => [.. person.Chat.Where(m => m.Words.StartsWith("Reminder", StringComparison.Ordinal) || m.Words.StartsWith("Your reminders for", StringComparison.Ordinal))];
}
