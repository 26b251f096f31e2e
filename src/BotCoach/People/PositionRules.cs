using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.People;

/// <summary>Which change of somebody's position is none: the last admin's, and whatever would make somebody their own manager.</summary>
public static class PositionRules
{
    public const string Role = "role";
    public const string Team = "team";
    public const string Manager = "manager";
    public const int MostTeam = 80;
    private const int MostLevels = 50;

    public static IReadOnlyList<Option> RoleOptions { get; } = 
    [
        new("Rep", "Rep: own deals"), new("Manager", "Manager: the team’s deals"), new("Admin", "Admin: everything"), new("Reader", "Reader: how we sell and the company’s figures, no deal"),
    ];

    /// <summary>What was chosen in a form; null where somebody wrote it by hand.</summary>
    public static Position? Read(Func<string, string?> field)
    {
        if (!Enum.TryParse<Role>(field(Role), out var role) || !Enum.IsDefined(role)) return null;
        var manager = field(Manager) is { Length: > 0 } id ? Guid.TryParse(id, out var given) ? given : Guid.Empty : (Guid?)null;
        return new(role, field(Team) is { Length: > 0 } team ? team : null, manager);
    }

    /// <summary>The sentence at each field that cannot be.</summary>
    /// <param name="managerOf">Whom each manager reports to: the way up from the wanted one.</param>
    /// <param name="holds">What a reader may not have.</param>
    public static IReadOnlyDictionary<string, string> Faults(Person person, Position wanted, Person? manager, bool hasOtherAdmin, Func<Guid, Guid?> managerOf, bool willLead = false, PositionHolds holds = default)
    {
        var faults = new Dictionary<string, string>();
        if (person.Role == People.Role.Admin && wanted.Role != People.Role.Admin && !hasOtherAdmin) faults[Role] = $"{person.Name} is the last admin. Make somebody else an admin first.";
        else if (wanted.Role == People.Role.Reader && holds.Words is { } what) faults[Role] = $"{person.Name} has {what}. Give them to somebody else first: a reader has none.";
        if (wanted.SalesTeam?.Length > MostTeam) faults[Team] = $"A team’s name has at most {MostTeam} characters.";
        if (wanted.ManagerId is not { } id) return faults;
        if (manager is null or { Role: People.Role.Reader } || (!manager.Role.Leads() && !willLead) || manager.MergedInto is not null) faults[Manager] = "Choose somebody who is a manager or an admin.";
        else if (IsUnder(id, person.Id, managerOf)) faults[Manager] = id == person.Id ? "Nobody reports to themselves." : $"{manager.Name} reports to {person.Name}, so it cannot be the other way round too.";
        return faults;
    }

    /// <summary>What is written into the audit, a line for each thing that changed, without anybody's name.</summary>
    public static IEnumerable<string> Changes(Position was, Position now)
    {
        if (was.Role != now.Role) yield return $"role: {Name(was.Role)} → {Name(now.Role)}";
        if (was.SalesTeam != now.SalesTeam) yield return $"sales team: {was.SalesTeam ?? "none"} → {now.SalesTeam ?? "none"}";
        if (was.ManagerId != now.ManagerId) yield return $"manager: {Id(was.ManagerId)} → {Id(now.ManagerId)}";
    }

    private static bool IsUnder(Guid who, Guid whom, Func<Guid, Guid?> managerOf)
    {
        Guid? at = who;
        for (var level = 0; at is { } here && level < MostLevels; level++, at = managerOf(here)) if (here == whom) return true;
        return false;
    }

    private static string Name(Role role) => Wording.LowerFirst($"{role}");

    private static string Id(Guid? id) => id is { } known ? $"{known}" : "none";
}

/// <summary>What somebody has that needs somebody who works on deals: open deals, and people who report to them.</summary>
public readonly record struct PositionHolds(int Deals, int Reports)
{
    /// <summary>"3 open deals and 2 people who report to them"; null for nothing.</summary>
    public string? Words => (Deals, Reports) switch
    {
        (0, 0) => null,
        (_, 0) => Wording.Count(Deals, "open deal"),
        (0, _) => $"{Wording.Count(Reports, "person", "people")} to lead",
        _ => $"{Wording.Count(Deals, "open deal")} and {Wording.Count(Reports, "person", "people")} to lead",
    };
}
