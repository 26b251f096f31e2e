using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>
/// A message that may have arrived. No bot may read a chat's history, so it is sent once more as soon as Teams answers anything, never a third time, and it is
/// written down that there may be two.
/// </summary>
public sealed class TeamsUncertainTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<string, TeamsTrouble> Fates = new()
    {
        ["taken, then 500"] = TeamsTrouble.ErrorAfterTaking, ["taken, then 504"] = TeamsTrouble.TimeoutAfterTaking, ["taken, then cut"] = TeamsTrouble.CutAfter,
        ["taken, then silent"] = TeamsTrouble.SilentAfter, ["taken, then a page without an id"] = TeamsTrouble.Garbage, ["500"] = TeamsTrouble.Status(500), ["504"] = TeamsTrouble.Status(504),
        ["cut"] = TeamsTrouble.CutBefore, ["silent"] = TeamsTrouble.SilentBefore,
    };

    public static TheoryData<string> Unanswered => [.. Fates.Keys];

    [Theory, MemberData(nameof(Unanswered))]
    public async Task What_got_no_answer_is_sent_once_more_when_Teams_answers_again_and_not_before(string fate)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        if (fate.EndsWith("silent", StringComparison.Ordinal)) house.Host.App.Services.GetRequiredService<TeamsOptions>().CallTimeout = Patience;
        var (stood, sent, over) = (rita.Chat.Count, Sent(), house.Clock.Now.AddMinutes(10));
        house.Teams.Troubles.Next("SendToConversation", Fates[fate]);
        house.Teams.Troubles.Whim = call => call.Method == "GetConversationMember" && house.Clock.Now < over ? TeamsTrouble.Status(503) : null;
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpToAsync(over.AddSeconds(-1));
        Assert.Equal((MessageState.Uncertain, sent + 1), ((await house.RowAsync("note")).State, Sent()));
        await house.Host.JumpToAsync(over.AddMinutes(11));
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.Sent, true, rita.Chat[^1].Id, sent + 2), (row.State, row.WasUncertain, row.Reference, Sent()));
        Assert.Equal(stood + (fate.StartsWith("taken", StringComparison.Ordinal) ? 2 : 1), rita.Chat.Count);

        int Sent() => house.Teams.CallsOf("SendToConversation").Count;
    }

    [Theory]
    [InlineData("500", true)]
    [InlineData("502", false)]
    [InlineData("503", false)]
    [InlineData("504", true)]
    [InlineData("cut", true)]
    public async Task An_outage_of_an_hour_uses_up_nothing_and_loses_nothing(string how, bool mayHaveArrived)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var (stood, over) = (rita.Chat.Count, house.Clock.Now.AddHours(1));
        house.Teams.Troubles.Whim = _ => house.Clock.Now >= over ? null : how == "cut" ? TeamsTrouble.CutBefore : TeamsTrouble.Status(int.Parse(how));
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpToAsync(over);
        await TeamsRows.ShowAsync(house, [rita.User], key: "another");
        await house.Host.JumpToAsync(over.AddMinutes(11));
        var (row, another) = (await house.RowAsync("note"), await house.RowAsync("another"));
        Assert.Equal((MessageState.Sent, mayHaveArrived, MessageState.Sent, false), (row.State, row.WasUncertain, another.State, another.WasUncertain));
        Assert.Equal(stood + 2, rita.Chat.Count);
    }

    [Fact]
    public async Task A_message_whose_second_copy_got_no_answer_either_is_given_up_and_there_is_no_third()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var stood = rita.Chat.Count;
        for (var i = 0; i < 3; i++) house.Teams.Troubles.Next("SendToConversation", TeamsTrouble.ErrorAfterTaking);
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpAsync(TimeSpan.FromHours(5));
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.GaveUp, true, "ServiceError", stood + 2), (row.State, row.WasUncertain, row.Why, rita.Chat.Count));
    }

    [Theory]
    [InlineData("taken, then 500")]
    [InlineData("taken, then 504")]
    [InlineData("taken, then cut")]
    [InlineData("cut")]
    public async Task An_edit_that_got_no_answer_is_done_again_and_doubles_nothing(string fate)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.SettleAsync();
        var stood = rita.Chat.Count;
        house.Teams.Troubles.Next("UpdateActivity", Fates[fate]);
        await TeamsRows.ShowAsync(house, [rita.User], Message.Say("Four deals of yours came in."));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.Sent, 2, false, stood), (row.State, row.SentRevision, row.WasUncertain, rita.Chat.Count));
        Assert.Contains("Four deals", rita.Chat[^1].WordsFor(rita.User));
    }

    [Theory]
    [InlineData("taken, then 500")]
    [InlineData("taken, then cut")]
    [InlineData("taken, then a page without an id")]
    public async Task A_chat_whose_opening_got_no_answer_is_the_same_chat_when_it_is_opened_again(string fate)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var bo = house.Tenant.AddUser("Bo");
        var general = house.Tenant.AddTeam("Sales", bo).General;
        await house.Sender.InstallAsync(bo, general);
        house.Teams.Troubles.Next("CreateConversation", Fates[fate]);
        await house.Sender.SayAsync(bo, "help", general);
        await house.SettleAsync();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        var row = await house.RowAsync("help");
        Assert.Equal((MessageState.Sent, false, 2), (row.State, row.WasUncertain, house.Teams.CallsOf("CreateConversation").Count));
        Assert.Equal(row.Reference, Assert.Single(house.Teams.World.Personal(bo).Posts).Id);
    }

    [Fact]
    public async Task In_a_channel_too_it_is_not_sent_again_before_Teams_answers()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var bo = house.Tenant.AddUser("Bo");
        var general = house.Tenant.AddTeam("Sales", bo).General;
        await house.Sender.InstallAsync(bo, general);
        house.Teams.Troubles.Next("GetConversationPagedMembers", TeamsTrouble.Status(504));
        Task<FindResult> FindAsync() => TeamsRows.ChannelOf(house).FindAsync(new Address("teams", house.Tenant.Id, "", general.Id), "1", house.Clock.Now, default);
        Assert.IsType<LookLater>(await FindAsync());
        Assert.IsType<CannotTell>(await FindAsync());
    }

    [Fact]
    public async Task A_look_that_the_login_refuses_waits_for_the_admin_and_is_no_failed_attempt()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var (stood, secret) = (rita.Chat.Count, house.Teams.App.Secret);
        house.Teams.Troubles.Next("SendToConversation", TeamsTrouble.CutBefore);
        await TeamsRows.ShowAsync(house, [rita.User]);
        await TeamsRows.SendAsync(house);
        house.Teams.Entra.RevokeAll();
        house.Teams.App.Secret = "another";
        for (var day = 0; day < 5; day++) await TeamsRows.LaterAsync(house, TimeSpan.FromDays(1));
        Assert.Equal((MessageState.Uncertain, stood), ((await house.RowAsync("note")).State, rita.Chat.Count));
        house.Teams.App.Secret = secret;
        await house.Host.JumpAsync(TimeSpan.FromMinutes(11));
        Assert.Equal((MessageState.Sent, stood + 1), ((await house.RowAsync("note")).State, rita.Chat.Count));
    }
}
