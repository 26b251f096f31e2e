using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
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
        ["users.lookupByEmail"] = "UsersLookupByEmail", ["dnd.info"] = "DndInfo", ["apps.connections.open"] = "AppsConnectionsOpen",
    };

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
        await house.Host.App.Services.GetRequiredService<BotCoach.Channels.Slack.SlackApi>().ConversationsOpen(house.Team.BotToken, maya.User.Id);
        await house.Host.App.Services.GetRequiredService<BotCoach.Channels.Slack.SlackApi>().ViewsPublish(house.Team.BotToken, maya.User.Id, BotCoach.Channels.Slack.SlackWriter.Home(BotCoach.Channels.Message.Say("Home")));
    }

    private static string Source(IReadOnlyList<SlackCall> calls)
    {
        var names = calls.Select(c => Types[c.Method]).Distinct().Order().ToList();
        var source = new StringBuilder($"import type {{ {string.Join(", ", names.SelectMany(n => new[] { $"{n}Arguments", $"{n}Response" }))} }} from '@slack/web-api';\n");
        foreach (var (call, n) in calls.Select((c, n) => (c, n)))
        {
            source.AppendLine($"export const asked{n}: {Types[call.Method]}Arguments = {Typed(call.Args).ToJsonString()};");
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

    /// <summary>In a form everything is words; the types speak of numbers and of yes and no.</summary>
    private static JsonObject Typed(JsonObject args)
    {
        var typed = args.DeepClone().AsObject();
        foreach (var (key, value) in args)
            if (key is "limit") typed[key] = int.Parse(value!.ToString());
            else if (key is "inclusive" or "include_all_metadata" or "include_locale") typed[key] = value!.ToString() == "true";
        return typed;
    }
}
