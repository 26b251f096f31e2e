using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The intruder at Slack, who does not know the signing secret.</summary>
internal sealed class SlackIntruder(SlackServer slack, SlackSender sender, MortalSlackHost host, TestDatabase database, int door) : Intruder(host, database, door)
{
    protected override async Task<int> ForgeAsync(string verb, string deal)
    {
        var maya = slack.World.Users.Single(u => u.RealName == "Maya Chen");
        var payload = sender.Payloads.Actions(maya, maya.Team.Install!, null, null, [], Press(verb, deal));
        return (await host.Http.SendAsync("slack/interactions", $"payload={Uri.EscapeDataString(payload.ToJsonString())}", "application/x-www-form-urlencoded", secret: "not-the-secret")).Status;
    }

    protected override async Task<int> EditAsync(string verb, string deal)
    {
        var jonas = slack.World.Users.Single(u => u.RealName == "Jonas Weber");
        SlackMessage? message;
        lock (slack.World.Gate) message = slack.World.Direct(jonas.Team.Install!, jonas).Messages.LastOrDefault(m => m.BotId is not null && m.OnlyFor is null);
        if (message is null) return 0;
        var button = Press(verb, deal);
        _ = new JsonObject { ["block_id"] = "row", ["elements"] = new JsonArray(button) };
        return (await sender.PressAsync(jonas, message, button)).Status;
    }

    private static JsonObject Press(string verb, string deal) => new()
    {
        ["type"] = "button", ["action_id"] = verb, ["value"] = deal, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Yes" },
    };
}
