using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.House;
using YamlDotNet.Serialization;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>
/// The app that Teams is given: judged by Microsoft's own schema, held to what the product does, and packed as README says. The schema is 1.16, which knows all
/// that is used: a newer one may be refused for months where it has not arrived yet (https://github.com/MicrosoftDocs/msteams-docs/issues/3333).
/// </summary>
public sealed class TeamsManifestTests : IDisposable
{
    private const string App = "1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9";
    private const string Catalogue = "9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a";
    private const string Version = "1.16";

    // In some scope, whoever types first looks for these.
    private static readonly string[] Important =
        ["help", "brief", "deal new", "walk", "next", "heard", "advance", "won", "lost", "triage", "import", "stages", "settings"];

    private static readonly string Folder = Path.Combine(Sources.Root, "manifests", "teams");

    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-teams-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_packed_is_the_manifest_with_nothing_left_to_fill_in_and_its_two_icons()
    {
        using var package = await PackedAsync($"-p:TeamsAppId={App}", "-p:Domain=coach.example.com");
        Assert.Equal(["color.png", "manifest.json", "outline.png"], package.Entries.Select(e => e.FullName).Order());
        foreach (var icon in (string[])["color.png", "outline.png"]) Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, icon)), Bytes(package, icon));
        Assert.Equal((byte)'{', Bytes(package, "manifest.json")[0]);
        var manifest = Manifest(package);
        Assert.DoesNotContain("${{", manifest.ToJsonString());
        Assert.Equal((App, App, App, App), (Word(manifest["id"]), Word(manifest["bots"]![0]!["botId"]), Word(manifest["composeExtensions"]![0]!["botId"]), Word(manifest["webApplicationInfo"]!["id"])));
        Assert.Equal(["coach.example.com"], manifest["validDomains"]!.AsArray().Select(Word));
        Assert.Equal(typeof(App).Assembly.GetName().Version!.ToString(3), Word(manifest["version"]));
        Assert.Equal(["BotCoach", "https://coach.example.com", "https://coach.example.com", "https://coach.example.com"], manifest["developer"]!.AsObject().Select(p => Word(p.Value)));
    }

    [Fact]
    public async Task Whose_app_it_is_and_how_the_catalogue_knows_it_can_be_said()
    {
        using var package = await PackedAsync($"-p:TeamsAppId={App}", "-p:Domain=coach.example.com", $"-p:CatalogId={Catalogue}", "-p:Version=2.10.0", "-p:Developer=O'Neill & Söhne (100%)",
            "-p:WebsiteUrl=https://example.com/", "-p:PrivacyUrl=https://example.com/privacy?a=1&b=2", "-p:TermsUrl=https://example.com/terms");
        var manifest = Manifest(package);
        Assert.Equal((Catalogue, App, "2.10.0"), (Word(manifest["id"]), Word(manifest["bots"]![0]!["botId"]), Word(manifest["version"])));
        Assert.Equal(["O'Neill & Söhne (100%)", "https://example.com/", "https://example.com/privacy?a=1&b=2", "https://example.com/terms"], manifest["developer"]!.AsObject().Select(p => Word(p.Value)));
    }

    [Theory]
    [InlineData("", "TeamsAppId is the bot's app id in Microsoft Entra, a GUID")]
    [InlineData("-p:TeamsAppId=botcoach -p:Domain=coach.example.com", "(it is \"botcoach\")")]
    [InlineData("-p:TeamsAppId=00000000-0000-0000-0000-000000000000 -p:Domain=coach.example.com", "TeamsAppId is")]
    [InlineData($"-p:TeamsAppId={App}", "Domain is the name of the host where BotCoach answers")]
    [InlineData($"-p:TeamsAppId={App} -p:Domain=https://coach.example.com/", "without https:// or a port: give it as -p:Domain=coach.example.com (it is \"https://coach.example.com/\")")]
    [InlineData($"-p:TeamsAppId={App} -p:Domain=localhost:5080", "Domain is")]
    [InlineData($"-p:TeamsAppId={App} -p:Domain=coach.example.com -p:CatalogId=1", "CatalogId is a GUID")]
    [InlineData($"-p:TeamsAppId={App} -p:Domain=coach.example.com -p:PrivacyUrl=http://example.com", "PrivacyUrl is an https address")]
    [InlineData($"-p:TeamsAppId={App} -p:Domain=coach.example.com -p:Version=1.0.0-rc.1", "Version is three numbers")]
    public async Task What_cannot_be_packed_is_refused_in_a_sentence(string arguments, string sentence)
    {
        var (code, said) = await PackAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, code);
        Assert.Contains(sentence, said);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void README_names_what_can_be_set_when_packing_and_nothing_else()
    {
        var (readme, project) = (File.ReadAllText(Path.Combine(Sources.Root, "README.md")), File.ReadAllText(Path.Combine(Folder, "teams.proj")));
        var named = Regex.Matches(readme, @"-p:(\w+)").Select(m => m.Groups[1].Value).Distinct().Order();
        Assert.Equal(Regex.Matches(project, "<Error .*IsMatch\\(\\$\\((\\w+)\\)").Select(m => m.Groups[1].Value).Order(), named);
    }

    /// <summary>Also by the later ones, so that raising the version is one word.</summary>
    [SharedTeamsNpmFact]
    public async Task Microsofts_own_schema_takes_what_is_packed()
    {
        using var package = await PackedAsync($"-p:TeamsAppId={App}", "-p:Domain=coach.example.com");
        var place = await Npm.InstalledAsync("tests/BotCoach.Tests/Channels/Teams/judges");
        var manifest = Manifest(package);
        Assert.Equal((Version, $"https://developer.microsoft.com/json-schemas/teams/v{Version}/MicrosoftTeams.schema.json"), (Word(manifest["manifestVersion"]), Word(manifest["$schema"])));
        foreach (var version in (string[])[Version, "1.19", "1.22", "1.25", "1.30"])
        {
            manifest["manifestVersion"] = version;
            var file = Path.Combine(_folder, $"manifest-{version}.json");
            await File.WriteAllTextAsync(file, manifest.ToJsonString());
            var (code, said) = await Npm.RunAsync(place, "node", "manifest.js", Path.Combine(SharedTeams.Folder!, "manifest", $"MicrosoftTeams.v{version}.schema.json"), file);
            Assert.True(code == 0, said);
        }
    }

    [Fact]
    public void What_can_be_typed_is_a_command_and_is_said_as_help_says_it()
    {
        var commands = ChatRoutes.Table().All.Where(r => r.Kind == RouteKind.Command).ToDictionary(r => r.Name, r => r.Help.Split('|', StringSplitOptions.TrimEntries));
        var lists = Lists();
        Assert.Equal(["personal", "team", "groupChat"], lists.Select(l => Word(Assert.Single(l["scopes"]!.AsArray()))));
        Assert.Equal(lists.Select(l => Word(l["scopes"]![0])), Written()["bots"]![0]!["scopes"]!.AsArray().Select(Word));
        foreach (var list in lists)
        {
            var typed = list["commands"]!.AsArray().Select(c => (Title: Word(c!["title"]), Description: Word(c["description"]))).ToList();
            Assert.InRange(typed.Count, 1, 10);
            Assert.Equal(typed.Count, typed.DistinctBy(c => c.Title).Count());
            Assert.Equal("help", typed[^1].Title);
            foreach (var (title, description) in typed)
            {
                var help = commands[title];
                Assert.Equal(help[0] == title ? $"{char.ToUpperInvariant(help[1][0])}{help[1][1..]}" : $"{help[0]}: {help[1]}", description);
                Assert.InRange(title.Length, 1, 32);
                Assert.InRange(description.Length, 1, 128);
            }
        }
    }

    [Fact]
    public void What_is_typed_most_is_offered_somewhere_and_a_file_or_the_settings_only_where_they_are_ones_own()
    {
        Assert.Equal(Important.Order(), Lists().SelectMany(Titles).Distinct().Order());
        foreach (var shared in Lists().Where(l => Word(l["scopes"]![0]) != "personal")) Assert.Empty(Titles(shared).Intersect(["import", "triage", "brief", "settings"]));
        Assert.True(Written()["bots"]![0]!["supportsFiles"]!.GetValue<bool>());
        Assert.False(Written()["bots"]![0]!["isNotificationOnly"]!.GetValue<bool>());
    }

    [Fact]
    public void Each_thing_that_can_be_done_with_a_message_is_offered_there_under_the_name_it_has_in_Slack()
    {
        var routes = ChatRoutes.Table();
        var offered = Written()["composeExtensions"]![0]!["commands"]!.AsArray().Select(c => c!).ToList();
        var actions = offered.Where(c => Word(c["type"]) == "action").ToList();
        Assert.Equal(routes.All.Where(r => r.Kind == RouteKind.MessageAction).Select(r => r.Name).Order(), actions.Select(c => Word(c["id"])).Order());
        Assert.All(actions, c => Assert.Equal(("message", true), (Word(Assert.Single(c["context"]!.AsArray())), c["fetchTask"]!.GetValue<bool>())));
        var query = Assert.Single(offered.Except(actions));
        Assert.Equal(("deal.options", "query", "q"), (Word(query["id"]), Word(query["type"]), Word(Assert.Single(query["parameters"]!.AsArray())!["name"])));
        Assert.NotNull(routes.Find(RouteKind.Options, Word(query["id"])));
        Assert.NotNull(routes.Find(RouteKind.CardRefresh, "deal.share"));
        var slacks = SlacksShortcuts();
        Assert.All(actions, c => Assert.Equal(slacks[Word(c["id"])], Word(c["title"])));
        Assert.Equal(slacks["deal.find"], Word(query["title"]));
        Assert.All(offered, c => Assert.InRange(Word(c["title"]).Length, 1, 32));
    }

    [Fact]
    public void It_is_named_as_in_Slack_and_nothing_is_longer_than_Teams_shows()
    {
        var (manifest, slack) = (Written(), (Dictionary<object, object>)Slack()["display_information"]);
        Assert.Equal((slack["name"], slack["description"]), (Word(manifest["name"]!["short"]), Word(manifest["description"]!["short"])));
        Assert.InRange(Word(manifest["name"]!["short"]).Length, 1, 30);
        Assert.InRange(Word(manifest["name"]!["full"]).Length, 1, 100);
        Assert.InRange(Word(manifest["description"]!["short"]).Length, 1, 80);
        Assert.InRange(Word(manifest["description"]!["full"]).Length, 1, 4_000);
    }

    [Fact]
    public void Nothing_is_asked_for_but_to_know_who_writes_and_to_write_to_them()
    {
        Assert.Equal(["identity", "messageTeamMembers"], Written()["permissions"]!.AsArray().Select(Word));
        Assert.Empty(Written().AsObject().Select(p => p.Key).Intersect(["authorization", "devicePermissions", "staticTabs", "configurableTabs", "connectors", "meetingExtensionDefinition"]));
    }

    [Fact]
    public void The_colour_icon_fills_its_square_and_keeps_its_mark_where_nothing_is_cut_off()
    {
        var icon = Icon("color.png");
        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.All(icon.All, p => Assert.Equal(255, p.Alpha));
        var ground = icon.All[0];
        Assert.Equal(Word(Written()["accentColor"]), $"#{ground.Red:x2}{ground.Green:x2}{ground.Blue:x2}");
        var mark = icon.All.Select((p, i) => (Pixel: p, X: i % 192, Y: i / 192)).Where(p => p.Pixel != ground).ToList();
        Assert.All(mark, p => Assert.True(p is { X: >= 36 and < 156, Y: >= 36 and < 156 }, $"{p.X}, {p.Y}"));
        Assert.InRange(mark.Count, 192 * 192 / 10, 192 * 192 / 2);
    }

    [Fact]
    public void The_outline_is_white_and_nothing_else_on_nothing()
    {
        var icon = Icon("outline.png");
        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.All(icon.All.Where(p => p.Alpha > 0), p => Assert.Equal((255, 255, 255), (p.Red, p.Green, p.Blue)));
        var clear = icon.All.Count(p => p.Alpha == 0);
        Assert.InRange(clear, 32 * 32 / 2, 32 * 32 * 9 / 10);
        Assert.Contains(icon.All, p => p.Alpha == 255);
        Assert.All((int[])[0, 31, 31 * 32, 32 * 32 - 1], corner => Assert.Equal(0, icon.All[corner].Alpha));
    }

    private async Task<ZipArchive> PackedAsync(params string[] arguments)
    {
        var (code, said) = await PackAsync(arguments);
        Assert.True(code == 0, said);
        var package = Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Contains($"-> {package}", said);
        return ZipFile.OpenRead(package);
    }

    private Task<(int Code, string Said)> PackAsync(params string[] arguments) =>
        Npm.RunAsync(Sources.Root, "dotnet", ["build", "manifests/teams", "-nologo", "-tl:off", "-nodeReuse:false", $"-p:PackageFolder={_folder}", .. arguments]);

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var entry = package.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static JsonNode Manifest(ZipArchive package) => JsonNode.Parse(Bytes(package, "manifest.json"))!;

    private static JsonNode Written() => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))!;

    private static List<JsonNode> Lists() => [.. Written()["bots"]![0]!["commandLists"]!.AsArray().Select(l => l!)];

    private static IEnumerable<string> Titles(JsonNode list) => list["commands"]!.AsArray().Select(c => Word(c!["title"]));

    private static string Word(JsonNode? node) => node!.GetValue<string>();

    private static Pixels Icon(string name) => Pixels.Of(File.ReadAllBytes(Path.Combine(Folder, name)));

    private static Dictionary<object, object> Slack() =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(Path.Combine(Sources.Root, "manifests", "slack", "manifest.yaml")));

    private static Dictionary<string, string> SlacksShortcuts() => ((List<object>)((Dictionary<object, object>)Slack()["features"])["shortcuts"]).Cast<Dictionary<object, object>>()
        .ToDictionary(s => (string)s["callback_id"], s => (string)s["name"]);
}
