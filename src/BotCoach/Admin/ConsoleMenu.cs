using BotCoach.People;

namespace BotCoach.Admin;

/// <summary>The places of the console's menu, in their order.</summary>
public static class ConsoleMenu
{
    private static readonly IReadOnlyList<MenuPlace> Places =
    [
        new("Stages", "/admin/stages", Role.Manager), new("People", "/admin/people", Role.Manager), new("Deals", "/admin/deals", Role.Manager), new("Digests", "/digests", Role.Manager),
        new("Audit", "/admin/audit", Role.Admin), new("Settings", "/admin/settings", Role.Manager), new("Setup", "/admin/setup", Role.Admin),
    ];

    public static IReadOnlyList<MenuPlace> For(Visitor visitor) => [.. Places.Where(p => visitor.Person.Role >= p.Needs)];
}

/// <summary>A place of the menu, and who may go there.</summary>
public sealed record MenuPlace(string Name, string Path, Role Needs)
{
    /// <summary>The page at this path belongs to the place.</summary>
    public bool Leads(string path) => path.Equals(Path, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Path + "/", StringComparison.OrdinalIgnoreCase);
}
