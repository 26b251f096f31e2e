using BotCoach.People;

namespace BotCoach.Admin;

/// <summary>The places of the console's menu, in their order.</summary>
public static class ConsoleMenu
{
    private static readonly IReadOnlyList<MenuPlace> Places =
    [
        new("Pipeline", "/pipeline", Role.Rep), new("Forecast", "/forecast", Role.Manager), new("Company", "/company", Role.Manager) { Also = "/process-reviews", IsOfCompany = true }, new("Adoption", "/adoption", Role.Rep), new("Digests", "/digests", Role.Manager), new("Reviews", "/reviews", Role.Manager),
        new("Deals", "/admin/deals", Role.Manager) { Also = "/deals" }, new("Stages", "/admin/stages", Role.Manager) { IsForReaders = true }, new("People", "/admin/people", Role.Manager),
        new("Audit", "/admin/audit", Role.Admin), new("Settings", "/admin/settings", Role.Manager), new("Setup", "/admin/setup", Role.Admin),
    ];

    public static IReadOnlyList<MenuPlace> For(Visitor visitor) => [.. Places.Where(p => p.IsOfCompany ? visitor.SeesCompany : visitor.IsReader ? p.IsForReaders : visitor.Person.Role >= p.Needs)];
}

/// <summary>A place of the menu, and who may go there.</summary>
public sealed record MenuPlace(string Name, string Path, Role Needs)
{
    /// <summary>Where more of its pages lie; null: all are below its own path.</summary>
    public string? Also { get; init; }

    public bool IsForReaders { get; init; }

    /// <summary>It is for who sees the whole company's figures, whatever they are.</summary>
    public bool IsOfCompany { get; init; }

    /// <summary>The page at this path belongs to the place.</summary>
    public bool Leads(string path) => IsIn(path, Path) || (Also is not null && IsIn(path, Also));

    private static bool IsIn(string path, string place) => path.Equals(place, StringComparison.OrdinalIgnoreCase) || path.StartsWith(place + "/", StringComparison.OrdinalIgnoreCase);
}
