using System.Text.Json.Nodes;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TeamsAnswer = BotCoach.Tests.Harness.FakeTeams.TeamsAnswer;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Teams sends again what it heard no answer to: the same activity by its id acts once, and is answered the same.</summary>
public sealed class TeamsOnceTests
{
    [Fact]
    public async Task What_comes_again_acts_once_and_is_answered_the_same()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        foreach (var act in Acts(house, maya))
        {
            await act();
            var (before, shown, answer) = (await house.StateAsync(), maya.Chat.Count, maya.LastAnswer!);
            foreach (var _ in (int[])[1, 2])
            {
                var again = await house.Sender.RedeliverAsync();
                Assert.Equal(Told(answer), Told(again));
            }
            await house.SettleAsync();
            Assert.Equal((before, shown), (await house.StateAsync(), maya.Chat.Count));
        }
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task What_comes_again_a_day_later_acts_once_also_after_what_is_old_was_forgotten()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("heard Acme");
        var (told, heard) = (house.Sender.Last!, (await house.DealAsync("Acme")).HeardAt);
        house.Clock.Advance(TimeSpan.FromHours(25) - TimeSpan.FromMinutes(1));
        await house.Host.DoAsync(services => services.GetRequiredService<ForgetSweep>().RunDueAsync(house.Clock.Now, default));
        Assert.Equal(200, (await house.Sender.TellAsync(told)).Status);
        await house.SettleAsync();
        Assert.Equal(heard, (await house.DealAsync("Acme")).HeardAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Twice_at_the_same_instant_acts_once_and_is_answered_the_same(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Cobalt");
        foreach (var makeAsync in Made(house, maya))
        {
            var activity = await makeAsync();
            var before = await EventsAsync(house);
            var answers = await Task.WhenAll(house.Sender.Wire.DeliverAsync(activity), house.Sender.Wire.DeliverAsync(activity));
            Assert.Equal((200, 200, answers[0].Body), (answers[0].Status, answers[1].Status, answers[1].Body));
            await house.SettleAsync();
            Assert.Equal(before + 1, await EventsAsync(house));
        }
    }

    /// <summary>Each is told by the last thing that it tells Teams' way: in words, by a press, by a dialog, by a command's dialog.</summary>
    private static IEnumerable<Func<Task>> Acts(TeamsHouse house, TeamsDriver maya)
    {
        yield return () => maya.TypeAsync("heard Acme");
        yield return () => maya.TypeAsync("Acme");
        yield return () => maya.PressAsync("Heard from them", null);
        yield return () => maya.PressAsync("Next step", null);
        yield return async () =>
        {
            await maya.FillAsync("What happens next", "Send the success criteria to Dana");
            await maya.FillAsync("On which day", "2026-11-30");
            await maya.SubmitAsync();
        };
        var hall = house.Tenant.AddGroup("Sales", maya.User);
        house.Teams.World.Post(hall, maya.User.Id, new JsonObject { ["type"] = "message", ["text"] = "We will send the pilot plan by Friday" });
        yield return () =>
        {
            maya.Room = hall;
            return maya.RunAsync("deal.recapfrom", "pilot plan");
        };
        yield return async () =>
        {
            await maya.FillAsync("Which deal", "Borealis");
            await maya.SubmitAsync();
        };
        yield return async () =>
        {
            await maya.FillAsync("On which day", "2026-11-27");
            await maya.SubmitAsync();
        };
    }

    private static IEnumerable<Func<Task<JsonObject>>> Made(TeamsHouse house, TeamsDriver maya)
    {
        var activities = house.Sender.Activities;
        yield return () => Task.FromResult(activities.Message(maya.User, maya.Room, house.Teams.World.NewId(), "heard Borealis", null));
        yield return () =>
        {
            var (post, action) = maya.Button("Heard from them", "Cobalt");
            return Task.FromResult(activities.Invoke(maya.User, post.Room, "adaptiveCard/action", new JsonObject { ["action"] = action.DeepClone(), ["trigger"] = "manual" }, post));
        };
        yield return async () =>
        {
            await maya.PressAsync("Next step", "Cobalt");
            await maya.FillAsync("What happens next", "Ask Ruth for the budget's owner");
            return Submission(activities, maya, "task/submit", new JsonObject());
        };
        yield return async () =>
        {
            var said = house.Teams.World.Post(maya.Room, maya.User.Id, new JsonObject { ["type"] = "message", ["text"] = "We will show the intake flow" });
            await house.Sender.MessageActionAsync(maya.User, said, "deal.nextfrom");
            await maya.FillAsync("Which deal", "Everline");
            await maya.SubmitAsync();
            await maya.FillAsync("On which day", "2026-12-01");
            return Submission(activities, maya, "composeExtension/submitAction", new JsonObject { ["commandId"] = "deal.nextfrom", ["commandContext"] = "message" });
        };
    }

    private static JsonObject Submission(TeamsActivities activities, TeamsDriver maya, string name, JsonObject value)
    {
        var form = maya.Dialog!.Form!;
        value["data"] = form.Merged(form.Card["actions"]![0]!.AsObject());
        return activities.Invoke(maya.User, maya.Room, name, value, name == "task/submit" ? maya.Dialog.Origin.Post : null);
    }

    /// <summary>A dialog that was kept says the same in fewer runs.</summary>
    private static string Told(TeamsAnswer answer) => answer.Json?["task"]?["value"]?["card"]?["content"] is { } card
        ? $"{answer.Status} {CardWords.Of(card.AsObject())} {card["actions"]![0]!["data"]!.AsObject().Without("f").ToJsonString()}" : $"{answer.Status} {answer.Body}";

    private static Task<int> EventsAsync(TeamsHouse house) => house.ReadAsync(db => db.DealEvents.CountAsync());
}
