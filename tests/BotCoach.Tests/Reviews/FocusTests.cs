using BotCoach.Channels;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Reviews;

/// <summary>What a rep works on is between the rep and the manager. It is Monday 2 March 2026, nine o'clock.</summary>
public sealed class FocusTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_manager_sets_it_its_rep_sees_it_and_the_follow_up_is_the_managers_reminder(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        await house.Mona.TypesAsync("focus");
        house.Mona.Sees("Rita (no focus yet)");
        await house.Mona.TypesAsync("focus rita");
        house.Mona.Sees("Rita has no focus yet");
        await SetAsync(house, "Set a focus", "Asking what it costs", "Ends each call with a day");
        house.Mona.Sees("You are reminded on Mon 16 Mar");
        await house.Rita.TypesAsync("focus");
        house.Rita.Sees("Skill: Asking what it costs");
        house.Rita.Sees("Only the two of you see this.");
        house.Rita.CannotPress("Add to it");
        await house.Host.JumpToAsync(TestBook.Now.AddDays(14).AddHours(1));
        Assert.Contains("Look at the focus with Rita", house.Mona.LastMessage!.Words, StringComparison.Ordinal);
        await house.Mona.TypesAsync("focus rita");
        await house.Mona.PressesAsync("Add to it");
        await house.Mona.FillsAsync(("notes", "Asked twice, got a figure"));
        await house.Rita.TypesAsync("focus");
        house.Rita.Sees("Asked twice, got a figure");
        Assert.Single(await house.Host.ReadAsync(db => db.CoachingFocuses.ToListAsync()));
    }

    [Fact]
    public async Task Nobody_else_sees_it_not_even_an_admin()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync("focus rita");
        await SetAsync(house, "Set a focus", "Asking what it costs", "Ends each call with a day");
        await house.Ada.TypesAsync("focus rita");
        house.Ada.Sees("Nobody who reports to you is called “rita”.");
        await house.Ada.TypesAsync("focus back");
        house.Ada.DoesNotSee("Asking what it costs");
        await house.Ada.PressesAsync(house.Mona.LastMessage!, new Button("Open", "focus.show", $"{house.Rita.PersonId}"));
        house.Ada.Sees("A coaching focus is between a rep and their manager.");
        await house.Sam.PressesAsync(house.Mona.LastMessage!, new Button("Set", "focus.set", $"{house.Rita.PersonId}"));
        house.Sam.Sees("A coaching focus is between a rep and their manager.");
        Assert.Equal(2, await house.Host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.What == "refused: a coaching focus")));
        // another manager begins anew, and reads nothing of what was between the two before
        await house.Host.DoAsync(async s =>
        {
            var db = (BotCoachDb)s.GetService(typeof(BotCoachDb))!;
            (await db.People.SingleAsync(p => p.Id == house.Rita.PersonId)).ManagerId = house.Ada.PersonId;
        });
        await house.Ada.TypesAsync("focus rita");
        house.Ada.Sees("Rita has no focus yet");
        await house.Mona.TypesAsync("focus back");
        house.Mona.DoesNotSee("Asking what it costs");
    }

    [Fact]
    public async Task A_new_one_takes_its_place_and_a_look_back_shows_what_was_noted_in_the_quarter()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        await house.Mona.TypesAsync("focus rita");
        await SetAsync(house, "Set a focus", "Asking what it costs", "Ends each call with a day", ("notes", "Asked twice"));
        await house.Host.JumpToAsync(TestBook.Now.AddDays(3));
        await house.Mona.TypesAsync("focus rita");
        await SetAsync(house, "A new focus", "Speaking less", "Waits three seconds");
        Assert.Equal(1, await house.Host.ReadAsync(db => db.Reminders.CountAsync(r => r.State == BotCoach.Reminders.ReminderState.Open)));
        foreach (var reader in new[] { house.Mona, house.Rita })
        {
            await reader.TypesAsync("focus back");
            reader.Sees("Notes: Asked twice");
            reader.Sees("Skill: Speaking less");
        }
        await house.Sam.TypesAsync("focus back");
        house.Sam.Sees("No focus was set since");
        await house.Host.JumpToAsync(TestBook.Now.AddDays(120));
        await house.Mona.TypesAsync("focus back");
        house.Mona.DoesNotSee("Asked twice");
        house.Mona.Sees("Speaking less");
    }

    [Theory]
    [InlineData("skill", "tbd", "Write it in a few words")]
    [InlineData("follow-up", "2026-02-27", "That day has passed.")]
    [InlineData("follow-up", "soon", "Write a day as 2026-03-02.")]
    public async Task What_is_no_focus_is_told_at_its_field(string field, string value, string said)
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync("focus rita");
        await SetAsync(house, "Set a focus", "Asking what it costs", "Ends each call with a day", (field, value));
        house.Mona.Sees(said);
        Assert.Empty(await house.Host.ReadAsync(db => db.CoachingFocuses.ToListAsync()));
    }

    /// <summary>A focus that is looked at again on Monday 16 March.</summary>
    private static async Task SetAsync(DealHouse house, string press, string skill, string habit, params (string, string)[] more)
    {
        await house.Mona.PressesAsync(press);
        await house.Mona.FillsAsync([("skill", skill), ("habit", habit), ("follow-up", "2026-03-16"), .. more]);
    }
}
