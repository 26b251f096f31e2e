using System.Text.RegularExpressions;
using BotCoach.Chat;

namespace BotCoach.Tests.House;

/// <summary>Everything that can be pressed, submitted or asked leads somewhere, and nothing leads from nowhere (design.md, "The wire").</summary>
public sealed class RouteTests
{
    private static readonly RouteKind[] WithWireId = [RouteKind.Button, RouteKind.Form, RouteKind.Options, RouteKind.CardRefresh, RouteKind.MessageAction];
    private static readonly IReadOnlyList<Route> Routes = [.. ChatRoutes.Table().All.Where(r => WithWireId.Contains(r.Kind))];

    // Every literal of the form room.verb in a room that has routes; file names and the like are of other rooms.
    private static readonly IReadOnlyList<(string Id, string Place)> Used =
        [.. Sources.Coach.Where(s => s.Name is not ("ChatRoutes.cs" or "ManagerRoutes.cs" or "BetweenRoutes.cs") && s.Room != "Storage").SelectMany(s =>
            Regex.Matches(s.Text, "(?<!\\w)\"([a-z][a-z-]*\\.[a-z][a-z-]*)\"").Select(m => (m.Groups[1].Value, $"{s.Path}:{s.LineAt(m.Index)}")))];

    // What a channel asks for by itself: a card's look, by its whole name or by its verb in whatever room.
    private static IEnumerable<string> Looks => Sources.Product.SelectMany(s => Regex.Matches(s.Text, "\"(?:card\\.[a-z-]+)\"|\\}(\\.[a-z]+)\"").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value.Trim('"')));

    // What stands in a platform's own menus.
    private static IEnumerable<string> Shortcuts => Directory.GetFiles(Path.Combine(Sources.Root, "manifests"), "*.yaml", SearchOption.AllDirectories)
        .SelectMany(f => Regex.Matches(File.ReadAllText(f), "callback_id: (\\S+)").Select(m => m.Groups[1].Value));

    [Fact]
    public void Every_shortcut_of_a_manifest_is_routed() =>
        Sources.None("Leads nowhere:", Shortcuts.Where(id => Routes.All(r => r.Name != id)));

    [Fact]
    public void Every_wire_id_is_routed()
    {
        var (known, rooms) = (Routes.Select(r => r.Name).ToHashSet(), Routes.Select(r => r.Name.Split('.')[0]).ToHashSet());
        foreach (var room in Sources.Coach.SelectMany(s => Regex.Matches(s.Text, "new (?:Button|Form|FindField)\\([^;]*?\"([a-z][a-z-]*)\\.[a-z][a-z-]*\"").Select(m => m.Groups[1].Value))) rooms.Add(room);
        Sources.None("Leads nowhere:", Used.Where(u => rooms.Contains(u.Id.Split('.')[0]) && !known.Contains(u.Id)).Select(u => $"{u.Place} {u.Id}"));
    }

    [Fact]
    public void Every_route_is_used()
    {
        var used = Used.Select(u => u.Id).Concat(Shortcuts).ToHashSet();
        var looks = Looks.ToList();
        Sources.None("Nothing that anybody is shown leads here:", Routes.Where(r => !used.Contains(r.Name) && !(r.Kind == RouteKind.CardRefresh && looks.Exists(r.Name.EndsWith))).Select(r => $"{r.Kind} {r.Name}"));
    }

    [Fact]
    public void Wire_ids_are_room_and_verb() =>
        Sources.None("room.verb, lower case:", Routes.Where(r => !Regex.IsMatch(r.Name, "^[a-z]+\\.[a-z]+(-[a-z]+)*$")).Select(r => r.Name));

    [Fact]
    public void Every_command_says_how_it_is_typed_and_what_it_does() =>
        Sources.None("how it is typed | what it does:", ChatRoutes.Table().All.Where(r => r.Kind == RouteKind.Command && r.Help.Split('|') is not [{ Length: > 0 }, { Length: > 0 }]).Select(r => r.Name));
}
