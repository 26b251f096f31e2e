namespace BotCoach.Deals;

/// <summary>The people that files name: owners of deals, those of a team file without any deal, and those who lead them.</summary>
internal static class ImportPeopleReader
{
    /// <summary>Leaders first, so that each is there when those who report to them come.</summary>
    public static IReadOnlyList<ImportedPerson> Of(ImportReading reading, ImportFacts facts, ImportChoices choices)
    {
        var people = new Dictionary<string, ImportedPerson>();
        if (reading.People is { } table) foreach (var row in table.Rows) Keep(people, FromTable(table, row));
        foreach (var (owner, person) in facts.Owners)
            if (reading.People?.Find(owner) is null) Keep(people, person);
        if (choices.Owner is { } other && !reading.Columns.Has("owner")) Keep(people, new ImportedPerson(other));
        foreach (var leader in people.Values.Select(p => p.Manager).OfType<string>().ToList())
        {
            var known = people.GetValueOrDefault(ImportCells.Plain(leader)) ?? new ImportedPerson(leader);
            people[ImportCells.Plain(leader)] = known with { Leads = true };
        }
        return [.. people.Values.OrderByDescending(p => p.Leads)];
    }

    public static (string Name, string? Team) NameAndTeam(ImportTable table, string[] row)
    {
        var person = FromTable(table, row);
        return (person.Name, person.Team);
    }

    private static ImportedPerson FromTable(ImportTable table, string[] row)
    {
        var columns = table.Columns;
        string? Said(string field) => columns.Cell(row, field) is { Length: > 0 } cell ? cell : null;
        return new ImportedPerson(Said("owner") ?? Said("name") ?? table.KeyOf(row), Email(columns, row), Said("manager"), Said("sales-team"));
    }

    private static string? Email(ImportColumns columns, string[] row)
    {
        for (var i = 0; i < columns.Header.Count; i++)
            if (ImportCells.Plain(columns.Header[i]) is "email" or "owneremail" or "emailaddress" && row[i].Contains('@')) return row[i];
        return null;
    }

    private static void Keep(Dictionary<string, ImportedPerson> people, ImportedPerson person) => people.TryAdd(ImportCells.Plain(person.Name), person);
}
