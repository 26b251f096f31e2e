using System.Text.Json.Nodes;
using BotCoach.Tests.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Home;

/// <summary>The home tab in Slack: what stands on it, and that it stays true without being shown too often.</summary>
public sealed class HomeTabTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Opening_it_shows_ones_own_deals_what_is_due_and_ones_settings_and_nobody_elses(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.OpenHomeAsync();
        foreach (var words in new[] { "Your Monday, 23 November", "without a dated next step", "Acme", "Next steps due", "Today's checklist", "still missing", "Europe/London", "9:00 to 17:30", "Mon to Fri" })
            Assert.Contains(words, maya.User.Home!.Words);
        Assert.DoesNotContain("Helios", maya.User.Home!.Words);
        Assert.DoesNotContain("Jonas", maya.User.Home.Words);
        Assert.DoesNotContain("/coach import", maya.User.Home.Words);
        Assert.InRange(maya.User.Home.Blocks.Count, 10, 40);
        Assert.Empty(maya.Chat);

        await house.Sender.RedeliverAsync();
        await maya.OpenHomeAsync();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.Single(Published(house, maya.User));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_changes_elsewhere_is_shown_once_and_within_a_minute_and_never_twice_in_one(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var (maya, priya) = (await house.AtAsync("Maya Chen"), await house.AtAsync("Priya Nair"));
        await maya.OpenHomeAsync();
        await NextStepAsync(priya, "Acme", "Send the plan", "2026-11-24");
        await house.Host.JumpAsync(TimeSpan.FromSeconds(50));
        Assert.Single(Published(house, maya.User));
        await house.Host.JumpAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("Send the plan · tomorrow", maya.User.Home!.Words);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(2, Published(house, maya.User).Count);

        await NextStepAsync(priya, "Acme", "Call Dana", "2026-11-24");
        Assert.Contains("Call Dana · tomorrow", maya.User.Home.Words); // at once, after a quiet while
        await NextStepAsync(priya, "Acme", "Call Luis", "2026-11-24");
        await NextStepAsync(priya, "Acme", "Visit Luis", "2026-11-24");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Visit Luis · tomorrow", maya.User.Home.Words);
        var calls = Published(house, maya.User);
        Assert.Equal(4, calls.Count);
        Assert.All(calls.Zip(calls.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task What_changes_nothing_on_it_is_not_shown()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var (maya, jonas) = (await house.AtAsync("Maya Chen"), await house.AtAsync("Jonas Weber"));
        await maya.OpenHomeAsync();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        await maya.TypeAsync("/coach heard Acme");
        await NextStepAsync(jonas, "Helios", "Send the plan", "2026-11-24");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Single(Published(house, maya.User));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Midnight_in_the_readers_own_zone_changes_its_words(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var (maya, jonas) = (await house.AtAsync("Maya Chen"), await house.AtAsync("Jonas Weber"));
        await maya.OpenHomeAsync();
        await jonas.OpenHomeAsync();
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 11, 23, 23, 0, 5, TimeSpan.Zero));
        Assert.Contains("Tuesday, 24 November", jonas.User.Home!.Words);
        Assert.Contains("Monday, 23 November", maya.User.Home!.Words);
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 11, 24, 0, 0, 5, TimeSpan.Zero));
        Assert.Contains("Tuesday, 24 November", maya.User.Home.Words);
        Assert.Equal(2, Published(house, maya.User).Count);
    }

    [Fact]
    public async Task A_manager_sees_the_teams_and_an_admin_the_companys()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var (priya, tom) = (await house.AtAsync("Priya Nair"), await house.AtAsync("Tom Okafor"));
        await priya.OpenHomeAsync();
        foreach (var words in new[] { "Your team's Monday", "Helios", "Acme", "Maya Chen", "Jonas Weber", "Next steps due" }) Assert.Contains(words, priya.User.Home!.Words);
        Assert.DoesNotContain("Today's checklist", priya.User.Home!.Words);
        Assert.DoesNotContain("/coach import", priya.User.Home.Words);
        await tom.OpenHomeAsync();
        foreach (var words in new[] { "The company's Monday", "/coach import", "/coach join" }) Assert.Contains(words, tom.User.Home!.Words);
        Assert.InRange(tom.User.Home!.Blocks.Count, 10, 40);

        // What a rep does is on the manager's and the admin's too.
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        await NextStepAsync(await house.AtAsync("Maya Chen"), "Acme", "Send the plan", "2026-11-23");
        foreach (var reader in new[] { priya, tom }) Assert.Contains("Send the plan · today · Maya Chen", reader.User.Home!.Words);
    }

    [Fact]
    public async Task Who_has_no_deals_yet_is_told_how_to_begin()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.OpenHomeAsync();
        foreach (var words in new[] { "The company's Monday", "No open deals yet.", "New deal", "Your settings" }) Assert.Contains(words, rita.User.Home!.Words);
        Assert.DoesNotContain("Next steps due", rita.User.Home!.Words);
        await rita.PressAsync("New deal", null);
        Assert.NotNull(rita.User.Modal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Its_buttons_open_a_deal_a_walk_and_the_settings(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.OpenHomeAsync();
        await maya.PressAsync("Open", "Acme");
        await maya.ExpectAsync("Whose turn");
        await maya.PressAsync("Walk it", null);
        await maya.ExpectAsync("What counts");

        await maya.OpenHomeAsync();
        await maya.PressAsync("Change", null);
        await maya.FillAsync("Time zone", "berlin");
        await maya.FillAsync("Your day ends at", "late");
        await maya.SubmitAsync();
        await maya.ExpectAsync("I know no zone “berlin”. The nearest: Europe/Berlin,");
        await maya.ExpectAsync("Write a time of day, like 17:30.");
        await maya.FillAsync("Time zone", "europe/berlin");
        await maya.FillAsync("Your day starts at", "8:30");
        await maya.FillAsync("Your day ends at", "5 pm");
        await maya.FillAsync("Your working days", "Monday, Wednesday, Friday");
        await maya.SubmitAsync();
        Assert.Null(maya.User.Modal);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        foreach (var words in new[] { "Europe/Berlin", "8:30 to 17:00", "Mon, Wed and Fri" }) Assert.Contains(words, maya.User.Home!.Words);
    }

    [Fact]
    public async Task A_home_that_waits_for_its_minute_holds_no_answer_up()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.OpenHomeAsync();
        await maya.TypeAsync("/coach next Acme");
        await maya.FillAsync("What happens next", "Send the plan");
        await maya.FillAsync("On which day", "2026-11-24");
        await house.Sender.SubmitAsync(maya.User, maya.User.Modal!);
        await house.Sender.OpenHomeAsync(maya.User);
        await house.Sender.CommandAsync(maya.User, "Borealis");
        await maya.ExpectAsync("Borealis Health"); // it waits five seconds, and the home a minute
        Assert.Single(Published(house, maya.User));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Published(house, maya.User).Count);
    }

    [Fact]
    public async Task A_value_on_it_that_was_edited_by_hand_is_refused()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var jonas = await house.AtAsync("Jonas Weber");
        await jonas.OpenHomeAsync();
        var acme = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Name.StartsWith("Acme")));
        var element = jonas.User.Home!.Blocks.OfType<JsonObject>().SelectMany(BlockIds.ElementsOf).First(e => e["action_id"]!.ToString() == "deal.show");
        element["value"] = $"{acme.Id}";
        await house.Sender.PressAsync(jonas.User, jonas.User.Home, element);
        await house.SettleAsync();
        Assert.DoesNotContain(jonas.Chat, m => m.Words.Contains("Acme"));
        Assert.Equal("refused: a deal", (await house.ReadAsync(db => db.AuditEntries.SingleAsync())).What);
    }

    private static async Task NextStepAsync(SlackDriver who, string deal, string step, string day)
    {
        await who.TypeAsync($"/coach next {deal}");
        await who.FillAsync("What happens next", step);
        await who.FillAsync("On which day", day);
        await who.SubmitAsync();
    }

    /// <summary>When this person's home was shown.</summary>
    private static List<DateTimeOffset> Published(SlackHouse house, SlackUser user) =>
        [.. house.Slack.CallsOf("views.publish").Where(c => c.Text("user_id") == user.Id).Select(c => c.At)];
}
