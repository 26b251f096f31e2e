using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The intruder at Teams, whose token is signed by a key of one's own.</summary>
internal sealed class TeamsIntruder(TeamsServer teams, TeamsSender sender, MortalTeamsHost host, TestDatabase database) : Intruder(host, database, door: 401)
{
    private readonly SigningKey _own = new("of-my-own", ["msteams"]);

    protected override async Task<int> ForgeAsync(string verb, string deal)
    {
        var maya = teams.World.UserOf("Maya Chen");
        var activity = sender.Activities.Invoke(maya, teams.World.Personal(maya), "adaptiveCard/action", new JsonObject { ["action"] = Press(verb, deal), ["trigger"] = "manual" }, null);
        var token = teams.Issuer.Mint(t => (t.Audience, t.ServiceUrl, t.Key) = (teams.App.AppId, teams.ServiceUrl, _own));
        return (await host.Wire.SendAsync(activity.ToJsonString(), $"Bearer {token}")).Status;
    }

    protected override async Task<int> EditAsync(string verb, string deal)
    {
        var jonas = teams.World.UserOf("Jonas Weber");
        TeamsPost? post;
        lock (teams.World.Gate) post = teams.World.Personal(jonas).Posts.LastOrDefault(p => p.Owner == teams.App.BotId);
        return post is null ? 0 : (await sender.ExecuteAsync(jonas, post, Press(verb, deal))).Status;
    }

    private static JsonObject Press(string verb, string deal) => new()
    {
        ["type"] = "Action.Execute", ["title"] = "Yes", ["verb"] = verb, ["data"] = new JsonObject { ["v"] = deal },
    };
}
