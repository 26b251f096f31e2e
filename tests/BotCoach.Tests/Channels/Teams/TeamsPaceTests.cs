using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Teams is never called too often: by the tenant, by the conversation, and with looking for people.</summary>
public sealed class TeamsPaceTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_thousand_messages_in_one_tenant_go_out_at_most_25_in_any_second_and_none_is_refused()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        await house.AtAsync("Rita");
        var (before, began) = (house.Teams.Sends.Count, house.Clock.Now);
        await TeamsRows.ShowAsync(house, [.. Enumerable.Range(0, 1_000).Select(i => house.Tenant.AddUser($"Rep {i}"))]);
        await DrainAsync(house, before + 1_000, within: TimeSpan.FromMinutes(1));
        Assert.Equal((1_000, 0), (house.Teams.World.Posts.Select(p => p.Room).Distinct().Count() - 1, house.Teams.Limits.Throttled));
        Assert.InRange(MostIn(TimeSpan.FromSeconds(1), house.Teams.Sends.Skip(before)), 20, 25);
        Assert.InRange((house.Clock.Now - began).TotalSeconds, 49, 55);
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Twenty_questions_in_a_row_are_answered_six_at_once_and_then_one_in_2_1_seconds()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var (before, began) = (house.Teams.Sends.Count, house.Clock.Now);
        for (var i = 0; i < 20; i++) await house.Sender.SayAsync(rita.User, "help");
        while (house.Teams.Sends.Count < before + 20) await OnAsync(house, TimeSpan.FromMilliseconds(100));
        var after = house.Teams.Sends.Skip(before).Select(s => (s.At - began).TotalSeconds).ToList();
        // The tenant's pace lets the sixth out a moment later.
        Assert.All(after.Take(6), at => Assert.InRange(at, 0, 0.1));
        Assert.Equal(Enumerable.Range(1, 14).Select(n => Math.Round(n * 2.1, 1)), after.Skip(6).Select(at => Math.Round(at, 1)));
        Assert.Equal(0, house.Teams.Limits.Throttled);
    }

    [Fact]
    public async Task Twenty_presses_in_a_row_keep_each_limit_of_a_conversation_and_the_card_ends_up_right()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = house.Teams.Sends.Count;
        for (var i = 0; i < 20; i++)
        {
            var card = maya.Chat[^1];
            await house.Sender.ExecuteAsync(maya.User, card, CardPress.Find(card.Cards.First(), i % 2 == 0 ? "Touched" : "Heard from them", null)!.Action);
            await TeamsRows.SendAsync(house);
            house.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }
        await OnAsync(house, TimeSpan.FromMinutes(1));
        var sends = house.Teams.Sends.Skip(before).ToList();
        Assert.Equal(0, house.Teams.Limits.Throttled);
        foreach (var rate in TeamsLimits.Sends) Assert.InRange(MostIn(TimeSpan.FromSeconds(rate.Seconds), sends), 6, rate.Most);
        Assert.All(sends, s => Assert.Equal("UpdateActivity", s.Method));
        Assert.True(await house.ReadAsync(db => db.OutgoingMessages.AllAsync(m => m.State == MessageState.Sent && m.SentRevision == m.Revision)));
    }

    [Fact]
    public async Task A_tenant_that_has_to_wait_waits_alone()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya");
        house.Teams.World.AddTenant("Other Ltd").AddUser("Sam");
        var sam = await house.AtAsync("Sam");
        var (mayas, sams, began) = (maya.Chat.Count, sam.Chat.Count, house.Clock.Now);
        var northwinds = Uri.EscapeDataString(maya.Room.Id);
        house.Teams.Troubles.Whim = call => call.Method == "SendToConversation" && call.Target.Contains(northwinds, StringComparison.Ordinal) ? TeamsTrouble.TooMany(60) : null;
        await maya.TypeAsync("help");
        house.Teams.Troubles.Whim = null;
        var asked = Asked();
        await sam.TypeAsync("help");
        await sam.ExpectAsync("What you can type");
        await house.Host.JumpToAsync(began.AddSeconds(59));
        Assert.Equal((mayas + 1, sams + 2, asked), (maya.Chat.Count, sam.Chat.Count, Asked()));
        await house.Host.JumpToAsync(began.AddSeconds(62));
        Assert.Equal((mayas + 2, asked + 1), (maya.Chat.Count, Asked()));

        int Asked() => house.Teams.CallsOf("SendToConversation").Count(c => c.Target.Contains(northwinds, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Looking_for_people_in_twenty_teams_while_messages_go_out_is_not_too_much_for_the_tenant()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var crews = Enumerable.Range(0, 20).Select(i => house.Tenant.AddTeam($"Team {i}", rita.User)).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        foreach (var crew in crews)
        {
            await house.Sender.InstallAsync(rita.User, crew.General);
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var sought = Enumerable.Range(0, 20).Select(i => house.Tenant.AddUser($"Sought {i}")).ToArray();
        crews[^1].Members.AddRange(sought);
        var (before, reads) = (house.Teams.Sends.Count, house.Teams.CallsOf("GetConversationMember").Count);
        await TeamsRows.ShowAsync(house, [.. Enumerable.Range(0, 200).Select(i => house.Tenant.AddUser($"Rep {i}"))]);
        await TeamsRows.ShowByEmailAsync(house, sought);
        await DrainAsync(house, before + 220, within: TimeSpan.FromMinutes(1));
        Assert.Equal((0, reads + 20 * 20), (house.Teams.Limits.Throttled, house.Teams.CallsOf("GetConversationMember").Count));
    }

    private static async Task DrainAsync(TeamsHouse house, int sends, TimeSpan within)
    {
        for (var until = house.Clock.Now + within; house.Teams.Sends.Count < sends; house.Clock.Advance(Step))
        {
            Assert.True(house.Clock.Now < until, $"{house.Teams.Sends.Count} of {sends} went out in {within}");
            await TeamsRows.SendAsync(house);
        }
    }

    /// <summary>Sends what is due at each tenth of a second of it.</summary>
    private static async Task OnAsync(TeamsHouse house, TimeSpan time)
    {
        for (var until = house.Clock.Now + time; house.Clock.Now < until; house.Clock.Advance(TimeSpan.FromMilliseconds(100))) await TeamsRows.SendAsync(house);
    }

    /// <summary>The most of them that lie in so long a time, wherever it begins.</summary>
    private static int MostIn(TimeSpan window, IEnumerable<TeamsSend> sends)
    {
        var times = sends.Select(s => s.At).Order().ToList();
        return times.Select((at, i) => times.Skip(i).TakeWhile(t => t - at < window).Count()).Max();
    }
}
