using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Reminders;

/// <summary>A reminder in Slack and in Teams, as each platform shows it. It is Monday 23 November 2026, 8:00 in London.</summary>
public sealed class RemindPlatformTests
{
    private static readonly DateTimeOffset HalfPastNine = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task In_Slack_a_chosen_time_is_kept_also_while_nobody_is_to_be_disturbed()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        var maya = await house.InSlackAsync("Maya Chen");
        await Tour.Parse(
            """
            type /coach remind me at 9:30 call Acme's CFO
            expect I will remind you on Monday 23 November 2026 at 09:30: call Acme's CFO
            press It is about Acme
            expect About Acme
            """).RunAsync(maya);
        maya.User.Quiet = (HalfPastNine.AddHours(-1), HalfPastNine.AddHours(3));
        await house.Host.JumpToAsync(HalfPastNine);
        await house.SettleAsync();
        Assert.DoesNotContain(maya.Chat, m => m.Words.Contains("Your brief for", StringComparison.Ordinal)); // that one waits
        await Tour.Parse(
            """
            expect Reminder
            press In 1 hour
            expect Back on Monday 23 November 2026 at 10:30
            type /coach reminders
            press Done beside call Acme's CFO
            """).RunAsync(maya);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Fact]
    public async Task In_Teams_it_is_set_changed_and_done()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await house.JoinAsync();
        var maya = await house.InTeamsAsync("Maya Chen");
        await Tour.Parse(
            """
            type remind me every Monday at 9:15 to look at the forecast
            expect every Monday at 09:15, next on Monday 23 November 2026
            press Change
            fill When = every Monday 9:30
            submit
            expect every Monday at 09:30
            """).RunAsync(maya);
        await house.Host.JumpToAsync(HalfPastNine);
        await house.SettleAsync();
        await Tour.Parse(
            """
            expect look at the forecast
            press Done
            expect Done: look at the forecast
            type reminders
            press Skip this one
            expect next on Monday 7 December 2026
            press Stop repeating
            """).RunAsync(maya);
        Assert.Empty(house.Teams.OurBugs);
    }
}
