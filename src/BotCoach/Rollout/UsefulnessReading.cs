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
    private static readonly DealEventKind[] Passed = [DealEventKind.Advanced, DealEventKind.Won];

    public async Task<IReadOnlyList<ItemUse>> OfAsync(ProcessVersion version, DateTimeOffset now)
    {
        var (book, since) = (await shelf.OpenAsync(version.ProcessId, version.Number), now.AddDays(-Days));
        var passed = await PassedAsync(version.ProcessId, since);
        var refused = await db.GateRefusals.AsNoTracking().Where(r => r.ProcessId == version.ProcessId && r.Day >= LocalDate.FromDateTime(since.UtcDateTime)).Select(r => new { r.StageId, r.Missing }).ToListAsync();
        var failed = refused.SelectMany(r => r.Missing.Split(',')).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
        var asked = refused.GroupBy(r => r.StageId).ToDictionary(g => g.Key, g => g.Count());
        var answers = await AnswersAsync(version.ProcessId);
        return [.. UsefulnessRules.Items(book).Select(item => Use(item, passed.GetValueOrDefault(item.Stage.Id) + asked.GetValueOrDefault(item.Stage.Id), failed.GetValueOrDefault(item.Id), [.. answers[item.Id]], now))];
    }

    private async Task<Dictionary<string, int>> PassedAsync(Guid process, DateTimeOffset since) => (await db.DealEvents.AsNoTracking()
        .Where(e => e.RecordedAt >= since && Passed.Contains(e.Kind) && e.FromStage != null && db.Deals.Any(d => d.Id == e.DealId && d.ProcessId == process))
        .GroupBy(e => e.FromStage!).Select(g => new { Stage = g.Key, Count = g.Count() }).ToListAsync()).ToDictionary(g => g.Stage, g => g.Count);

    private async Task<ILookup<string, Said>> AnswersAsync(Guid process) => (await db.Answers.AsNoTracking().Where(a => db.Deals.Any(d => d.Id == a.DealId && d.ProcessId == process))
        .OrderByDescending(a => a.GivenAt).Take(MostAnswers).Select(a => new Said(a.CriterionId, a.State, a.Kind, a.Text, a.UnknownSince != null)).ToListAsync()).ToLookup(a => a.CriterionId);

    private static ItemUse Use((Stage Stage, string Id, string Text, bool Required, bool IsField) item, int asked, int failed, List<Said> said, DateTimeOffset now) => new(
        item.Stage.Id, item.Stage.Name, item.Id, item.Text, item.Required, item.IsField, asked, failed, said.Count,
        said.Count(a => a.Text is not null && a.Kind != EvidenceKind.Approver && Placeholders.IsOne(a.Text, item.Text, 1)), said.Count(a => a.IsUnknown), said.Count(a => a.State == AnswerState.Waived), said.Count(a => a.State == AnswerState.Disputed));

    private sealed record Said(string CriterionId, AnswerState State, EvidenceKind? Kind, string? Text, bool IsUnknown);
}
