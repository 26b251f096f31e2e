using BotCoach.Channels;
using BotCoach.Reminders;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Reminders;

/// <summary>Setting, listing, changing and cancelling reminders in chat. It is Monday 2 March 2026, 8:00 UTC.</summary>
public sealed class RemindChatTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_reminder_is_said_back_in_full_and_listed(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach remind me Thursday 9:00 call Acme's CFO");
        rita.Sees("I will remind you on Thursday 5 March 2026 at 09:00: call Acme's CFO");
        await rita.TypesAsync("remind me to look at the forecast every Monday at 9");
        rita.Sees("I will remind you every Monday at 09:00, next on Monday 2 March 2026: look at the forecast");
        await rita.SaysAsync("remind me on Saturday to read up on Acme");
        rita.Sees("It comes on Monday 9 March 2026, your next working day.");
        await rita.TypesAsync("reminders");
        rita.Sees("Your 3 reminders");
        rita.Sees("call Acme's CFO, Thursday 5 March 2026 at 09:00");
        rita.Sees("look at the forecast, every Monday at 09:00");
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_with_two_examples()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me to call Acme's CFO");
        rita.Sees("I find no day and no time in “to call Acme's CFO”. For example: remind me Thursday 9:00 call Acme's CFO, or remind me to send the recap in 3 days.");
        await rita.TypesAsync("remind me Thursday 9:00");
        rita.Sees("Of what shall I remind you?");
        await rita.TypesAsync("remind");
        rita.Sees("When, and of what?");
        await rita.TypesAsync("remind me today 7:00 to call");
        rita.Sees("has passed: it is Monday 2 March 2026 at 08:00 where you are.");
        await rita.TypesAsync("reminders");
        rita.Sees("You have no reminders.");
        Assert.Empty(await host.ReadAsync(db => db.Reminders.ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_is_changed_by_a_form_and_cancelled_by_a_tap(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me tomorrow 9:00 call Bob");
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("when", "Thursday 25:00"));
        rita.Sees("“25:00” is no time of day.");
        await rita.FillsAsync(("when", "Friday 15:00"), ("what", "call Bob's boss"));
        rita.Sees("I will remind you on Friday 6 March 2026 at 15:00: call Bob's boss");
        await host.JumpToAsync(At("2026-03-06T14:59:59Z"));
        Assert.Single(rita.Chat);
        await rita.TypesAsync("reminders");
        await rita.PressesAsync("Cancel");
        rita.Sees("You have no reminders.");
        await host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Equal(ReminderState.Cancelled, (await host.ReadAsync(db => db.Reminders.SingleAsync())).State);
        Assert.DoesNotContain(rita.Chat, m => m.Words.StartsWith("Reminder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deal_that_the_words_name_is_offered_and_never_tied_by_itself()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        var acme = await host.DealAsync(rita, "Acme");
        await host.DealAsync(rita, "Acme Labs");
        await host.DealAsync(tom, "Borealis");
        await rita.TypesAsync("remind me Tuesday 9:00 call Acme's CFO");
        Assert.Null((await host.ReadAsync(db => db.Reminders.SingleAsync())).DealId);
        await rita.PressesAsync("It is about Acme");
        rita.Sees("About Acme.");
        Assert.Equal(acme, (await host.ReadAsync(db => db.Reminders.SingleAsync())).DealId);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        var reminder = rita.Chat.Last(m => m.Words.Contains("call Acme's CFO", StringComparison.Ordinal));
        await rita.PressesAsync(reminder, reminder.Message.AllButtons.First(b => b.Label == "Show the deal"));
        rita.Sees("Acme rollout");
        await rita.TypesAsync("remind me Friday 9:00 compare Acme with Acme Labs"); // two are named
        rita.CannotPress("It is about Acme");
        await rita.TypesAsync("remind me Friday 9:00 to ask about Borealis"); // not Rita's
        rita.CannotPress("It is about Borealis");
        await rita.TypesAsync("remind me Friday 9:00 about Acmeology");
        rita.CannotPress("It is about Acme");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_one_is_skipped_once_however_often_it_is_pressed_and_stopped(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("remind me every Monday 10:00 to look at the forecast");
        var (card, skip) = (rita.LastMessage!, rita.LastMessage!.Message.AllButtons.Single(b => b.Label == "Skip this one"));
        await rita.PressesAsync(card, skip);
        await rita.PressesAsync(card, skip);
        rita.CanPress("Skip this one");
        Assert.Contains("next on Monday 9 March 2026", rita.LastMessage!.Words);
        await host.JumpToAsync(At("2026-03-09T09:59:00Z"));
        Assert.Single(rita.Chat);
        await host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.StartsWith("Reminder", rita.LastMessage!.Words);
        await rita.TypesAsync("reminders");
        await rita.PressesAsync("Stop repeating");
        await host.JumpAsync(TimeSpan.FromDays(15));
        Assert.Single(rita.Chat, m => m.Words.StartsWith("Reminder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_elses_reminder_cannot_be_touched()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        await rita.TypesAsync("remind me tomorrow 9:00 call Bob");
        var id = (await host.ReadAsync(db => db.Reminders.SingleAsync())).Id;
        foreach (var verb in new[] { "remind.done", "remind.hour", "remind.tomorrow", "remind.cancel", "remind.change", "remind.skip", "remind.tie" })
        {
            await tom.PressesAsync(rita.LastMessage!, new Button("x", verb, $"{id}"));
            tom.Sees("That reminder is not one of yours");
        }
        Assert.True((await host.ReadAsync(db => db.Reminders.SingleAsync())) is { IsOpen: true, Every: null, DealId: null, DueOn.Day: 3 });
    }
}
