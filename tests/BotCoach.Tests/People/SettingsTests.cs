using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Tests.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.People;

/// <summary>A person's own zone, hours and days, on every channel.</summary>
public sealed class SettingsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task They_are_shown_and_changed_in_a_form_and_the_brief_comes_by_them(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("/coach settings");
        foreach (var words in new[] { "Etc/UTC", "9:00 to 17:30", "Mon to Fri", "9:00 on your working days" }) rita.Sees(words);
        var epoch = await host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync());
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("zone", "America/New_York"), ("start", "7.15"), ("end", "0:00"), ("days", "2,3,7"));
        Assert.IsType<Nothing>(rita.LastReply);
        foreach (var words in new[] { "America/New_York", "7:15 to 0:00 on the next day", "Tue, Wed and Sun" }) rita.Sees(words);
        Assert.Single(rita.Chat);
        Assert.Equal(epoch + 1, await host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync()));
        await host.JumpToAsync(At("2026-03-04T08:00:00Z"));
        Assert.Equal(At("2026-03-03T12:15:00Z"), Assert.Single(rita.Briefs()).SentAt); // Tuesday, not Monday 9:00 UTC
        var place = await host.ReadAsync(db => db.EpochPlaces.SingleAsync());
        Assert.Equal((epoch + 1, null), (place.Epoch, place.DealId)); // all were judged again
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_begins_earlier_from_now_on_gets_todays_brief_and_no_second_one(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("settings");
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("start", "7:30"));
        await host.RunDueAsync();
        Assert.Single(rita.Briefs()); // it is 8:00
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("start", "8:30"));
        await host.JumpToAsync(At("2026-03-02T18:00:00Z"));
        Assert.Single(rita.Briefs());
    }

    [Fact]
    public async Task What_cannot_be_is_said_at_each_field_and_nothing_is_changed()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("settings");
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("zone", "Germany/Berln"), ("start", "25:00"), ("end", ""), ("days", ""));
        foreach (var words in new[] { "Europe/Berlin", "start: Write a time of day", "end: Write a time of day", "days: Choose at least one day." }) rita.Sees(words);
        await rita.FillsAsync(("start", "9:00"), ("end", "9:00"));
        rita.Sees("end: This is when your day starts.");
        Assert.Equal(new LocalTime(17, 30), (await host.ReadAsync(db => db.People.SingleAsync())).WorkEnd);
        Assert.Equal(1, await host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync()));
    }

    [Fact]
    public async Task A_zone_that_was_chosen_stays_whatever_the_platform_says_and_an_emptied_one_does_not()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = house.Team.AddUser("Rita Ray", "Europe/Lisbon");
        var driver = house.Driver();
        await driver.AsAsync(rita.RealName);
        foreach (var (typed, kept) in new[] { ("Asia/Tokyo", "Asia/Tokyo"), ("", "Europe/Paris") })
        {
            await driver.TypeAsync("/coach settings");
            await driver.PressAsync("Change", null);
            await driver.FillAsync("Time zone", typed);
            await driver.SubmitAsync();
            rita.Zone = "Europe/Paris";
            await house.Sender.UserChangedAsync(rita);
            Assert.Equal(kept, (await house.ReadAsync(db => db.People.SingleAsync())).Zone);
        }
    }

    [Theory]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("New York", "America/New_York")]
    [InlineData("Europe/Pris", "Europe/Paris")]
    [InlineData("tokio", "Asia/Tokyo")]
    [InlineData("US/Los Angeles", "America/Los_Angeles")]
    public void The_nearest_zones_are_found_by_city_or_by_whole_name(string typed, string expected) => Assert.Contains(expected, SettingsRules.Near(typed));

    [Theory]
    [InlineData("9:00", 9, 0)]
    [InlineData("09:05", 9, 5)]
    [InlineData("9", 9, 0)]
    [InlineData("17.30", 17, 30)]
    [InlineData("5:30 pm", 17, 30)]
    [InlineData("8am", 8, 0)]
    public void Times_are_read_as_people_write_them(string typed, int hour, int minute)
    {
        var fields = new Dictionary<string, string> { ["start"] = typed, ["end"] = "23:59", ["days"] = "1" };
        Assert.Equal(new LocalTime(hour, minute), SettingsRules.Read(fields.GetValueOrDefault, new LocalDate(2026, 3, 2)).Time?.Start);
    }

    [Theory]
    [InlineData(0b0011111, "Mon to Fri")]
    [InlineData(0b1111111, "Mon to Sun")]
    [InlineData(0b1000001, "Mon and Sun")]
    [InlineData(0b0000100, "Wed")]
    public void Days_are_said_shortly(int days, string words) => Assert.Equal(words, SettingsMessage.Days(days));
}
