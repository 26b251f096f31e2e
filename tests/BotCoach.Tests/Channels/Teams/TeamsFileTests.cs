using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Files that somebody shares in their chat: fetched from where Teams keeps them, and from nowhere else; what may pass is tried again.</summary>
public sealed class TeamsFileTests
{
    private static readonly byte[] Deals = "Name\nAcme"u8.ToArray();

    [Fact]
    public async Task Deals_are_imported_from_a_file_that_is_shared()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var tom = await house.AtAsync("Tom Okafor");
        await tom.ShareAsync("tour-deals.csv");
        await tom.ExpectAsync("checked, nothing written yet");
        await tom.PressAsync("Import 2 deals", null);
        await tom.ExpectAsync("imported");
        Assert.Equal(ImportState.Done, (await house.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync())).State);
        Assert.Equal(2, await house.ReadAsync(db => db.Deals.CountAsync(d => d.Name == "Pilot" || d.Name == "Store rollout")));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_file_that_does_not_come_now_is_fetched_later_and_once()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var tom = await house.AtAsync("Tom Okafor");
        var options = house.Host.App.Services.GetRequiredService<TeamsOptions>();
        foreach (var trouble in (TeamsTrouble[])[TeamsTrouble.TooMany(1), TeamsTrouble.Status(503), TeamsTrouble.CutBefore]) house.Teams.Troubles.Next("file", trouble);
        await tom.ShareAsync("deals.csv", Deals);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(1, await house.Host.SweepAsync());
        }
        Assert.Equal(1, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
        Assert.Equal(0, await house.Host.SweepAsync());
        Assert.Equal(200, (await house.Sender.RedeliverAsync()).Status);
        await house.QuietAsync();
        Assert.Equal(1, await house.ReadAsync(db => db.ImportRuns.CountAsync()));

        options.FilesTimeout = TimeSpan.FromMilliseconds(300);
        house.Teams.Troubles.Next("file", TeamsTrouble.SilentBefore);
        await tom.ShareAsync("slow.csv", Deals);
        Assert.Equal(1, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
    }

    [Fact]
    public async Task What_cannot_be_fetched_is_said_at_once()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var tom = await house.AtAsync("Tom Okafor");
        house.Teams.Troubles.Next("file", TeamsTrouble.Status(404));
        await tom.ShareAsync("deals.csv", Deals);
        await tom.ExpectAsync("I could not fetch deals.csv from Teams. Please share it again.");
        await house.Sender.ShareAsync(tom.User, [.. Enumerable.Range(1, 11).Select(i => ($"{i}.csv", Deals))]);
        await house.SettleAsync();
        await tom.ExpectAsync("That is 11 files at once, and I take 10. Please share them a few at a time.");
        Assert.Single(house.Teams.CallsOf("file"));
        Assert.Equal(0, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
    }

    [Fact]
    public async Task A_file_that_lies_elsewhere_than_with_Teams_is_not_fetched()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var tom = await house.AtAsync("Tom Okafor");
        foreach (var address in (JsonNode?[])[
            "https://evil.example/deals.csv", "https://contoso.sharepoint.com.evil.example/deals.csv", "https://contoso-my.sharepoint.com@evil.example/deals.csv", "https://169.254.169.254/latest/meta-data",
            "file:///etc/passwd", "", null, 5])
        {
            var activity = house.Sender.Activities.Shared(tom.User, tom.Room, house.Teams.World.NewId(), [house.Teams.Files.Add("deals.csv", Deals)]);
            activity["attachments"]![0]!["content"]!["downloadUrl"] = address;
            Assert.Equal(200, (await house.Sender.TellAsync(activity)).Status);
            await house.SettleAsync();
            Assert.Contains("I could not fetch deals.csv from Teams. Please share it again.", tom.Chat[^1].WordsFor(tom.User));
        }
        Assert.Equal(8, tom.Chat.Count(p => p.WordsFor(tom.User).Contains("I could not fetch", StringComparison.Ordinal)));
        Assert.Empty(house.Teams.CallsOf("file"));
        Assert.Equal(0, await house.Host.SweepAsync());
    }
}
