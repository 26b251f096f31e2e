using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What we send: at Slack's pace, once, and what becomes of it when Slack says no or says nothing.</summary>
public sealed class SlackOutTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Db.Postgres, 10_000)]
    [InlineData(Db.Sqlite, 500)]
    public async Task A_burst_of_briefs_drains_at_the_set_pace_over_three_instances_without_one_refusal_for_haste(Db kind, int briefs)
    {
        await using var house = await SlackHouse.EmptyAsync(kind);
        await using var second = await house.StartAnotherAsync();
        await using var third = await house.StartAnotherAsync();
        await WriteBriefsAsync(house, briefs);
        var senders = new[] { house.Host, second, third }.Select(h => h.App.Services.GetRequiredService<OutboxSender>()).ToList();
        var began = house.Clock.Now;
        for (var posted = 0; posted < briefs; posted = house.Slack.CallsOf("chat.postMessage").Count)
        {
            Assert.True(house.Clock.Now - began < TimeSpan.FromSeconds(briefs), $"{posted} of {briefs} went out in as many seconds");
            await Task.WhenAll(senders.Select(s => s.RunDueAsync(house.Clock.Now, default)));
            house.Clock.Advance(TimeSpan.FromSeconds(2));
        }
        var took = house.Clock.Now - began;
        output.WriteLine($"{briefs} in {took}: {briefs / took.TotalSeconds:0.00} a second");
        Assert.Equal(0, house.Slack.Limits.Throttled);
        Assert.Empty(house.Slack.OurBugs);
        Assert.Equal(briefs, house.Slack.World.Messages.Count);
        Assert.InRange(took.TotalSeconds, briefs / 4.1 - 10, briefs / 4.0 * 1.1 + 10);
    }

    [Theory]
    [InlineData("ratelimited", "chat.postMessage")]
    [InlineData("rate_limited", "chat.postMessage")]
    [InlineData("429", "chat.postMessage")]
    public async Task Being_told_to_wait_is_obeyed_for_that_method_alone(string how, string method)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next(method, how == "429" ? Trouble.TooMany(30) : Trouble.Says(how, 30));
        var before = house.Clock.Now;
        await rita.TypeAsync("/coach help");
        Assert.Single(rita.Chat);
        // Another method goes on meanwhile.
        await rita.TypeAsync("/coach deal new");
        Assert.NotNull(rita.User.Modal);
        await house.Host.JumpToAsync(before.AddSeconds(29));
        Assert.Single(rita.Chat);
        await house.Host.JumpToAsync(before.AddSeconds(32));
        Assert.Equal(2, rita.Chat.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_was_lost_is_looked_for_before_anything_is_sent_again(bool cut)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("chat.postMessage", cut ? Trouble.CutAfter : Trouble.InternalErrorAfterTaking);
        await rita.TypeAsync("/coach help");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, rita.Chat.Count);
        var row = await house.RowAsync("help");
        Assert.Equal((MessageState.Sent, rita.Chat[^1].Ts, false), (row.State, row.Reference, row.WasUncertain));
        var metadata = rita.Chat[^1].Metadata!;
        Assert.Equal($"{row.Id:N}", metadata["event_payload"]!["delivery"]!.ToString());
        Assert.Single(metadata["event_payload"]!.AsObject());
    }

    [Fact]
    public async Task What_never_arrived_is_sent_once_more()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.CutBefore);
        await rita.TypeAsync("/coach");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Single(rita.Chat);
        Assert.Single(house.Slack.CallsOf("conversations.history"));
    }

    [Fact]
    public async Task Where_history_may_not_be_read_it_is_sent_once_more_and_recorded_as_uncertain()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        house.Team.Install!.Scopes.Remove("im:history");
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.CutAfter);
        await rita.TypeAsync("/coach");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, rita.Chat.Count);
        var row = await house.RowAsync("day");
        Assert.Equal((MessageState.Sent, true), (row.State, row.WasUncertain));
    }

    [Fact]
    public async Task A_look_that_must_wait_waits_and_does_not_send_twice()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.CutAfter);
        house.Slack.Troubles.Next("conversations.history", Trouble.TooMany(60));
        await rita.TypeAsync("/coach");
        await house.Host.JumpAsync(TimeSpan.FromSeconds(50));
        Assert.Equal(MessageState.Uncertain, (await house.RowAsync("day")).State);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal((1, MessageState.Sent), (rita.Chat.Count, (await house.RowAsync("day")).State));
    }

    [Fact]
    public async Task A_look_without_a_valid_token_waits_for_one_and_does_not_send_twice()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.CutAfter);
        house.Slack.Troubles.Next("conversations.history", Trouble.Says("invalid_auth"));
        await rita.TypeAsync("/coach");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(MessageState.Uncertain, (await house.RowAsync("day")).State);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((1, MessageState.Sent), (rita.Chat.Count, (await house.RowAsync("day")).State));
    }

    [Theory]
    [InlineData("invalid_auth", MessageState.Waiting)]
    [InlineData("missing_scope", MessageState.Waiting)]
    [InlineData("is_archived", MessageState.GaveUp)]
    [InlineData("channel_not_found", MessageState.GaveUp)]
    [InlineData("invalid_blocks", MessageState.GaveUp)]
    [InlineData("a_code_of_next_year", MessageState.GaveUp)]
    public async Task Each_refusal_is_somebodys_matter(string error, MessageState state)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        rita.ToleratesFaults = true;
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says(error));
        await rita.TypeAsync("/coach");
        var row = await house.RowAsync("day");
        Assert.Equal((state, true), (row.State, row.Why!.Contains(error, StringComparison.Ordinal)));
        var identity = await house.ReadAsync(db => db.Identities.SingleAsync());
        Assert.Equal(error is "is_archived" or "channel_not_found", identity.OffBecause is not null);
        // Whoever comes back is written to again.
        await house.Host.JumpAsync(TimeSpan.FromMinutes(15));
        await rita.TypeAsync("/coach help");
        await rita.ExpectAsync("What you can type");
    }

    [Fact]
    public async Task After_a_click_its_message_is_changed_by_the_clicks_own_address_and_else_by_update()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach Acme");
        await maya.PressAsync("Heard from them", null);
        await maya.ExpectAsync("you heard from them");
        Assert.Empty(house.Slack.CallsOf("chat.update"));
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        house.Slack.Troubles.Next("response_url", Trouble.Status(404));
        await maya.PressAsync("Touched", null);
        await maya.ExpectAsync("you touched them");
        Assert.Single(house.Slack.CallsOf("chat.update"));
    }

    /// <summary>As many people, each with a brief that is due now.</summary>
    private static async Task WriteBriefsAsync(SlackHouse house, int many)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter((await db.WorkspacesAsync(default)).Single());
        var content = Message.Of("Your brief", new Heading("Your brief for Monday"), Buttons.Of(new Button("Open", "deal.show", "1"))).ToJson();
        for (var i = 0; i < many; i++)
        {
            var user = house.Team.AddUser($"Rep {i}");
            var person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Name = user.RealName, CreatedAt = house.Clock.Now };
            person.WorkStart = person.WorkEnd = default; // around the clock: a brief that is late waits for work
            person.WorkDays = 0b1111111;
            db.People.Add(person);
            db.Identities.Add(new Identity { WorkspaceId = db.WorkspaceId, Channel = "slack", Team = house.Team.Id, ExternalId = user.Id, PersonId = person.Id, LastSeenAt = house.Clock.Now });
            db.OutgoingMessages.Add(new OutgoingMessage
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), Key = $"brief:{i}", PersonId = person.Id, Content = content, Lane = Lane.Brief,
                NotBefore = house.Clock.Now, CreatedAt = house.Clock.Now,
            });
            if (i % 1000 == 999) await db.SaveChangesAsync();
        }
        await db.SaveChangesAsync();
    }
}
