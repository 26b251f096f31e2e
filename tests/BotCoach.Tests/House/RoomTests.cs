using System.Text.RegularExpressions;

namespace BotCoach.Tests.House;

/// <summary>design.md, "Which way things depend", rules 1 to 4: who may name whom.</summary>
public sealed class RoomTests
{
    // Rule 2: each may name those before it, and itself.
    private static readonly string[] Features = ["People", "Stages", "Deals", "Checklists", "Reminders", "Leads", "Plans", "Approvals", "Metrics", "Nudges", "Home", "Rollout", "Setup", "Recaps", "Meetings", "Handoffs", "Reviews", "Digests", "ProcessReviews", "Crm"];

    // Admin, the API's door and the sample pipeline may read all, and so may the commands; nobody reads them but the pages.
    private static readonly string[] Above = ["Admin", "Api", "Sample", "Cli"];

    // Below all features: the spine knows people, whom it serves, and nothing else of them. Storage maps every row, and names no verb.
    private static readonly string[] Below = ["Chat", "Storage"];

    [Fact]
    public void Rule_1_the_wire_never_names_the_coach()
    {
        Sources.None("BotCoach.Channels must not name BotCoach:", Sources.Wire.SelectMany(s => s.Where(@"\bBotCoach\.(?!Channels\b)\w+")));
        Assert.DoesNotContain(typeof(BotCoach.Channels.Message).Assembly.GetReferencedAssemblies(), a => a.Name == "BotCoach");
    }

    [Fact]
    public void Rule_1_the_wire_references_only_the_web_framework_identity_and_json()
    {
        var project = File.ReadAllText(Path.Combine(Sources.Root, "src/BotCoach.Channels/BotCoach.Channels.csproj"));
        Assert.DoesNotContain("ProjectReference", project);
        var packages = Regex.Matches(project, "PackageReference Include=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
        Sources.None("Not for the wire:", packages.Where(p => !Regex.IsMatch(p, "^(Microsoft\\.AspNetCore|Microsoft\\.Identity|System\\.Text\\.Json)")));
    }

    [Fact]
    public void Rule_1_the_wire_to_CRMs_names_neither_the_coach_nor_the_channels_and_references_no_package()
    {
        Sources.None("BotCoach.Crm must not name BotCoach:", Sources.CrmWire.SelectMany(s => s.Where(@"\bBotCoach\.(?!Crm\.Wire\b)\w+")));
        Assert.DoesNotContain(typeof(BotCoach.Crm.Wire.IDealSource).Assembly.GetReferencedAssemblies(), a => a.Name is "BotCoach" or "BotCoach.Channels");
        Assert.DoesNotMatch("PackageReference|ProjectReference", File.ReadAllText(Path.Combine(Sources.Root, "src/BotCoach.Crm/BotCoach.Crm.csproj")));
    }

    [Fact]
    public void Rule_2_features_name_one_another_only_downwards() =>
        Sources.None($"The order is {string.Join(" <- ", Features)}:", Sources.Coach.Where(s => Features.Contains(s.Room)).SelectMany(s =>
            Named(s, Features.Skip(Array.IndexOf(Features, s.Room) + 1).Concat(Above))));

    [Fact]
    public void Rule_2_the_spine_names_people_alone_and_the_storage_no_verbs() =>
        Sources.None("Too high for Chat and Storage:", Sources.Coach.Where(s => Below.Contains(s.Room)).SelectMany(s =>
            Named(s, s.Room == "Storage" ? Above : Features.Skip(1).Concat(Above))));

    [Fact]
    public void Every_folder_is_a_room_that_these_rules_know() =>
        Sources.None("No rule knows this room:", Sources.Coach.Where(s => s.Room.Length > 0 && !Features.Concat(Above).Concat(Below).Contains(s.Room)).Select(s => s.Path));

    [Fact]
    public void Nothing_but_the_pages_lives_in_the_coachs_own_folder() =>
        Assert.Equal(["App.cs", "BetweenRoutes.cs", "ChatRoutes.cs", "ManagerRoutes.cs", "Program.cs", "Schedule.cs", "Settings.cs"], Sources.Coach.Where(s => s.Room.Length == 0).Select(s => s.Name).Order());

    [Fact]
    public void Rule_3_no_feature_names_the_pages() =>
        Sources.None("The pages name the features, never the other way:", Sources.Coach.Where(s => s.Room.Length > 0 && s.Room != "Cli")
            .SelectMany(s => s.Where(@"(?<![.\w])(BetweenRoutes|ChatRoutes|ManagerRoutes|Schedule|App)\.\w+")));

    [Fact]
    public void Rule_4_features_know_no_platform_no_scheduler_and_no_network()
    {
        var features = Sources.Coach.Where(s => Features.Concat(Above).Contains(s.Room) && s.Room != "Cli").ToList();
        Sources.None("Features say what is to be seen; the outbox sends it:", features.SelectMany(s => s.Where(@"\bIChannel\b|\bHttpClient\b|\bIInbox\b")));
        Sources.None("Only Schedule.cs names Quartz:", Sources.Product.Where(s => s.Name != "Schedule.cs").SelectMany(s => s.Where(@"\bQuartz\b")));
        Sources.None("Only App.cs names a platform:", Sources.Coach.Where(s => s.Name != "App.cs").SelectMany(s => s.Where(@"\bChannels\.(Slack|Teams|Web)\b")));
    }

    [Fact]
    public void The_rule_sees_a_using_and_a_qualified_name_and_nothing_else()
    {
        var source = new Source("src/BotCoach/Deals/X.cs", """
            using BotCoach.Nudges;
            using static BotCoach.Nudges.NudgeRules;
            using BotCoach.Stages; // not Nudges.Anything
            internal class X { object a = Nudges.NudgeRules.Judge(), b = db.Nudges.First(), c = "Nudges.Brief", d = $"{BotCoach.Nudges.Brief.Of(x)}"; }
            """);
        Assert.Equal(5, Named(source, ["Nudges", "Recaps"]).Count());
    }

    private static IEnumerable<string> Named(Source source, IEnumerable<string> rooms)
    {
        var names = string.Join('|', rooms);
        return source.Where($@"using (static )?BotCoach\.({names})\b[^;]*;").Concat(source.Where($@"(?<![.\w])(BotCoach\.)?({names})\.[A-Z]\w*(?!\w*\s*\()"));
    }
}
