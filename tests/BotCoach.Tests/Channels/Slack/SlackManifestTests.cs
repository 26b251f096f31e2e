using System.Text.Json;
using System.Text.RegularExpressions;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.House;
using YamlDotNet.Serialization;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The manifests that Slack is given: judged by Slack's own schema, and held to what the product does.</summary>
public sealed class SlackManifestTests
{
    private static readonly string[] Names = ["manifest.yaml", "manifest.http.yaml"];

    // https://docs.slack.dev/reference/methods: what the contract has nothing of. The two of the app's own token need no scope of the bot's.
    private static readonly Dictionary<string, string> Uncontracted = new() { ["conversations.history"] = "im:history", ["dnd.info"] = "dnd:read", ["dnd.teamInfo"] = "dnd:read" };

    // https://docs.slack.dev/reference/events: what is told to whom, and to every app for nothing.
    private static readonly Dictionary<string, string> Events = new()
    {
        ["app_mention"] = "app_mentions:read", ["message.im"] = "im:history", ["dnd_updated_user"] = "dnd:read", ["user_change"] = "users:read",
        ["app_home_opened"] = "", ["app_uninstalled"] = "", ["tokens_revoked"] = "",
    };

    private const string Judge =
        """
        import Ajv from 'ajv';
        import { readFileSync } from 'node:fs';
        const [schemaFile, ...files] = process.argv.slice(2);
        const ajv = new Ajv.default({ strict: false, allErrors: true });
        const judge = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
        if (judge({ display_information: { name: 'x'.repeat(36) } })) { console.log('the judge sleeps'); process.exit(2); }
        for (const file of files) if (!judge(JSON.parse(readFileSync(file, 'utf8')))) { console.log(file, JSON.stringify(judge.errors, null, 1)); process.exitCode = 1; }
        """;

    [JudgedFact]
    public async Task Slacks_own_schema_takes_both()
    {
        var place = await Npm.InstalledAsync("tests/BotCoach.Tests/Channels/Slack/judges");
        await File.WriteAllTextAsync(Path.Combine(place, "manifest-judge.mjs"), Judge);
        var files = Names.Select(name =>
        {
            var file = Path.Combine(Path.GetTempPath(), $"botcoach-{Guid.NewGuid():N}.json");
            File.WriteAllText(file, JsonSerializer.Serialize(Read(name)));
            return file;
        }).ToList();
        var (code, said) = await Npm.RunAsync(place, "node", ["manifest-judge.mjs", Path.Combine(SharedSlack.Folder!, "manifest-schema", "manifest.schema.1.0.0.json"), .. files]);
        files.ForEach(File.Delete);
        Assert.True(code == 0, said);
    }

    [Fact]
    public void The_scopes_are_those_that_the_installation_asks_for_and_that_the_methods_need()
    {
        foreach (var name in Names) Assert.Equal(SlackInstall.Scopes.Order(), At<List<object>>(Read(name), "oauth_config", "scopes", "bot").Cast<string>().Order());
    }

    /// <summary>
    /// Each scope is named by a method that something of ours calls (as Slack's contract has it, or its page where that has nothing), or by an event, a
    /// command or a file that comes to us.
    /// </summary>
    [SharedSlackFact]
    public void Nothing_is_asked_for_that_nothing_needs()
    {
        var (manifest, contract) = (Read("manifest.yaml"), SharedSlack.Read("method-errors.json")["methods"]!);
        var scopes = At<List<object>>(manifest, "oauth_config", "scopes", "bot").Cast<string>().ToList();
        var called = Called().ToList();
        var methods = called.Where(m => contract[m] is not null).Select(m => (By: m, AnyOf: contract[m]!["bot_scopes"]!.AsArray().Select(s => s!.ToString()).ToList()))
            .Concat(called.Where(Uncontracted.ContainsKey).Select(m => (By: m, AnyOf: new List<string> { Uncontracted[m] }))).Where(m => m.AnyOf.Count > 0).ToList();
        var events = At<List<object>>(manifest, "settings", "event_subscriptions", "bot_events").Cast<string>().ToList();
        Assert.Empty(events.Except(Events.Keys));
        var needs = methods.Select(m => (m.By, Scope: Assert.Single(m.AnyOf.Intersect(scopes)))).Concat(events.Where(e => Events[e] != "").Select(e => (By: e, Scope: Events[e]))).ToList();
        if (At<List<object>>(manifest, "features", "slash_commands").Count > 0) needs.Add(("/coach", "commands"));
        // What a shared file's address answers without it is Slack's page to sign in.
        if (IsCalled("DownloadAsync")) needs.Add(("url_private_download", "files:read"));
        Assert.Equal(scopes.Order(), needs.Select(n => n.Scope).Distinct().Order());
    }

    [Fact]
    public void The_events_are_those_that_are_read()
    {
        string[] read = ["app_home_opened", "app_mention", "app_uninstalled", "dnd_updated_user", "message.im", "tokens_revoked", "user_change"];
        foreach (var name in Names)
            // Only an organisation's installation, which is over HTTP, hears of more workspaces.
            Assert.Equal(name.Contains("http", StringComparison.Ordinal) ? [.. read.Append("team_access_granted").Order()] : read,
                At<List<object>>(Read(name), "settings", "event_subscriptions", "bot_events").Cast<string>().Order());
    }

    [Fact]
    public void A_shortcut_is_of_the_kind_that_its_route_is()
    {
        var routes = ChatRoutes.Table();
        foreach (var name in Names)
            foreach (var shortcut in At<List<object>>(Read(name), "features", "shortcuts"))
            {
                var (id, type) = (At<string>(shortcut, "callback_id"), At<string>(shortcut, "type"));
                Assert.True(routes.Find(type == "message" ? RouteKind.MessageAction : RouteKind.Button, id) is not null, $"{name}: no route takes {id} as a {type} shortcut");
            }
        foreach (var name in Names)
            Assert.Equal(routes.All.Where(r => r.Kind == RouteKind.MessageAction).Select(r => r.Name).Order(),
                At<List<object>>(Read(name), "features", "shortcuts").Where(s => At<string>(s, "type") == "message").Select(s => At<string>(s, "callback_id")).Order());
    }

    [Fact]
    public void Over_HTTP_the_addresses_are_the_ones_that_are_mapped_and_over_a_socket_there_are_none()
    {
        var http = Read("manifest.http.yaml");
        const string host = "https://coach.example.com";
        Assert.Equal($"{host}/slack/events", At<string>(http, "settings", "event_subscriptions", "request_url"));
        Assert.Equal($"{host}/slack/interactions", At<string>(http, "settings", "interactivity", "request_url"));
        Assert.Equal($"{host}/slack/interactions", At<string>(http, "settings", "interactivity", "message_menu_options_url"));
        Assert.Equal($"{host}/slack/oauth", At<List<object>>(http, "oauth_config", "redirect_urls").Single());
        Assert.Contains($"{host}/slack/commands", Text("manifest.http.yaml"));
        Assert.DoesNotContain("http", Text("manifest.yaml").Replace("#", ""));
        var mapped = Sources.Wire.Single(s => s.Name == "SlackEndpoints.cs").Text;
        foreach (var path in (string[])["\"/slack/install\"", "\"/slack/oauth\"", "\"/events\"", "\"/interactions\"", "\"/commands\""]) Assert.Contains(path, mapped);
    }

    /// <summary>The methods of the Web API that are called somewhere, and not only written down.</summary>
    private static IEnumerable<string> Called() => Regex.Matches(Sources.Wire.Single(s => s.Name == "SlackApi.cs").Text, "internal Task<SlackReturn> (\\w+)\\(.*?(?:Json|Form|CallAsync)\\(\"([a-z]+\\.[A-Za-z0-9.]+)\"", RegexOptions.Singleline)
        .Where(m => IsCalled(m.Groups[1].Value)).Select(m => m.Groups[2].Value);

    private static bool IsCalled(string name) => Sources.Wire.Any(s => s.Name != "SlackApi.cs" && s.Text.Contains($".{name}(", StringComparison.Ordinal));

    private static string Text(string name) => File.ReadAllText(Path.Combine(Sources.Root, "manifests", "slack", name));

    // As JSON would have it: true is no word.
    private static Dictionary<object, object> Read(string name) =>
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<Dictionary<object, object>>(Text(name));

    private static T At<T>(object node, params string[] path) => (T)path.Aggregate(node, (at, key) => ((Dictionary<object, object>)at)[key]);
}

/// <summary>Runs where Slack's schema stands beside the repository, and Node can judge by it.</summary>
public sealed class JudgedFactAttribute : FactAttribute
{
    public JudgedFactAttribute() => Skip = SharedSlack.Missing ?? Npm.Missing;
}
