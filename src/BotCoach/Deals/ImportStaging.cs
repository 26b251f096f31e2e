using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>
/// The dry run: judges rows and, for an import that is to be applied, lays them down beside the deals. A batch is one unit of work;
/// the caller commits it, and the next goes on behind it.
/// </summary>
internal sealed class ImportStaging(BotCoachDb db, ImportJudge judge)
{
    /// <summary>Judges rows and counts them into the plan.</summary>
    public async Task<IReadOnlyList<ImportJudged>> JudgeAsync(
        ImportPlan plan, IReadOnlyList<ImportCandidate> rows, ImportPeople people, ImportRights rights, ImportGround ground, CancellationToken cancel)
    {
        var judged = await judge.JudgeAsync(plan.Main, rows, people, rights, ground, applying: false, cancel);
        foreach (var row in judged) Count(plan, row, ground.Currency);
        if (rows.Count > 0) plan.StagedLine = rows[^1].Line;
        return judged;
    }

    /// <summary>Lays judged rows down; what is the same already, and said in the same words, needs no row.</summary>
    public Task KeepAsync(Guid importId, IReadOnlyList<ImportJudged> judged, CancellationToken cancel) =>
        db.AddManyAsync([.. judged.Where(j => j.Writes || j.Verdict == ImportVerdict.Refuse).Select(j => Row(importId, j))], cancel);

    /// <summary>
    /// Lays down the people and accounts of the files, on lines below zero, so that they are applied first: once all rows are judged, since
    /// whoever owns refused rows alone is nobody.
    /// </summary>
    public async Task KeepFoundationAsync(Guid importId, ImportPlan plan, ImportReading reading, CancellationToken cancel)
    {
        var rows = (await FindPeopleAsync(plan, reading, cancel)).Select(p => new ImportedRow { Person = p }).ToList();
        foreach (var accounts in reading.Accounts) rows.AddRange(accounts.Rows.Select(r => new ImportedRow { Account = AccountOf(accounts, r) }));
        plan.Before = rows.Count;
        await db.AddManyAsync([.. rows.Select((row, i) => new ImportRow
        {
            WorkspaceId = db.WorkspaceId, ImportId = importId, Line = i - rows.Count, Verdict = ImportVerdict.Create, Content = row.ToJson(),
        })], cancel);
    }

    /// <summary>The people of the files; who of them is new here is noted.</summary>
    public async Task<IReadOnlyList<ImportedPerson>> FindPeopleAsync(ImportPlan plan, ImportReading reading, CancellationToken cancel)
    {
        var known = await ImportPeople.LoadAsync(db, track: false, cancel);
        var people = ImportPeopleReader.Of(reading, plan.Owners.Values);
        plan.NewPeople = [.. people.Where(p => known.Known(p) is null).Select(p => p.Name)];
        return people;
    }

    private ImportRow Row(Guid importId, ImportJudged judged) => new()
    {
        WorkspaceId = db.WorkspaceId, ImportId = importId, Line = judged.Row.Line, Verdict = judged.Verdict,
        Content = (judged.Deal is null ? new ImportedRow { Cells = judged.Row.Cells } : new ImportedRow { Deal = judged.Deal }).ToJson(),
        Column = judged.Fault?.Column, Value = judged.Fault?.Value, Why = judged.Fault?.Why,
    };

    private static ImportedAccount AccountOf(ImportTable accounts, string[] row) =>
        new(accounts.KeyOf(row), accounts.Others(row).ToDictionary(o => o.Column, o => o.Value));

    private static void Count(ImportPlan plan, ImportJudged row, string currency)
    {
        var tally = plan.Tally;
        tally.Count(row.Verdict, row.Deal, row.Deal?.Currency ?? currency);
        if (row.Verdict != ImportVerdict.Refuse && row.Row.Owner is { } owner) plan.Owners.TryAdd(row.Deal!.Owner, owner);
        if (row is { Verdict: ImportVerdict.Create, Deal: { Status: DealStatus.Open } made }) plan.OpenTo.Add(made.Owner);
        foreach (var (theirs, ours) in row.Row.ReadAs ?? []) tally.CountReadAs(theirs, ours);
    }
}
