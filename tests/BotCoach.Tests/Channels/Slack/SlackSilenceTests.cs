using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Slack does not answer, answers nonsense, wants us to wait with one thing, or does not take a chart.</summary>
public sealed class SlackSilenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<string, Trouble> Troubles = new()
    {
        ["taken and silent"] = Trouble.SilentAfter, ["not taken and silent"] = Trouble.SilentBefore, ["taken and answered too late"] = Trouble.Slow(Patience * 3),
        ["taken and answered by a page"] = Trouble.Garbage,
    };

    public static TheoryData<string> Silences => [.. Troubles.Keys];

    [Theory, MemberData(nameof(Silences))]
    public async Task What_is_not_answered_is_looked_for_and_stands_there_once(string trouble)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: Impatient);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("chat.postMessage", Troubles[trouble]);
        await rita.TypeAsync("/coach help");
        Assert.Equal(MessageState.Uncertain, (await house.RowAsync("help")).State);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        var row = await house.RowAsync("help");
        Assert.Equal((MessageState.Sent, rita.Chat[^1].Ts, false), (row.State, row.Reference, row.WasUncertain));
        Assert.Equal(2, rita.Chat.Count);
        Assert.Single(house.Slack.CallsOf("conversations.history"));
        Assert.Equal(trouble.StartsWith("not", StringComparison.Ordinal) ? 3 : 2, house.Slack.CallsOf("chat.postMessage").Count);
    }

    [Fact]
    public async Task Waiting_with_changes_holds_no_new_message()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach Acme");
        house.Slack.Troubles.Next("response_url", Trouble.Status(404));
        house.Slack.Troubles.Next("chat.update", Trouble.TooMany(30));
        var before = house.Clock.Now;
        await maya.PressAsync("Heard from them", null);
        var card = maya.Chat.Last(m => m.OnlyFor is null);
        await maya.TypeAsync("/coach help");
        await maya.ExpectAsync("What you can type");
        await house.Host.JumpToAsync(before.AddSeconds(28));
        Assert.Single(house.Slack.CallsOf("chat.update"));
        Assert.DoesNotContain("you heard from them", card.Words);
        await house.Host.JumpToAsync(before.AddSeconds(40));
        Assert.Equal(2, house.Slack.CallsOf("chat.update").Count);
        Assert.Contains("you heard from them", card.Words);
    }

    [Fact]
    public async Task Waiting_with_home_tabs_holds_no_message()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("views.publish", Trouble.TooMany(90));
        var before = house.Clock.Now;
        await rita.OpenHomeAsync();
        await rita.TypeAsync("/coach help");
        await rita.ExpectAsync("What you can type");
        await house.Host.JumpToAsync(before.AddSeconds(88));
        Assert.Null(rita.User.Home);
        Assert.Single(house.Slack.CallsOf("views.publish"));
        await house.Host.JumpToAsync(before.AddSeconds(160));
        Assert.NotNull(rita.User.Home);
    }

    [Fact]
    public async Task A_chart_that_a_workspace_does_not_take_is_sent_as_its_numbers()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        await house.ReadAsync(async db =>
        {
            var person = await db.People.SingleAsync();
            db.OutgoingMessages.Add(new OutgoingMessage
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Key = "chart", PersonId = person.Id, Lane = Lane.Brief, NotBefore = house.Clock.Now, CreatedAt = house.Clock.Now,
                Content = Message.Of("Your week", new Chart("Deals by stage", ChartKind.Bars, [new ChartPoint("Discovery", 3), new ChartPoint("Proposal", 2)])).ToJson(),
            });
            return await db.SaveChangesAsync();
        });
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says("invalid_blocks"));
        await house.SettleAsync();
        var calls = house.Slack.CallsOf("chat.postMessage").TakeLast(2).Select(c => c.Args["blocks"]!.ToJsonString()).ToList();
        Assert.Contains("data_visualization", calls[0]);
        Assert.DoesNotContain("data_visualization", calls[1]);
        Assert.Equal(2, rita.Chat.Count);
        foreach (var words in (string[])["Deals by stage", "Discovery: 3", "Proposal: 2"]) Assert.Contains(words, rita.Chat[^1].Words);
        Assert.Equal(MessageState.Sent, (await house.RowAsync("chart")).State);
    }

    private static void Impatient(IServiceCollection services) =>
        ((IOptions<SlackOptions>)services.Single(s => s.ServiceType == typeof(IOptions<SlackOptions>)).ImplementationInstance!).Value.CallTimeout = Patience;
}
