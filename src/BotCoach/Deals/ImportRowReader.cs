using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// Reads a row as a deal, or says what is wrong with it: the first thing that is, with its column and value.
/// </summary>
internal sealed class ImportRowReader(ImportReading reading, ImportPlan plan, IReadOnlyDictionary<ImportKind, ImportProcess> processes)
{
    public const string Formula = "this looks like a formula, which a spreadsheet would run. Write its result, or put a word in front";

    private static readonly string[] OfAnEnd = ["closed", "won-time", "lost-time", "reason"];
    private static readonly string[] OfALoss = ["lost-time"];
    private static readonly string[] OfAWin = ["won-time"];
    private static readonly string[] Kept = ["product", "manager"];

    private readonly ImportColumns _columns = reading.Columns;
    private readonly KnownExport? _export = KnownExports.Find(plan.Export);
    private readonly List<(ImportTable Table, int Place)> _tables =
        [.. reading.Tables.Select(t => (t, reading.Main.Header.ToList().IndexOf(t.DealColumn)))];
    private readonly Dictionary<(ImportKind, string Stage, string Status), ImportPlace> _places = [];
    private readonly Dictionary<string[], (string Name, string? Team)> _people = [];
    private List<(string Theirs, string Ours)>? _readAs;
    private string[] _cells = [];
    private int _line;
    private ImportFault? _fault;
    private ImportedPerson? _owner;

    public ImportCandidate Read(ImportCsvRow row)
    {
        (_line, _fault, _cells, _readAs) = (row.Line, null, row.Cells, null);
        RefuseFormulas();
        var deal = _fault is null ? Deal(Joined()) : null;
        return _fault is null ? new ImportCandidate(row.Line, row.Cells, deal, null, _readAs) { Owner = _owner } : new ImportCandidate(row.Line, row.Cells, null, _fault);
    }

    private ImportedDeal? Deal(List<(ImportTable Table, string[] Row)> joined)
    {
        var kind = ImportKind.Of(_columns, _cells);
        if (Place(kind) is not { } place) return null;
        var (amount, currency) = Amount();
        var owner = Owner(joined);
        var (closeOn, started) = (Day("close-date"), Day("started"));
        var closed = place.Status == DealStatus.Open ? null : Day("closed") ?? Day(place.Status == DealStatus.Won ? "won-time" : "lost-time") ?? closeOn;
        if (closed < started) Refuse("closed", "close-date", "the deal is closed before it began");
        var name = Text("name") ?? MadeName();
        RefuseLong(name, owner.Name);
        return new ImportedDeal
        {
            Id = Text("id"), Name = name, Named = Text("name") is not null, Account = Text("account"),
            Owner = owner.Name, Team = Text("sales-team") ?? owner.Team, Segment = kind.Segment, LeadSource = kind.LeadSource, DealType = kind.DealType,
            Amount = amount, Currency = currency, CloseOn = closeOn ?? closed, Started = started, Entered = Day("stage-entered"), Closed = closed,
            Process = place.Process.Id, Version = place.Process.Version, Stage = place.Stage, Status = place.Status, Reason = Text("reason"),
            NextStep = Text("next-step"), NextStepOn = Day("next-step-date"), Heard = Day("heard"), Touched = Day("touched"),
            Facts = Facts(), Custom = Custom(joined, place),
        };
    }

    private void RefuseFormulas()
    {
        for (var i = 0; i < _cells.Length; i++)
        {
            if (!ImportCells.IsText(_cells[i])) RefuseColumn(_columns.Header[i], "", "this cell holds a character that is no text");
            else if (ImportCells.IsFormula(_cells[i])) RefuseColumn(_columns.Header[i], _cells[i], Formula);
        }
    }

    /// <summary>Deals are found by these: they are looked up, and a look-up has its bounds.</summary>
    private void RefuseLong(string name, string owner)
    {
        const int most = ImportCells.MostName;
        foreach (var field in (string[])["id", "name", "account", "owner", "owner-email", "manager"])
            if (Text(field) is { Length: > most } cell) Refuse(field, field, TooLong(cell));
        if (name.Length > most) Refuse("product", "account", $"the deal's name made of product, account and id has more than {most} characters. Give it a name");
        if (owner.Length > most) Refuse("owner", "owner", $"this has more than {most} characters. Shorten it");
    }

    private static string TooLong(string cell) => $"this has {cell.Length:#,0} characters; at most {ImportCells.MostName} are kept. Shorten it";

    private List<(ImportTable Table, string[] Row)> Joined()
    {
        var joined = new List<(ImportTable, string[])>(_tables.Count);
        foreach (var (table, place) in _tables)
        {
            var theirs = _cells[place];
            if (table.Find(theirs) is not { } row) continue;
            joined.Add((table, row));
            if (table.KeyOf(row) is var ours && ours != theirs) Respell(place, theirs, ours);
        }
        return joined;
    }

    private void Respell(int place, string theirs, string ours)
    {
        // the row as the file has it stays untouched: a refused row is given back as it came
        _cells = (string[])_cells.Clone();
        _cells[place] = ours;
        (_readAs ??= []).Add((theirs, ours));
    }

    private ImportPlace? Place(ImportKind kind)
    {
        var field = ImportReading.StageField(_columns);
        var name = _columns.Cell(_cells, field);
        var status = field == "stage" ? _columns.Cell(_cells, "status") : "";
        if (name.Length == 0) Refuse(field, field, "the deal has no stage");
        else if (name.Length > ImportCells.MostName) Refuse(field, field, TooLong(name));
        if (_fault is not null) return null;
        if (!_places.TryGetValue((kind, name, status), out var place)) _places[(kind, name, status)] = place = ImportPlace.Of(processes[kind], name, status, _export);
        if (place.SaysNotHow) Refuse("status", "status", "it does not say whether the deal was won or lost");
        return place;
    }

    private (decimal? Amount, string? Currency) Amount()
    {
        var said = Text("currency")?.ToUpperInvariant();
        if (said is not null && !ImportNumbers.IsCurrency(said)) Refuse("currency", "currency", "this is not a currency's code of three letters, such as USD");
        if (Text("amount") is not { } cell) return (null, said);
        if (ImportNumbers.TryRead(cell, plan.DecimalMark, out var amount, out var currency, out var why)) return (amount, said ?? currency);
        Refuse("amount", "amount", why);
        return (null, said);
    }

    private (string Name, string? Team) Owner(List<(ImportTable Table, string[] Row)> joined)
    {
        var person = joined.FirstOrDefault(j => j.Table.Of == ImportTableOf.People);
        if (person.Row is not null)
        {
            _owner = null;
            if (!_people.TryGetValue(person.Row, out var known)) _people[person.Row] = known = ImportPeopleReader.NameAndTeam(person.Table, person.Row);
            return known;
        }
        var name = Text("owner") ?? Text("owner-email") ?? plan.Choices.Owner;
        if (name is not null)
        {
            _owner = new ImportedPerson(name, Text("owner-email"), Text("manager"), Text("sales-team"));
            return (name, null);
        }
        Refuse("owner", "owner", "the deal has no owner");
        return ("", null);
    }

    private string MadeName()
    {
        var parts = new[] { Text("product"), Text("account"), Text("id") }.OfType<string>().ToList();
        if (parts.Count == 0) Refuse("name", "name", "the deal has no name, no account and no id to be found by");
        return string.Join(" · ", parts);
    }

    private Dictionary<string, string>? Facts()
    {
        Dictionary<string, string>? facts = null;
        foreach (var (_, field) in _columns.Meaning)
            if (KnownFields.Facts.Contains(field) && Text(field) is { } value) (facts ??= [])[field] = value;
        return facts;
    }

    private Dictionary<string, string>? Custom(List<(ImportTable Table, string[] Row)> joined, ImportPlace place)
    {
        var custom = new Dictionary<string, string>();
        foreach (var (at, name) in _columns.Own)
            if (_cells[at].Length > 0) custom[name] = _cells[at];
        // what is said of an end that has not come, or of the other one, is nothing of ours
        foreach (var field in place.Status switch { DealStatus.Open => OfAnEnd, DealStatus.Won => OfALoss, _ => OfAWin })
            if (_columns.Has(field) && Text(field) is { } value) custom[_columns.NameOf(field)] = value;
        foreach (var field in Kept)
            if (_columns.Has(field) && Text(field) is { } value) custom[_columns.NameOf(field)] = value;
        // two of their stages may be one of ours; which it was stays known
        if (place.OwnStage is { } stage) custom[_columns.NameOf(ImportReading.StageField(_columns))] = stage;
        if (place.OwnStatus is { } status) custom[_columns.NameOf("status")] = status;
        foreach (var (table, row) in joined.Where(j => j.Table.Of == ImportTableOf.Deals))
            foreach (var (column, value) in table.Others(row))
                if (!custom.TryAdd(column, value)) custom[$"{table.File.Name}: {column}"] = value;
        return custom.Count == 0 ? null : custom;
    }

    private DateOnly? Day(string field)
    {
        if (Text(field) is not { } cell) return null;
        if (ImportDates.TryRead(cell, plan.Orders.GetValueOrDefault(field), out LocalDate day, out var why)) return day.ToDateOnly();
        Refuse(field, field, why);
        return null;
    }

    private string? Text(string field) => _columns.Cell(_cells, field) is { Length: > 0 } cell ? cell : null;

    private void Refuse(string field, string or, string why)
    {
        var named = _columns.Has(field) ? field : _columns.Has(or) ? or : null;
        RefuseColumn(named is null ? null : _columns.NameOf(named), named is null ? null : Text(named), why);
    }

    private void RefuseColumn(string? column, string? value, string why) => _fault ??= new ImportFault(reading.Main.Name, _line, column, value, why);
}
