using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>A row of the main file as read: a deal, or why it is none; and what of it was read as another file spells it.</summary>
internal sealed record ImportCandidate(
    int Line, string[] Cells, ImportedDeal? Deal, ImportFault? Fault, IReadOnlyList<(string Theirs, string Ours)>? ReadAs = null)
{
    /// <summary>What the row says of the deal's owner.</summary>
    public ImportedPerson? Owner { get; init; }
}

/// <summary>A row with its verdict.</summary>
internal sealed record ImportJudged(ImportCandidate Row, ImportVerdict Verdict, ImportedDeal? Deal, ImportFault? Fault)
{
    /// <summary>The deal that the row is about, as it was found, and what the row changes of it.</summary>
    public Deal? Known { get; init; }
    public ImportChange? Change { get; init; }

    /// <summary>Whose the row says it is; null while that is somebody unknown.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The deal's file, where the row moves it.</summary>
    public DealFile? File { get; init; }

    /// <summary>The gate's answer, where it is what refuses the row.</summary>
    public GateRefusal? Refusal { get; init; }

    /// <summary>Something is to be written: for a row that changes nothing, that its file says something else than last time.</summary>
    public bool Writes => Verdict is ImportVerdict.Create or ImportVerdict.Change || (Verdict == ImportVerdict.Same && Change!.SaysAnew);
}

/// <summary>
/// Says of each row what would come of it: a new deal, a change, nothing, or a refusal with its reason. A move forward is asked of the one gate.
/// </summary>
internal sealed class ImportJudge(BotCoachDb db, ImportMatch match, StageShelf shelf, DealFiles files)
{
    /// <param name="applying">The people of the files are here already: an owner who is not is refused.</param>
    public async Task<IReadOnlyList<ImportJudged>> JudgeAsync(
        string file, IReadOnlyList<ImportCandidate> rows, ImportPeople people, ImportRights rights, ImportGround ground, bool applying, CancellationToken cancel)
    {
        var several = new HashSet<int>();
        var known = await match.FindAsync(rows, several, cancel);
        var before = await match.SaidBeforeAsync([.. known.Values.Select(d => d.Id).Distinct()], cancel);
        var taken = new HashSet<Guid>();
        var judged = new List<ImportJudged>(rows.Count);
        foreach (var row in rows)
        {
            var deal = known.GetValueOrDefault(row.Line);
            if (row.Deal is not { } said) judged.Add(new ImportJudged(row, ImportVerdict.Refuse, null, row.Fault));
            else if (several.Contains(row.Line)) judged.Add(Refuse(file, row, said.Name, "several deals here have this account and name. Give the row the id of one of them"));
            else if (deal is not null && !taken.Add(deal.Id)) judged.Add(Refuse(file, row, said.Name, "another row of the file is about the same deal. Keep one of the two"));
            else if (MayNot(deal, people.Find(said.Owner), said, rights, applying) is var (value, why)) judged.Add(Refuse(file, row, value, why));
            else if (deal is not null) judged.Add(await ChangeAsync(row, deal, people.Find(said.Owner), before(deal.Id), ground));
            else judged.Add(new ImportJudged(row, ImportVerdict.Create, said, null));
        }
        return known.Count == 0 ? judged : await AskAsync(file, judged, ground);
    }

    private static (string Value, string Why)? MayNot(Deal? deal, Person? owner, ImportedDeal said, ImportRights rights, bool applying)
    {
        if (applying && owner is null) return (said.Owner, "nobody here has this name");
        if (owner is { Role: Role.Reader } && deal?.OwnerId != owner.Id) return (said.Owner, "this person is a reader here, and readers have no deals");
        var why = deal is null ? rights.MayCreate(owner) : rights.MayChange(deal, owner);
        return why is null ? null : (deal is null ? said.Owner : said.Name, why);
    }

    private async Task<ImportJudged> ChangeAsync(ImportCandidate row, Deal deal, Person? owner, IReadOnlyDictionary<string, string> before, ImportGround ground)
    {
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        // someone unknown becomes a person when the import is applied; until then the change of owner is all that is known
        var change = ImportChange.Of(Copy(deal), row.Deal!, owner?.Id ?? Guid.Empty, book, before, ground);
        return new ImportJudged(row, change.IsNothing ? ImportVerdict.Same : ImportVerdict.Change, row.Deal, null) { Known = deal, Change = change, OwnerId = owner?.Id };
    }

    /// <summary>Asks the gate for the rows that move a deal, with what each brings along; all their files are opened at once.</summary>
    private async Task<IReadOnlyList<ImportJudged>> AskAsync(string file, List<ImportJudged> judged, ImportGround ground)
    {
        var moving = judged.Index().Where(j => j.Item.Change is { Move: not (ImportMove.None or ImportMove.Elsewhere) }).ToList();
        var opened = await files.OpenAsync([.. moving.Select(m => Written(m.Item, ground))]);
        foreach (var ((place, row), dealFile) in moving.Zip(opened)) judged[place] = row with { File = dealFile };
        foreach (var (place, row) in judged.Index().Where(j => j.Item.Change is not null).ToList())
            if (RefusalOf(row, ground) is var (why, gate)) judged[place] = Refuse(file, row.Row, ImportWords.Place(row.Deal!, row.File?.Book), why) with { Refusal = gate };
        return judged;
    }

    private static (string Why, GateRefusal? Gate)? RefusalOf(ImportJudged row, ImportGround ground)
    {
        var (move, deal, said) = (row.Change!.Move, row.Known!, row.Deal!);
        if (move == ImportMove.Elsewhere) return ("the deal is in another process, which has no such stage", null);
        var won = move == ImportMove.Close && said.Status == DealStatus.Won;
        if (won && !deal.IsOpen) return ($"the deal is {deal.Status.ToString().ToLowerInvariant()} here already. Reopen it first", null);
        if (!won && !row.Change.GoesForward(row.File)) return null;
        var answer = StageGate.Ask(row.File!, won ? StageGate.Won : said.Stage, row.File!.Today(ground.Now), ground.Now);
        return answer.Yes ? null : (ImportWords.NotYet(answer), answer.Missing.Count > 0 ? GateRefusal.Of(row.File!, answer, ground.Now) : null);
    }

    private Deal Written(ImportJudged row, ImportGround ground)
    {
        var copy = Copy(row.Known!);
        ImportChange.Write(copy, row.Change!.Fields, row.Deal!, row.OwnerId ?? copy.OwnerId, ground);
        if (row.Change.Move == ImportMove.Reopen) copy.Status = DealStatus.Open;
        return copy;
    }

    private Deal Copy(Deal deal) => (Deal)db.Entry(deal).CurrentValues.ToObject();

    private static ImportJudged Refuse(string file, ImportCandidate row, string? value, string why) =>
        new(row, ImportVerdict.Refuse, null, new ImportFault(file, row.Line, null, value, why));
}
