using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness.FakeTeams;
using Route = BotCoach.Chat.Route;

namespace BotCoach.Tests.Channels;

/// <summary>How each channel's platform would tell of it that somebody took a route: as it stands on the wire, signed.</summary>
internal static class RouteDoors
{
    internal const string Value = "0190b000-0000-7000-8000-00000000dead:x";
    private const string Words = "Their head of operations calls on Thursday";

    internal static async Task KnockAtSlackAsync(BothHouse house, HttpTransport slack, SlackUser user, Route route)
    {
        var own = new JsonObject { ["id"] = user.Id, ["team_id"] = user.Team.Id, ["name"] = "maya" };
        JsonObject Interaction(string type, JsonObject more)
        {
            more["type"] = type;
            (more["team"], more["user"], more["trigger_id"]) = (new JsonObject { ["id"] = user.Team.Id }, own.DeepClone(), $"{Guid.NewGuid():N}");
            return more;
        }
        var answer = route.Kind switch
        {
            RouteKind.Command => await house.FromSlack.CommandAsync(user, route.Name),
            RouteKind.Text => await house.FromSlack.CommandAsync(user, "Acme"),
            RouteKind.Home => await house.FromSlack.OpenHomeAsync(user),
            RouteKind.File => await house.FromSlack.ShareAsync(user, ("deals.csv", "Name\nAcme\n"u8.ToArray())),
            RouteKind.Button => await slack.DeliverAsync(Told(Interaction("block_actions", new() { ["actions"] = new JsonArray(new JsonObject { ["type"] = "button", ["action_id"] = route.Name, ["value"] = Value }) }))),
            RouteKind.Form => await slack.DeliverAsync(Told(Interaction("view_submission", new()
            {
                ["view"] = new JsonObject { ["id"] = "V1", ["callback_id"] = route.Name, ["private_metadata"] = $"1|0||{Value}", ["state"] = new JsonObject { ["values"] = new JsonObject() }, ["blocks"] = new JsonArray() },
            }))),
            RouteKind.Options => await slack.DeliverAsync(Told(Interaction("block_suggestion", new() { ["action_id"] = route.Name, ["block_id"] = "deal", ["value"] = "Ac" }))),
            RouteKind.MessageAction => await slack.DeliverAsync(Told(Interaction("message_action", new() { ["callback_id"] = route.Name, ["message"] = new JsonObject { ["text"] = Words } }))),
            _ => throw new InvalidOperationException($"Slack has no way for {route.Kind}."),
        };
        Assert.True(answer.Status == 200, $"{route.Kind} {route.Name}: {answer.Status}");
    }

    internal static async Task KnockAtTeamsAsync(BothHouse house, TeamsUser user, Route route)
    {
        var (sender, data) = (house.FromTeams, new JsonObject { ["a"] = route.Name, ["v"] = Value, ["s"] = Value, ["b"] = 0 });
        var answer = route.Kind switch
        {
            RouteKind.Command => await sender.SayAsync(user, route.Name),
            RouteKind.Text => await sender.SayAsync(user, "Acme"),
            RouteKind.File => await sender.ShareAsync(user, ("deals.csv", "Name\nAcme\n"u8.ToArray())),
            RouteKind.Button when route.OpensForm => await sender.InvokeAsync(user, "task/fetch", new JsonObject { ["data"] = data }),
            RouteKind.Button => await sender.InvokeAsync(user, "adaptiveCard/action", Executed(route.Name)),
            RouteKind.Form => await sender.InvokeAsync(user, "task/submit", new JsonObject { ["data"] = data }),
            RouteKind.Options => await sender.InvokeAsync(user, "application/search", new JsonObject { ["queryText"] = "Ac", ["dataset"] = route.Name, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 } }),
            RouteKind.CardRefresh when route.Name is "card.refresh" or "walk.look" => await sender.InvokeAsync(user, "adaptiveCard/action", Executed("card.refresh", "automatic")),
            RouteKind.CardRefresh when route.Name == "card.shown" => await sender.InvokeAsync(user, "adaptiveCard/action", Executed("deal.help")),
            RouteKind.CardRefresh => await sender.InvokeAsync(user, "composeExtension/query", new JsonObject { ["commandId"] = "deal.options", ["parameters"] = new JsonArray() }),
            RouteKind.MessageAction => await sender.InvokeAsync(user, "composeExtension/fetchTask", new JsonObject
            {
                ["commandId"] = route.Name, ["messagePayload"] = new JsonObject { ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<p>{Words}</p>" } },
            }),
            RouteKind.Added => await AddedAsync(sender, user),
            _ => throw new InvalidOperationException($"Teams has no way for {route.Kind}."),
        };
        Assert.True(answer.Status == 200, $"{route.Kind} {route.Name}: {answer.Status} {answer.Body}");
    }

    internal static async Task KnockAtPageAsync(HttpClient page, string team, string user, Route route)
    {
        var act = new JsonObject { ["id"] = $"{Guid.NewGuid()}", ["team"] = team, ["user"] = user };
        async Task<HttpResponseMessage> PostAsync(string path, params (string Key, JsonNode Value)[] more)
        {
            foreach (var (key, value) in more) act[key] = value;
            return await page.PostAsync(path, new StringContent(act.ToJsonString(), System.Text.Encoding.UTF8, "application/json"));
        }
        using var answer = route.Kind switch
        {
            RouteKind.Command => await PostAsync("/web/type", ("words", $"/coach {route.Name}")),
            RouteKind.Text => await PostAsync("/web/type", ("words", "Acme")),
            RouteKind.File => await page.PostAsync($"/web/files?id={act["id"]}&team={team}&user={user}", new MultipartFormDataContent { { new ByteArrayContent("Name\nAcme\n"u8.ToArray()), "file", "deals.csv" } }),
            RouteKind.Button => await PostAsync("/web/press", ("action", route.Name), ("value", Value)),
            RouteKind.Form => await PostAsync("/web/submit", ("action", route.Name), ("state", Value), ("values", new JsonObject())),
            RouteKind.Options => await page.GetAsync($"/web/options?team={team}&user={user}&source={route.Name}&typed=Ac"),
            _ => throw new InvalidOperationException($"The page has no way for {route.Kind}."),
        };
        Assert.True(answer.IsSuccessStatusCode, $"{route.Kind} {route.Name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static Harness.FakeSlack.Delivery Told(JsonObject payload) => new(DeliveryKind.Interaction, payload);

    private static async Task<TeamsAnswer> AddedAsync(TeamsSender sender, TeamsUser user)
    {
        await sender.InstallAsync(user);
        return await sender.RedeliverAsync();
    }

    private static JsonObject Executed(string verb, string trigger = "manual") => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject { ["v"] = Value, ["m"] = Value } }, ["trigger"] = trigger,
    };
}
