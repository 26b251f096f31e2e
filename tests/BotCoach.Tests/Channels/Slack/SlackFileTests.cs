using BotCoach.Channels.Slack;
using BotCoach.Channels;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Files that somebody shares: what may be mended is tried again, what may not is said, and nothing of them stays on this machine.</summary>
public sealed class SlackFileTests
{
    private static readonly byte[] Deals = "Name\nAcme"u8.ToArray();

    [Fact]
    public async Task A_file_that_does_not_come_now_is_fetched_later()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value.FilesTimeout = TimeSpan.FromMilliseconds(300);
        foreach (var trouble in (Trouble[])[Trouble.SilentBefore, Trouble.TooMany(1), Trouble.Status(503), Trouble.CutBefore]) house.Slack.Troubles.Next("file", trouble);
        await rita.ShareAsync("deals.csv", Deals);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(0, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
            house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value.FilesTimeout = TimeSpan.FromSeconds(40);
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await house.Host.App.Services.GetRequiredService<SlackLater>().SweepAsync(default);
        }
        Assert.Equal(1, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
    }

    [Fact]
    public async Task A_file_that_is_gone_or_may_not_be_read_is_said_at_once()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        house.Slack.Troubles.Next("file", Trouble.Status(404));
        await rita.ShareAsync("deals.csv", Deals);
        await rita.ExpectAsync("deals.csv is not in Slack any more.");
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        house.Slack.Troubles.Next("file", Trouble.Status(403));
        await rita.ShareAsync("deals.csv", Deals);
        await rita.ExpectAsync("Slack does not let me read deals.csv.");
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        await house.Sender.ShareAsync(rita.User, [.. Enumerable.Range(1, 11).Select(i => ($"{i}.csv", Deals))]);
        await house.SettleAsync();
        await rita.ExpectAsync("That is 11 files at once, and I take 10.");
    }

    [Fact]
    public async Task A_file_that_is_larger_than_it_says_is_not_read_to_its_end()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await house.Sender.ShareAsync(rita.User, ("deals.csv", Deals));
        var (api, to) = (house.Host.App.Services.GetRequiredService<SlackApi>(), new MemoryStream());
        var file = house.Slack.World.Files.Values.Single();
        Assert.Equal(SlackReturn.TooLarge, await api.DownloadAsync(house.Team.BotToken, file.Download.ToString(), to, Deals.Length - 1, default));
        Assert.True((await api.DownloadAsync(house.Team.BotToken, file.Download.ToString(), to, Deals.Length, default)).Ok);
        Assert.Equal(Deals, to.ToArray());
    }

    [Fact]
    public async Task Nobody_else_finds_a_fetched_file_and_it_is_read_as_often_as_needed()
    {
        using var fetched = new FetchedFiles();
        var place = fetched.NewPlace();
        Assert.False(File.Exists(place.Name));
        await place.WriteAsync(Deals);
        await place.FlushAsync();
        fetched.Add("deals.csv", place);
        for (var i = 0; i < 2; i++)
        {
            await using var stream = await fetched.Files.Single().OpenAsync(default);
            using var read = new MemoryStream();
            await stream.CopyToAsync(read);
            Assert.Equal(Deals, read.ToArray());
        }
    }
}
