using BotCoach.Chat;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>A row of the main file as read: a deal, or why it is none; and what of it was read as another file spells it.</summary>
internal sealed record ImportCandidate(
    int Line, string[] Cells, ImportedDeal? Deal, ImportFault? Fault, IReadOnlyList<(string Theirs, string Ours)>? ReadAs = null);

/// <summary>A row with its verdict, as it is staged.</summary>
internal sealed record ImportJudged(ImportCandidate Row, ImportVerdict Verdict, ImportedDeal? Deal, ImportFault? Fault);

/// <summary>
/// Says of each row what would come of it: a new deal, a change, nothing, or a refusal with its reason. A move forward is asked of the one gate.
/// </summary>
internal sealed class ImportJudge(BotCoachDb db, ImportMatch match, StageShelf shelf, DealFiles files)
{
    public async Task<IReadOnlyList<ImportJudged>> JudgeAsync(
        string file, IReadOnlyList<ImportCandidate> rows, ImportPeople people, ImportRights rights, ImportGround ground, CancellationToken cancel)
    {
        var several = new HashSet<int>();
        var known = await match.FindAsync(rows, several, cancel);
        var before = known.Count == 0 ? null : await match.SaidBeforeAsync([.. known.Values.Select(d => d.Id)], cancel);
        var judged = new List<ImportJudged>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Deal is not { } said) judged.Add(new ImportJudged(row, ImportVerdict.Refuse, null, row.Fault));
            else if (several.Contains(row.Line)) judged.Add(Refuse(file, row, said.Name, "several deals here have this account and name. Give the row the id of one of them"));
            else if (known.GetValueOrDefault(row.Line) is { } deal)
                judged.Add(await ChangeAsync(file, row, deal, people, rights, before![deal.Id].ToDictionary(s => s.Key, s => s.Value), ground));
            else judged.Add(rights.MayCreate(people.Find(said.Owner)) is { } why ? Refuse(file, row, said.Owner, why) : new ImportJudged(row, ImportVerdict.Create, said, null));
        }
        return judged;
    }

    private async Task<ImportJudged> ChangeAsync(
        string file, ImportCandidate row, Deal deal, ImportPeople people, ImportRights rights, Dictionary<string, string?> before, ImportGround ground)
    {
        var said = row.Deal!;
        var owner = people.Find(said.Owner);
        if (rights.MayChange(deal, owner) is { } why) return Refuse(file, row, said.Name, why);
        var book = await shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);
        var copy = (Deal)db.Entry(deal).CurrentValues.ToObject();
        // someone unknown becomes a person when the import is applied; until then the change of owner is all that is known
        var change = ImportChange.Of(copy, said, owner?.Id ?? Guid.Empty, book, before, ground);
        if (change.IsNothing) return new ImportJudged(row, ImportVerdict.Same, said, null);
        if (await RefusalAsync(deal, change, said, book, owner?.Id ?? deal.OwnerId, ground) is { } refusal)
            return Refuse(file, row, ImportWords.Place(said, book), refusal);
        return new ImportJudged(row, ImportVerdict.Change, said with { Deal = deal.Id }, null);
    }

    /// <summary>Why a move cannot be made: the gate's answer with what the row itself brings along.</summary>
    private async Task<string?> RefusalAsync(Deal deal, ImportChange change, ImportedDeal said, StageBook book, Guid ownerId, ImportGround ground)
    {
        var won = change.Move == ImportMove.Close && said.Status == DealStatus.Won;
        if (change.Move != ImportMove.Forward && !won) return null;
        if (!won && book.Find(said.Stage) is null) return $"the deal is in another process, which has no such stage";
        if (won && !deal.IsOpen) return $"the deal is {deal.Status.ToString().ToLowerInvariant()} here already. Reopen it first";
        var copy = (Deal)db.Entry(deal).CurrentValues.ToObject();
        ImportChange.Write(copy, change.Fields, said, ownerId, ground);
        var dealFile = (await files.OpenAsync([copy]))[0];
        var answer = StageGate.Ask(dealFile, won ? StageGate.Won : said.Stage, dealFile.Today(ground.Now), ground.Now);
        return answer.Yes ? null : ImportWords.NotYet(answer);
    }

    private static ImportJudged Refuse(string file, ImportCandidate row, string? value, string why) =>
        new(row, ImportVerdict.Refuse, null, new ImportFault(file, row.Line, null, value, why));
}
