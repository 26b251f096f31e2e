using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>No surprise: before a manager hears of a neglected deal, its owner sees the exact words and the hour, and can act first.</summary>
public sealed class EscalationTests
{
    /// <summary>The brief shows it on Monday at nine; a working day has eight and a half hours, and the template tells after forty, with eight of notice.</summary>
    private static readonly DateTimeOffset PreviewAt = At("2026-03-05T15:30:00Z");

    private static readonly DateTimeOffset TellsAt = At("2026-03-06T15:00:00Z");

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owner_sees_the_words_and_the_hour_and_the_manager_then_hears_just_that(Db kind)
    {
        var (host, rita, mona, _) = await NeglectedAsync(kind);
        await using var __ = host;
        await host.JumpToAsync(PreviewAt.AddMinutes(-1));
        Assert.DoesNotContain(rita.Chat, m => m.Words.Contains("I would tell", StringComparison.Ordinal));
        await host.JumpToAsync(PreviewAt.AddMinutes(1));
        var preview = rita.Chat.Single(m => m.Words.Contains("I would tell", StringComparison.Ordinal));
        Assert.Contains("Tomorrow at 15:00 I would tell Mona this", preview.Words, StringComparison.Ordinal);
        Assert.Contains("Rita, Acme: No next step with Acme", preview.Words, StringComparison.Ordinal);
        await host.JumpToAsync(TellsAt.AddMinutes(-2));
        Assert.DoesNotContain(mona.Chat, m => m.Words.Contains("Acme", StringComparison.Ordinal));
        await host.JumpToAsync(TellsAt.AddMinutes(2));
        var words = (await host.ReadAsync(db => db.Escalations.SingleAsync())).Words!;
        Assert.Contains(words, preview.Words, StringComparison.Ordinal);
        Assert.Contains(mona.Chat, m => m.Words.Contains(words, StringComparison.Ordinal));
        Assert.Contains(rita.Chat, m => m.Words.Contains("Mona was told, in these words.", StringComparison.Ordinal) && !m.Labels.Any());
        await mona.PressesAsync("Noted");
        mona.Sees("Noted: Rita, Acme");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Put_right_before_the_hour_nobody_is_told_and_the_message_says_so(Db kind)
    {
        var (host, rita, mona, acme) = await NeglectedAsync(kind);
        await using var _ = host;
        await host.JumpToAsync(PreviewAt.AddMinutes(1));
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call Dana", host.Today().PlusDays(5)), DealEventKind.NextStepSet);
        await host.RunDueAsync();
        Assert.Contains(rita.Chat, m => m.Words.Contains("Settled: nobody was told.", StringComparison.Ordinal) && !m.Labels.Any());
        await host.JumpToAsync(TellsAt.AddDays(4));
        Assert.DoesNotContain(mona.Chat, m => m.Words.Contains("Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_owner_says_goes_along()
    {
        var (host, rita, mona, _) = await NeglectedAsync(Db.Sqlite);
        await using var __ = host;
        await host.JumpToAsync(PreviewAt.AddMinutes(1));
        await rita.PressesAsync("Add my side…");
        await rita.FillsAsync(("said", "n/a"));
        rita.Sees("Say in a sentence");
        await rita.FillsAsync(("said", "Dana is on leave until the 12th"));
        rita.Sees("Your side goes along");
        await host.JumpToAsync(TellsAt.AddMinutes(2));
        Assert.Contains(mona.Chat, m => m.Words.Contains("Dana is on leave until the 12th", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handed_off_the_manager_hears_nothing_of_the_one_who_had_it()
    {
        var (host, rita, mona, _) = await NeglectedAsync(Db.Sqlite);
        await using var __ = host;
        var sam = await host.RepAsync("Sam", mona);
        await host.JumpToAsync(PreviewAt.AddMinutes(1));
        await rita.PressesAsync("Hand off");
        await rita.FillsAsync(("to", $"{sam.PersonId}"));
        await host.JumpToAsync(TellsAt.AddMinutes(5));
        Assert.DoesNotContain(mona.Chat, m => m.Words.Contains("Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Snoozed_it_is_put_off_and_the_owner_hears_of_it_first_again()
    {
        var (host, rita, mona, _) = await NeglectedAsync(Db.Sqlite);
        await using var __ = host;
        await host.JumpToAsync(PreviewAt.AddMinutes(1));
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("In 3 working days");
        Assert.Contains(rita.Chat, m => m.Words.Contains("Put off until Tue 10 Mar", StringComparison.Ordinal));
        await host.JumpToAsync(TellsAt.AddDays(3));
        // the digest of a Monday names every open deal, and escalates none
        Assert.DoesNotContain(mona.Chat, m => m.Words.Contains("Acme", StringComparison.Ordinal) && !m.Words.StartsWith("Your people's deals", StringComparison.Ordinal));
        await host.JumpToAsync(At("2026-03-16T17:00:00Z"));
        Assert.Contains(rita.Chat, m => m.Words.Contains("I would tell Mona", StringComparison.Ordinal) || m.Words.Contains("Mona was told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_manager_or_where_the_process_names_no_time_nobody_is_told()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-16T17:00:00Z"));
        Assert.DoesNotContain(rita.Chat, m => m.Words.Contains("I would tell", StringComparison.Ordinal));
        Assert.Equal("There is no manager to tell.", (await host.ReadAsync(db => db.Escalations.SingleAsync())).Why);
    }

    /// <summary>The invariant, over random calendars and deliveries: told only when the notice's working time has passed since the platform took the preview.</summary>
    [Fact]
    public void Nobody_is_ever_told_without_a_preview_delivered_the_named_working_hours_before()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var n = 0; n < 300; n++)
        {
            var hours = new WorkingHours(new LocalTime(random.Next(24), 0), new LocalTime(random.Next(24), 30), 1 + random.Next(127));
            var calendar = new WorkCalendar(DateTimeZoneProviders.Tzdb[Berlin], hours);
            var (after, notice) = (TimeSpan.FromHours(random.Next(1, 60)), TimeSpan.FromHours(random.Next(1, 20)));
            var (state, now, shown) = (EscalationState.Waiting, At("2026-03-02T00:00:00Z"), At("2026-03-02T00:00:00Z"));
            DateTimeOffset? delivered = null;
            for (var step = 0; step < 10_000 && state != EscalationState.Told; step++)
            {
                var next = EscalationRules.Next(state, new EscalationCase(true, shown, after, notice, delivered, true, null, calendar, now));
                if (next is EscalationStep.Tell)
                {
                    Assert.True(delivered is { } at && calendar.WorkingTimeBetween(at, now) >= notice, $"seed {seed}, case {n}");
                    state = EscalationState.Told;
                }
                if (next is EscalationStep.Preview)
                {
                    Assert.True(calendar.IsWorking(now), $"seed {seed}, case {n}");
                    state = EscalationState.Previewed;
                }
                if (next is EscalationStep.Wait wait) Assert.True(wait.At > now, $"seed {seed}, case {n}");
                now = next is EscalationStep.Wait { At: var later } ? later.AddMinutes(random.Next(3)) : now.AddMinutes(1);
                if (state == EscalationState.Previewed && delivered is null && random.Next(4) == 0) delivered = now.AddMinutes(-random.Next(2));
            }
            Assert.True(state == EscalationState.Told, $"seed {seed}, case {n}");
        }
    }

    private static async Task<(CoachHost Host, Driver Rita, Driver Mona, Guid Acme)> NeglectedAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona");
        var rita = await host.RepAsync("Rita", mona);
        return (host, rita, mona, await host.StuckAsync(rita, "Acme"));
    }
}
