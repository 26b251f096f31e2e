using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Deals;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TeamsAnswer = BotCoach.Tests.Harness.FakeTeams.TeamsAnswer;
using TeamsPost = BotCoach.Tests.Harness.FakeTeams.TeamsPost;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What the tests of the Teams door look at.</summary>
internal static class TeamsLook
{
    /// <summary>All that can change by what comes in; that a refusal was written down is none.</summary>
    internal static Task<string> StateAsync(this TeamsHouse house) => house.ReadAsync(async db => string.Join(' ', [
        await db.Deals.SumAsync(d => d.Revision), await db.DealEvents.CountAsync(), await db.Answers.CountAsync(), await db.Nudges.CountAsync(), await db.WalkPlaces.CountAsync(), await db.Reminders.CountAsync(), await db.ImportRuns.CountAsync(),
        await db.OutgoingMessages.CountAsync(), await db.OutgoingMessages.SumAsync(m => m.Revision), await db.SeenInbounds.CountAsync(), await db.People.CountAsync(), await db.Identities.CountAsync(),
        await db.ChannelNotes.CountAsync(),
    ]));

    /// <summary>The same without the marks: a press that is refused was seen.</summary>
    internal static Task<string> DealsAsync(this TeamsHouse house) => house.ReadAsync(async db => string.Join(' ', [
        await db.Deals.SumAsync(d => d.Revision), await db.DealEvents.CountAsync(), await db.Answers.CountAsync(), await db.Nudges.CountAsync(), await db.WalkPlaces.CountAsync(), await db.Reminders.CountAsync(), await db.ImportRuns.CountAsync(),
    ]));

    internal static Task<Deal> DealAsync(this TeamsHouse house, string begins) => house.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => d.Name.StartsWith(begins)));

    /// <summary>What was refused, and by whose hand it was reached for.</summary>
    internal static Task<List<string>> RefusedAsync(this TeamsHouse house) => house.ReadAsync(async db =>
        (await db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.What} {a.About} {a.Channel}").ToList());

    /// <summary>Where people and teams are written to, by the keys of the notes.</summary>
    internal static async Task<IReadOnlyList<string>> PlacesAsync(this TeamsHouse house)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var notes = scope.ServiceProvider.GetRequiredService<BotCoachDb>().ChannelNotes.AsNoTracking().Where(n => n.Key.StartsWith("at/") || n.Key.StartsWith("team/"));
        return await notes.OrderBy(n => n.Key).Select(n => n.Key).ToListAsync();
    }

    internal static Task QuietAsync(this TeamsHouse house) => house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();

    /// <summary>Does what was kept for later; returns how much there was.</summary>
    internal static Task<int> SweepAsync(this CoachHost host) => host.App.Services.GetRequiredService<TeamsLater>().SweepAsync(default);

    /// <summary>The sentence that an answer shows: under the card, in the dialog, or in place of a list.</summary>
    internal static string Sentence(this TeamsAnswer? answer) => answer?.Json switch
    {
        { } json when json["task"] is { } task => task["value"] is JsonValue words ? words.ToString() : CardWords.Of(task["value"]!["card"]!["content"]!.AsObject()),
        { } json when json["composeExtension"] is { } list => list["text"]?.ToString() ?? "",
        { } json => json["value"] is JsonValue words ? words.ToString() : "",
        null => answer?.Body ?? "",
    };

    /// <summary>The newest button of this label, with the message that it stands in.</summary>
    internal static (TeamsPost Post, JsonObject Action) Button(this TeamsDriver driver, string label, string? beside = null)
    {
        foreach (var post in driver.Chat.Reverse())
            foreach (var card in post.CardsOf(driver.User))
                if (CardPress.Find(card, label, beside) is { } found) return (post, found.Action);
        throw new InvalidOperationException($"There is no button \"{label}\".");
    }

    /// <summary>The data of a button, with some of it written by hand.</summary>
    internal static JsonObject ByHand(this JsonObject action, params (string Name, JsonNode? Value)[] changes)
    {
        var data = action["data"]!.DeepClone().AsObject();
        foreach (var (name, value) in changes) data[name] = value;
        return data;
    }

    internal static JsonObject With(this JsonObject json, params (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes) json[name] = value;
        return json;
    }

    internal static JsonObject Without(this JsonObject json, string name)
    {
        json.Remove(name);
        return json;
    }
}
