using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The fake Teams' limits, and the troubles that a test can ask for.</summary>
public sealed class FakeTeamsLimitTests : IAsyncLifetime
{
    private TeamsStage _stage = null!;

    private TeamsServer Teams => _stage.Teams;

    public async Task InitializeAsync() => _stage = await TeamsStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Seven_a_second_and_eight_in_two_seconds_go_to_one_chat_and_a_change_counts_as_one()
    {
        var id = (await _stage.PostAsync(TeamsStage.Say("1"))).Json!["id"]!.ToString();
        for (var i = 0; i < 6; i++) Assert.Equal(200, (await _stage.UpdateAsync(id, TeamsStage.Say($"{i}"))).Status);
        var fast = await _stage.PostAsync(TeamsStage.Say("8"));
        Assert.Equal((429, "Throttled", TimeSpan.FromSeconds(1)), (fast.Status, fast.Code, fast.RetryAfter));
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("9"))).Status);
        Assert.Equal(429, (await _stage.PostAsync(TeamsStage.Say("10"))).Status);
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("11"))).Status);
        Assert.Equal((2, 9), (Teams.Limits.Throttled, Teams.Sends.Count));
    }

    [Theory]
    [InlineData(60, 0.45, 30)]
    [InlineData(1_800, 1.9, 3_600)]
    public void So_many_go_to_one_chat_in_so_long_a_time(int most, double apart, int window)
    {
        for (var i = 0; i < most; i++)
        {
            Assert.Null(Teams.Limits.Take(("chat", TeamsLimits.Sends, 1)));
            _stage.Clock.Advance(TimeSpan.FromSeconds(apart));
        }
        var wait = Teams.Limits.Take(("chat", TeamsLimits.Sends, 1));
        Assert.InRange(wait!.Value, 1, window);
        _stage.Clock.Advance(TimeSpan.FromSeconds(wait.Value));
        Assert.Null(Teams.Limits.Take(("chat", TeamsLimits.Sends, 1)));
    }

    [Fact]
    public async Task Fifty_calls_a_second_come_from_one_tenant_and_another_is_not_held_up()
    {
        var people = Enumerable.Range(0, 51).Select(i => _stage.Tenant.AddUser($"Person {i}")).ToList();
        var elsewhere = Teams.World.AddTenant("Elsewhere Ltd").AddUser("Somebody");
        foreach (var person in people.Append(elsewhere)) Teams.World.Install(Teams.World.Personal(person));
        foreach (var person in people.Take(50)) Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("Good morning"), Teams.World.Personal(person))).Status);
        Assert.Equal(429, (await _stage.PostAsync(TeamsStage.Say("Good morning"), Teams.World.Personal(people[50]))).Status);
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("Good morning"), Teams.World.Personal(elsewhere))).Status);
    }

    [Fact]
    public async Task What_is_split_counts_twice()
    {
        var both = TeamsStage.Carrying(TeamsStage.Card("""{"type":"TextBlock","text":"A card"}"""));
        both["text"] = "A text";
        for (var i = 0; i < 3; i++) await _stage.PostAsync(both);
        Assert.Equal(429, (await _stage.PostAsync(both)).Status);
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("7"))).Status);
    }

    [Fact]
    public async Task A_trouble_befalls_the_next_call_before_it_was_taken_or_after()
    {
        Teams.Troubles.Next("SendToConversation", TeamsTrouble.Says(412, "PreconditionFailed"));
        Teams.Troubles.Next("SendToConversation", TeamsTrouble.Says(503, "ServiceError", 7));
        Teams.Troubles.Next("*", TeamsTrouble.Status(502));
        Assert.Equal((412, "PreconditionFailed"), Of(await _stage.PostAsync(TeamsStage.Say("x"))));
        Assert.Equal(7, (await _stage.PostAsync(TeamsStage.Say("x"))).RetryAfter!.Value.TotalSeconds);
        Assert.Equal(502, (await _stage.PostAsync(TeamsStage.Say("x"))).Status);
        Teams.Troubles.Next("*", TeamsTrouble.CutBefore);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.PostAsync(TeamsStage.Say("x")));
        Assert.Empty(Teams.World.Posts);
        Teams.Troubles.Next("*", TeamsTrouble.CutAfter);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.PostAsync(TeamsStage.Say("1")));
        Teams.Troubles.Next("*", TeamsTrouble.ErrorAfterTaking);
        Assert.Equal((500, "ServiceError"), Of(await _stage.PostAsync(TeamsStage.Say("2"))));
        Teams.Troubles.Next("*", TeamsTrouble.TimeoutAfterTaking);
        Assert.Equal(504, (await _stage.PostAsync(TeamsStage.Say("3"))).Status);
        Assert.Equal(["1", "2", "3"], Teams.World.Posts.Select(p => p.WordsFor(_stage.Maya)));
    }

    [Fact]
    public async Task A_call_that_is_held_is_answered_when_it_is_let_go()
    {
        var held = new TaskCompletionSource();
        Teams.Troubles.Next("*", TeamsTrouble.AnsweredAfter(held.Task));
        var sent = _stage.PostAsync(TeamsStage.Say("x"));
        Assert.False(sent.IsCompleted);
        held.SetResult();
        Assert.Equal(201, (await sent).Status);
    }

    [Fact]
    public async Task A_limit_that_a_test_asks_for_does_not_count_as_ours()
    {
        Teams.Troubles.Next("*", TeamsTrouble.TooMany(30));
        var fast = await _stage.PostAsync(TeamsStage.Say("x"));
        Assert.Equal((429, 30, 0), (fast.Status, fast.RetryAfter!.Value.TotalSeconds, Teams.Limits.Throttled));
    }

    private static (int, string) Of(TeamsStage.Returned back) => (back.Status, back.Code);
}
