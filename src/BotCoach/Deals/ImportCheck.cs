using System.Text.Json;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>The dry run: judges rows, counts what would become of them, and keeps those that are refused. Nothing is committed here.</summary>
internal sealed class ImportCheck(BotCoachDb db, ImportJudge judge)
{
    /// <summary>Judges rows and counts them into the session's plan.</summary>
    public async Task<IReadOnlyList<ImportJudged>> JudgeAsync(
        ImportSession session, IReadOnlyList<ImportCandidate> rows, ImportPeople people, ImportRights rights, ImportGround ground, CancellationToken cancel)
    {
        var judged = await judge.JudgeAsync(session.Plan.Main, rows, people, rights, ground, applying: false, cancel);
        foreach (var row in judged)
        {
            Count(session.Plan, row, ground.Currency);
            session.Verdicts.Add(row);
        }
        if (rows.Count > 0) session.Plan.CheckedLine = rows[^1].Line;
        return judged;
    }

    /// <summary>Keeps the refused rows, to be looked at and put right.</summary>
    public Task KeepRefusedAsync(Guid importId, IReadOnlyList<ImportJudged> judged, CancellationToken cancel) =>
        db.AddManyAsync([.. judged.Where(j => j.Verdict == ImportVerdict.Refuse).Select(j => Refused(db.WorkspaceId, importId, j))], cancel);

    /// <summary>These rows are imported, as far as they may: what the gate refused counts as any refusal of its does.</summary>
    public Task CountRefusedAsync(IReadOnlyList<ImportJudged> judged) => db.AddRefusalsAsync([.. RefusedBy(judged)]);

    /// <summary>Nobody has said yet that they are to be imported: what the gate refused waits for that.</summary>
    public static void Await(ImportPlan plan, IReadOnlyList<ImportJudged> judged) =>
        plan.Stopped.AddRange(RefusedBy(judged).Take(ImportStopped.Most - plan.Stopped.Count).Select(ImportStopped.Of));

    /// <summary>All rows are judged: who of the files' people is new here, and how much comes before the deals.</summary>
    public async Task EndAsync(ImportSession session, bool mayAddPeople, CancellationToken cancel)
    {
        var known = await ImportPeople.LoadAsync(db, track: false, cancel);
        session.Plan.NewPeople = [.. session.Foundation.Select(f => f.Person).OfType<ImportedPerson>().Where(p => known.Known(p) is null).Select(p => p.Name)];
        session.Plan.Before = mayAddPeople ? session.Foundation.Count : 0;
    }

    public static ImportRow Refused(Guid workspaceId, Guid importId, ImportJudged judged) => new()
    {
        WorkspaceId = workspaceId, ImportId = importId, Line = judged.Row.Line, Cells = JsonSerializer.Serialize(judged.Row.Cells),
        Column = judged.Fault!.Column, Value = judged.Fault.Value, Why = judged.Fault.Why,
    };

    private static IEnumerable<GateRefusal> RefusedBy(IReadOnlyList<ImportJudged> judged) => judged.Select(j => j.Refusal).OfType<GateRefusal>();

    private static void Count(ImportPlan plan, ImportJudged row, string currency)
    {
        var tally = plan.Tally;
        tally.Count(row.Verdict, row.Deal, row.Deal?.Currency ?? currency);
        if (row.Verdict != ImportVerdict.Refuse && row.Row.Owner is { } owner) plan.Owners.TryAdd(row.Deal!.Owner, owner);
        if (row is { Verdict: ImportVerdict.Create, Deal: { Status: DealStatus.Open } made }) plan.OpenTo.Add(made.Owner);
        foreach (var (theirs, ours) in row.Row.ReadAs ?? []) tally.CountReadAs(theirs, ours);
    }
}
