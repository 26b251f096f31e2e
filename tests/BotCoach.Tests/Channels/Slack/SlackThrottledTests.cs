using BotCoach.Tests.Harness;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>HTTP 429 holds one method in one workspace, and nothing else.</summary>
public sealed class SlackThrottledTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_workspace_that_has_to_wait_waits_alone_and_for_that_method_alone(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var other = await house.AddCompanyAsync("T0OTHER", "Other Ltd");
        other.AddUser("Sam Stranger");
        var (maya, sam) = (await house.AtAsync("Maya Chen"), await house.AtAsync("Sam Stranger"));
        await maya.TypeAsync("/coach help");
        await sam.TypeAsync("/coach");
        var (mayas, sams, began, north) = (maya.Chat.Count, sam.Chat.Count, house.Clock.Now, house.Team.BotToken);
        house.Slack.Troubles.Whim = call => call.Method == "chat.postMessage" && call.Token == north ? Trouble.TooMany(60) : null;
        await maya.TypeAsync("/coach Acme");
        house.Slack.Troubles.Whim = null;
        var asked = Asked();
        await sam.TypeAsync("/coach help");
        await sam.ExpectAsync("What you can type");
        Assert.Equal((mayas, sams + 1), (maya.Chat.Count, sam.Chat.Count));
        // Another method, in the workspace that waits.
        await maya.OpenHomeAsync();
        Assert.NotNull(maya.User.Home);
        await house.Host.JumpToAsync(began.AddSeconds(59));
        Assert.Equal((mayas, asked), (maya.Chat.Count, Asked()));
        await house.Host.JumpToAsync(began.AddSeconds(65));
        Assert.Equal((mayas + 1, asked + 1), (maya.Chat.Count, Asked()));

        int Asked() => house.Slack.CallsOf("chat.postMessage").Count(c => c.Token == north);
    }
}
