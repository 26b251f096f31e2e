using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Whoever sees a card may send its data back as they like: what is not theirs stays closed, and what is none of its kind does no harm.</summary>
public sealed class TeamsByHandTests
{
    [Fact]
    public async Task Somebody_elses_deal_stays_closed_by_every_way_in_and_reaching_for_it_is_written_down()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var jonas = await house.AtAsync("Jonas Weber");
        await jonas.TypeAsync("Helios");
        var (acme, before) = (await house.DealAsync("Acme"), await house.DealsAsync());
        var (post, heard) = jonas.Button("Heard from them");
        var pressed = await house.Sender.ExecuteAsync(jonas.User, post, heard, heard.ByHand(("v", $"{acme.Id}")));
        var fetched = await house.Sender.FetchAsync(jonas.User, post, new JsonObject { ["a"] = "deal.next", ["v"] = $"{acme.Id}" });
        var submitted = await house.Sender.InvokeAsync(jonas.User, "task/submit", new JsonObject { ["data"] = new JsonObject { ["a"] = "deal.nextset", ["s"] = $"{acme.Id}:@", ["b"] = acme.Revision, ["f.next-step"] = "Mine now", ["f.next-step-on"] = "2026-11-30" } }, post);
        var recap = await house.Sender.InvokeAsync(jonas.User, "composeExtension/submitAction", new JsonObject { ["commandId"] = "deal.recapfrom", ["data"] = new JsonObject { ["a"] = "deal.recapset", ["s"] = $"{acme.Id}:@", ["f.heard"] = "yes" } });
        Assert.All(new[] { pressed, fetched, submitted, recap }, answer => Assert.Equal(DealAccess.Closed, answer.Sentence()));
        Assert.Equal((200, ""), (await house.Sender.SubmitAsync(jonas.User, post, new JsonObject { ["a"] = "deal.heard", ["v"] = $"{acme.Id}" })) is var said ? (said.Status, said.Body) : default);
        await house.SettleAsync();
        await jonas.ExpectAsync(DealAccess.Closed);
        Assert.Equal(before, await house.DealsAsync());
        Assert.Equal(Enumerable.Repeat($"refused: a deal {acme.Id} teams", 5), await house.RefusedAsync());
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Somebody_elses_message_is_neither_shown_nor_changed()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), jonas = await house.AtAsync("Jonas Weber");
        await maya.TypeAsync("Acme");
        await jonas.TypeAsync("Helios");
        var theirs = await house.RowAsync("deal:" + (await house.DealAsync("Acme")).Id);
        var (post, heard) = jonas.Button("Heard from them");
        var shown = await house.Sender.ExecuteAsync(jonas.User, post, heard, heard.ByHand(("m", $"{theirs.Id}")));
        Assert.Equal("Done.", shown.Sentence());
        var refresh = post.CardOf(jonas.User)!["refresh"]!["action"]!.AsObject();
        foreach (var id in (string[])[$"{theirs.Id}", $"{Guid.NewGuid()}", "none"])
            Assert.Equal("There is nothing newer to show here.", (await house.Sender.ExecuteAsync(jonas.User, post, refresh, refresh.ByHand(("v", id)))).Sentence());
        // A form that says that it came from there, by our id of the message or by Teams'.
        var helios = await house.DealAsync("Helios");
        foreach (var (state, reference) in new[] { ($"{helios.Id}:@{theirs.Id:N}", null), ($"{helios.Id}:@", theirs.Reference) })
            await house.Sender.InvokeAsync(jonas.User, "task/submit", new JsonObject { ["data"] = new JsonObject
            {
                ["a"] = "deal.nextset", ["s"] = state, ["b"] = 1_000, ["r"] = reference, ["f.next-step"] = $"Call them {reference}", ["f.next-step-on"] = "2026-11-30", ["f.next-step-side"] = "Us", ["f.next-step-owner"] = $"{helios.OwnerId}", ["f.next-step-confirmed"] = "no",
            } }, null);
        await house.SettleAsync();
        await jonas.ExpectAsync("The next step is set.");
        Assert.Equal((theirs.Revision, theirs.Content), await house.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == theirs.Id).Select(m => ValueTuple.Create(m.Revision, m.Content)).SingleAsync()));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_verb_that_was_not_offered_is_refused_and_written_down()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("walk Acme");
        var (post, skip) = maya.Button("Skip");
        var before = await house.DealsAsync();
        var here = $"{skip["data"]!["v"]}";
        foreach (var verb in (string[])["walk.approve", "walk.lift"])
        {
            var answer = await house.Sender.ExecuteAsync(maya.User, post, new JsonObject { ["verb"] = verb, ["title"] = "Yes" }, new JsonObject { ["v"] = here });
            Assert.Equal("Only the deal's manager or an admin decides that.", answer.Sentence());
        }
        var disputed = await house.Sender.InvokeAsync(maya.User, "task/submit", new JsonObject { ["data"] = new JsonObject { ["a"] = "walk.waived", ["s"] = $"{here}@", ["f.reason"] = "I say so myself", ["f.until"] = "2026-12-01" } }, post);
        Assert.Equal("Only the deal's manager or an admin decides that.", disputed.Sentence());
        Assert.Equal(before, await house.DealsAsync());
        Assert.Equal(3, (await house.RefusedAsync()).Count(r => r.StartsWith("refused: a decision", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Values_of_another_kind_are_refused_or_do_nothing(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        await maya.PressAsync("Next step", null);
        var (post, form) = (maya.Dialog!.Origin.Post!, maya.Dialog.Form!);
        var (acme, before) = (await house.DealAsync("Acme"), await house.DealsAsync());
        foreach (var value in Kinds())
        {
            foreach (var name in (string[])["v", "m"])
                await SoundAsync(house.Sender.InvokeAsync(maya.User, "adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "deal.advance", ["data"] = new JsonObject { ["v"] = $"{Guid.NewGuid()}", [name] = value?.DeepClone() } }, ["trigger"] = "manual" }, post));
            foreach (var name in (string[])["a", "s", "b", "r", "f", "f.next-step", "f.next-step-on", "f.next-step-owner"])
            {
                var data = form.Merged(form.Card["actions"]![0]!.AsObject()).With(("f.next-step", ""), (name, value?.DeepClone()));
                await SoundAsync(house.Sender.InvokeAsync(maya.User, "task/submit", new JsonObject { ["data"] = data }, post));
            }
            await SoundAsync(house.Sender.InvokeAsync(maya.User, "task/fetch", new JsonObject { ["data"] = new JsonObject { ["a"] = "deal.next", ["v"] = value?.DeepClone() } }, post));
            await SoundAsync(house.Sender.SubmitAsync(maya.User, post, new JsonObject { ["a"] = "deal.show", ["v"] = value?.DeepClone() }));
        }
        await house.SettleAsync();
        Assert.Equal((before, acme.Revision), (await house.DealsAsync(), (await house.DealAsync("Acme")).Revision));

        async Task SoundAsync(Task<Harness.FakeTeams.TeamsAnswer> answering)
        {
            var answer = await answering;
            Assert.True(answer.Status == 200 || answer is { Status: 400, Body: "This invoke (task/submit) lacks what belongs into it." }, $"{answer.Status} {answer.Body}");
            Assert.DoesNotContain("went wrong on our side", answer.Body);
        }
    }

    private static IEnumerable<JsonNode?> Kinds() =>
    [
        null, 5, -1, 1e300, true, "", "words", "\0", "a\0b", "\ud83d", new string('x', 3_000), $"{Guid.Empty}", $"{Guid.Empty}:\0", "::::", "@@@", new JsonArray(1, 2), new JsonObject { ["v"] = new JsonObject() },
        "9999-99-99", "'; drop table deal; --", long.MaxValue,
    ];
}
