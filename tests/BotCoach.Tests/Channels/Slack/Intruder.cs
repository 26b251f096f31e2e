using System.Text.Json.Nodes;
using BotCoach.Deals;
using BotCoach.Sample;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Does what nobody may: signs with another secret, and presses a button whose value was edited by hand. Complains when anything changed by it.</summary>
/// <param name="door">What somebody is told who signs with another secret.</param>
internal sealed class Intruder(SlackServer slack, SlackSender sender, MortalHost host, TestDatabase database, int door)
{
    private static readonly string[] Verbs = ["deal.heard", "deal.advance", "deal.touched", "walk.open", "deal.show"];
    private int _turn;

    /// <summary>How many were answered: what died with the host counts for nothing.</summary>
    public int Attempts { get; private set; }

    public async Task TryAsync()
    {
        var before = await StateAsync();
        await ForgeAsync();
        await EditAsync();
        var after = await StateAsync();
        Assert.True(after == before, $"Somebody who may not changed something: {before} became {after}.");
    }

    /// <summary>Maya presses a button of one of Maya's deals, says somebody who does not know the secret.</summary>
    private async Task ForgeAsync()
    {
        var maya = slack.World.Users.Single(u => u.RealName == "Maya Chen");
        var payload = sender.Payloads.Actions(maya, maya.Team.Install!, null, null, [], Press(await DealOfMayasAsync()));
        var answer = await host.Http.SendAsync("slack/interactions", $"payload={Uri.EscapeDataString(payload.ToJsonString())}", "application/x-www-form-urlencoded", secret: "not-the-secret");
        Assert.True(answer.Status == 0 || answer.Status == door, $"A forged request was answered {answer.Status}.");
        if (answer.Status != 0) Attempts++;
    }

    /// <summary>A colleague's own chat, a colleague's own hand, and Maya's deal.</summary>
    private async Task EditAsync()
    {
        var jonas = slack.World.Users.Single(u => u.RealName == "Jonas Weber");
        SlackMessage? message;
        lock (slack.World.Gate) message = slack.World.Direct(jonas.Team.Install!, jonas).Messages.LastOrDefault(m => m.BotId is not null && m.OnlyFor is null);
        if (message is null) return;
        var button = Press(await DealOfMayasAsync());
        _ = new JsonObject { ["block_id"] = "row", ["elements"] = new JsonArray(button) };
        var answer = await sender.PressAsync(jonas, message, button);
        if (answer.Status != 0) Attempts++;
        await host.DoAsync("settle");
    }

    private JsonObject Press(Guid deal) => new()
    {
        ["type"] = "button", ["action_id"] = Verbs[_turn++ % Verbs.Length], ["value"] = $"{deal}", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Yes" },
    };

    private async Task<Guid> DealOfMayasAsync()
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        var maya = await db.People.AsNoTracking().SingleAsync(p => p.Name == "Maya Chen" && p.MergedInto == null);
        return (await db.Deals.AsNoTracking().Where(d => d.OwnerId == maya.Id && d.Status == DealStatus.Open).OrderBy(d => d.Name).FirstAsync()).Id;
    }

    /// <summary>All that could change by it. That a refusal was written down is none.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        return string.Join(' ', [
            await db.Deals.SumAsync(d => d.Revision), await db.DealEvents.CountAsync(), await db.Answers.CountAsync(), await db.Nudges.CountAsync(), await db.BriefDays.CountAsync(),
            await db.OutgoingMessages.CountAsync(), await db.OutgoingMessages.SumAsync(m => m.Revision), await db.WalkPlaces.CountAsync(), await db.ImportRuns.CountAsync(), await db.People.CountAsync(),
        ]);
    }
}
