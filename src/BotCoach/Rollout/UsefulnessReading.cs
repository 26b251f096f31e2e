using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Rollout;

/// <summary>
/// Counts how the items of a process have done in the last year: the gate's refusals, the moves that went through, and how criteria were answered. Of the answers
/// at most the newest so many are read, so that it takes the same for any company.
/// </summary>
public sealed class UsefulnessReading(BotCoachDb db, StageShelf shelf)
{
    private const int MostAnswers = 20_000;
    private const int Days = 365;
    private static readonly DealEventKind[] Forward = [DealEventKind.Advanced, DealEventKind.Won];

    public async Task<IReadOnlyList<ItemUse>> OfAsync(ProcessVersion version, DateTimeOffset now)
    {
        var (book, since) = (await shelf.OpenAsync(version.ProcessId, version.Number), now.AddDays(-Days));
        var passed = await PassedAsync(version.ProcessId, since);
        var refused = await db.GateRefusals.AsNoTracking().Where(r => r.ProcessId == version.ProcessId && r.Day >= LocalDate.FromDateTime(since.UtcDateTime)).ToListAsync();
        var (answers, asking) = (await AnswersAsync(version.ProcessId, since), await AskingAsync(version.ProcessId, refused));
        return [.. UsefulnessRules.Items(book).Select(item => Use(item, passed, [.. refused.Where(r => asking[r.Version].Contains(item.Id))], [.. answers[item.Id]]))];
    }

    /// <summary>What each version asked for that refused anything: of what it did not ask, its refusals say nothing.</summary>
    private async Task<IReadOnlyDictionary<int, HashSet<string>>> AskingAsync(Guid process, IEnumerable<GateRefusal> refused)
    {
        var asking = new Dictionary<int, HashSet<string>>();
        foreach (var number in refused.Select(r => r.Version).Distinct()) asking[number] = [.. UsefulnessRules.Items(await shelf.OpenAsync(process, number)).Select(i => i.Id)];
        return asking;
    }

    /// <summary>The moves forward, from where to where.</summary>
    private async Task<IReadOnlyList<Passed>> PassedAsync(Guid process, DateTimeOffset since) => await db.DealEvents.AsNoTracking()
        .Where(e => e.RecordedAt >= since && Forward.Contains(e.Kind) && db.Deals.Any(d => d.Id == e.DealId && d.ProcessId == process))
        .GroupBy(e => new { e.FromStage, e.ToStage }).Select(g => new Passed(g.Key.FromStage, g.Key.ToStage, g.Count())).ToListAsync();

    private async Task<ILookup<string, Said>> AnswersAsync(Guid process, DateTimeOffset since) => (await db.Answers.AsNoTracking()
        .Where(a => a.GivenAt >= since && db.Deals.Any(d => d.Id == a.DealId && d.ProcessId == process))
        .OrderByDescending(a => a.GivenAt).Take(MostAnswers).Select(a => new Said(a.CriterionId, a.State, a.Kind, a.Text, a.UnknownSince != null)).ToListAsync()).ToLookup(a => a.CriterionId);

    /// <summary>What is asked on the way in is asked by moves to its stage, all else by moves out of it.</summary>
    private static ItemUse Use(AskedItem item, IReadOnlyList<Passed> passed, IReadOnlyList<GateRefusal> refused, List<Said> said)
    {
        var stage = item.Stage.Id;
        var through = passed.Where(p => (item.IsEntry ? p.To : p.From) == stage).Sum(p => p.Times);
        var stopped = refused.Where(r => (item.IsEntry ? r.Target : r.StageId) == stage).ToList();
        return new ItemUse(
            stage, item.Stage.Name, item.Id, item.Text, item.Required, item.IsField, through + stopped.Count, stopped.Count(r => r.Missing.Split(',').Contains(item.Id)), said.Count,
            said.Count(a => a.Text is not null && a.Kind != EvidenceKind.Approver && Placeholders.IsOne(a.Text, item.Text, 1)), said.Count(a => a.IsUnknown),
            said.Count(a => a.State == AnswerState.Waived), said.Count(a => a.State == AnswerState.Disputed));
    }

    private sealed record Passed(string? From, string? To, int Times);

    private sealed record Said(string CriterionId, AnswerState State, EvidenceKind? Kind, string? Text, bool IsUnknown);
}
