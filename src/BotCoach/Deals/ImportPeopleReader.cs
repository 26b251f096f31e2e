namespace BotCoach.Deals;

/// <summary>The people that files name: owners of deals, those of a team file without any deal, and those who lead them.</summary>
internal static class ImportPeopleReader
{
    private static readonly string[] Read = ["owner", "owner-email", "name", "manager", "sales-team"];

    /// <summary>Leaders first, so that each is there when those who report to them come.</summary>
    /// <param name="owners">Who owns a deal that is not refused.</param>
    public static IReadOnlyList<ImportedPerson> Of(ImportReading reading, IEnumerable<ImportedPerson> owners)
    {
        var people = new Dictionary<string, ImportedPerson>();
        foreach (var table in reading.People)
            foreach (var row in table.Rows) Keep(people, FromTable(table, row));
        foreach (var owner in owners) Keep(people, owner);
        foreach (var leader in people.Values.Select(p => p.Manager).OfType<string>().ToList())
        {
            var known = people.GetValueOrDefault(ImportCells.Plain(leader)) ?? new ImportedPerson(leader);
            people[ImportCells.Plain(leader)] = known with { Leads = true };
        }
        return [.. people.Values.OrderByDescending(p => p.Leads)];
    }

    /// <summary>The columns of a file of people that say nothing we keep.</summary>
    public static IReadOnlyList<string> Unused(ImportColumns columns) =>
        [.. columns.Header.Where(h => !(columns.Meaning.TryGetValue(h, out var field) && Read.Contains(field)) && !IsEmail(h))];

    public static (string Name, string? Team) NameAndTeam(ImportTable table, string[] row)
    {
        var person = FromTable(table, row);
        return (person.Name, person.Team);
    }

    private static ImportedPerson FromTable(ImportTable table, string[] row)
    {
        var columns = table.Columns;
        string? Said(string field) => columns.Cell(row, field) is { Length: > 0 } cell ? cell : null;
        var (name, leader) = (Said("owner") ?? Said("name"), Said("manager"));
        return new ImportedPerson(
            Fitting(name) ?? table.KeyOf(row), Email(columns, row), Fitting(leader), Said("sales-team"));
    }

    private static string? Fitting(string? name) => name?.Length > ImportCells.MostName ? null : name;

    private static string? Email(ImportColumns columns, string[] row)
    {
        for (var i = 0; i < columns.Header.Count; i++)
            if (IsEmail(columns.Header[i]) && row[i].Contains('@')) return row[i];
        return null;
    }

    private static bool IsEmail(string column) => ImportCells.Plain(column) is "email" or "owneremail" or "emailaddress";

    private static void Keep(Dictionary<string, ImportedPerson> people, ImportedPerson person) => people.TryAdd(ImportCells.Plain(person.Name), person);
}
