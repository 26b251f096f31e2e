using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.House;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The calls that a walk makes, and the answers our fake gives, judged by Slack's own client's types: @slack/web-api under the TypeScript compiler.</summary>
public sealed class SlackCallTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Types = new()
    {
        ["auth.test"] = "AuthTest", ["chat.postMessage"] = "ChatPostMessage", ["chat.update"] = "ChatUpdate", ["views.open"] = "ViewsOpen", ["views.publish"] = "ViewsPublish",
        ["conversations.open"] = "ConversationsOpen", ["conversations.history"] = "ConversationsHistory", ["users.info"] = "UsersInfo",
        ["users.lookupByEmail"] = "UsersLookupByEmail", ["dnd.info"] = "DndInfo", ["dnd.teamInfo"] = "DndTeamInfo", ["apps.connections.open"] = "AppsConnectionsOpen",
        ["chat.postEphemeral"] = "ChatPostEphemeral", ["views.push"] = "ViewsPush", ["views.update"] = "ViewsUpdate", ["oauth.v2.access"] = "OauthV2Access",
        ["files.getUploadURLExternal"] = "FilesGetUploadURLExternal", ["files.completeUploadExternal"] = "FilesCompleteUploadExternal",
    };

    [Fact]
    public void Every_method_is_judged() => Assert.Equal(
        Regex.Matches(Sources.Wire.Single(s => s.Name == "SlackApi.cs").Text, "(?:Json|Form|CallAsync)\\(\"([a-z]+\\.[A-Za-z0-9.]+)\"").Select(m => m.Groups[1].Value).Order(), Types.Keys.Order());

    [NpmFact]
    public async Task Slacks_own_client_would_call_as_we_do_and_understands_what_the_fake_answers()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite, socket: true);
        await WalkAsync(house);
        var calls = house.Slack.Calls.Where(c => Types.ContainsKey(c.Method) && c.Answered is not null).ToList();
        output.WriteLine(string.Join(", ", calls.GroupBy(c => c.Method).Select(g => $"{g.Key} {g.Count()}")));
        Assert.Empty(Types.Keys.Except(calls.Select(c => c.Method)));
        var place = await Npm.InstalledAsync("tests/BotCoach.Tests/Channels/Slack/judges");
        var file = Path.Combine(place, $"called-{Guid.NewGuid():N}.ts");
        await File.WriteAllTextAsync(file, Source(calls));
        var (code, said) = await Npm.RunAsync(place, "node", "node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", file);
        File.Delete(file);
        Assert.True(code == 0, said.Length > 4_000 ? said[..4_000] : said);
    }

    /// <summary>A little of everything that calls something.</summary>
    private static async Task WalkAsync(SlackHouse house)
    {
        house.Clock.JumpTo(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
        await house.Host.JumpToAsync(house.Clock.Now.AddHours(2));
        var maya = await house.AtAsync("Maya Chen");
        house.Slack.Troubles.Next("chat.postMessage", Harness.FakeSlack.Trouble.CutAfter);
        await maya.TypeAsync("Acme");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        await maya.TypeAsync("/coach deal new");
        await (await house.AtAsync("Somebody New")).TypeAsync("/coach");
        house.Slack.Troubles.Next("response_url", Harness.FakeSlack.Trouble.Status(404));
        await maya.PressAsync("Heard from them", null);
        await CallAsync(house, maya.User);
    }

    /// <summary>What no walk comes by.</summary>
    private static async Task CallAsync(SlackHouse house, SlackUser maya)
    {
        var (api, token, hello) = (house.Host.App.Services.GetRequiredService<SlackApi>(), house.Team.BotToken, Message.Say("Hello"));
        var chat = (await api.ConversationsOpen(token, maya.Id)).Body.Words("channel", "id")!;
        await api.DndInfo(token, maya.Id);
        await api.ChatPostEphemeral(token, chat, maya.Id, SlackWriter.Text(hello), SlackWriter.Blocks(hello));
        await house.Sender.ShortcutAsync(maya, "deal.find");
        await api.ViewsPush(token, house.Slack.Triggers.Issue(maya, house.Team.Install!), SlackWriter.Said("Hello", hello));
        await api.ViewsUpdate(token, maya.Modal!.Id, SlackWriter.Said("Hello", hello), maya.Modal.Hash);
        await api.ViewsPublish(token, maya.Id, SlackWriter.Home(hello), maya.Home?.Hash);
        house.Team.Install!.Scopes.Add("files:write");
        var place = await api.FilesGetUploadUrlExternal(token, "deals.csv", 4, "A list of deals");
        await api.UploadAsync(place.Body.Words("upload_url")!, "name"u8.ToArray());
        await api.FilesCompleteUploadExternal(token, place.Body.Words("file_id")!, "Deals", chat);
        await api.OauthV2Access(house.Slack.App.ClientId, house.Slack.App.ClientSecret, ("code", await CodeAsync(house, maya)));
        Assert.All(house.Slack.Calls.TakeLast(4), call => Assert.Null(call.Error));
    }

    /// <summary>What the consent page sends back with whoever allows it.</summary>
    private static async Task<string> CodeAsync(SlackHouse house, SlackUser maya)
    {
        house.Slack.Installer = maya;
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var sent = await browser.GetAsync(new Uri(house.Slack.Url, $"oauth/v2/authorize?client_id={house.Slack.App.ClientId}&scope=commands&state=s"));
        return QueryHelpers.ParseQuery(sent.Headers.Location!.Query)["code"].ToString();
    }

    private static string Source(IReadOnlyList<SlackCall> calls)
    {
        var names = calls.Select(c => Types[c.Method]).Distinct().Order().ToList();
        var source = new StringBuilder($"import type {{ {string.Join(", ", names.SelectMany(n => new[] { Arguments(n), $"{n}Response" }))} }} from '@slack/web-api';\n");
        foreach (var (call, n) in calls.Select((c, n) => (c, n)))
        {
            source.AppendLine($"export const asked{n}: {Arguments(Types[call.Method])} = {Typed(call).ToJsonString()};");
            if (call.Error is null) source.AppendLine($"export const answered{n}: {Types[call.Method]}Response = {Bare(call.Answered!)!.ToJsonString()};");
        }
        source.AppendLine("// @ts-expect-error\nexport const wrong: ChatPostMessageArguments = { channel: 1, text: 'x' };");
        return source.ToString();
    }

    /// <summary>Without blocks, whose kinds these types hold as enums that no JSON is, and without what is null.</summary>
    private static JsonNode? Bare(JsonNode? node) => node switch
    {
        JsonObject item => new JsonObject(item.Where(p => p.Value is not null && p.Key is not ("blocks" or "title" or "submit" or "close")).Select(p => KeyValuePair.Create(p.Key, Bare(p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Bare)]),
        _ => node?.DeepClone(),
    };

    // Spelled in another way than its answer.
    private static string Arguments(string name) => name == "OauthV2Access" ? "OAuthV2AccessArguments" : $"{name}Arguments";

    /// <summary>As that client would be asked: in a form everything is words, and the types speak of numbers, of lists, and of yes and no.</summary>
    private static JsonObject Typed(SlackCall call)
    {
        var typed = call.Args.DeepClone().AsObject();
        foreach (var (key, value) in call.Args)
            if (key is "limit" or "length") typed[key] = int.Parse(value!.ToString());
            else if (key is "inclusive" or "include_all_metadata" or "include_locale") typed[key] = value!.ToString() == "true";
            else if (key is "files") typed[key] = JsonNode.Parse(value!.ToString());
        // It calls alt_text what goes over the wire as alt_txt, and takes as arguments what we send as HTTP Basic.
        if (typed.Remove("alt_txt", out var alt)) typed["alt_text"] = alt;
        if (call.Method == "oauth.v2.access") (typed["client_id"], typed["client_secret"]) = ("1", "2");
        return typed;
    }
}
