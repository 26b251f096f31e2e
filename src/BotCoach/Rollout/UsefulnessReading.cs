using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Rollout;

/// <summary>
/// Counts how the items of a process have done in the last year: the gate's refusals, the moves that went through, how criteria were answered, and what stands in
/// the fields. Of the answers and the deals at most the newest so many are read, so that it takes the same for any company.
/// </summary>
public sealed class UsefulnessReading(BotCoachDb db, StageShelf shelf)
{
    private const int MostAnswers = 20_000;
    private const int MostDeals = 5_000;
    private const int Days = 365;
    private static readonly DealEventKind[] Forward = [DealEventKind.Advanced, DealEventKind.Won];

    public async Task<IReadOnlyList<ItemUse>> OfAsync(ProcessVersion version, DateTimeOffset now)
    {
        var (book, since) = (await shelf.OpenAsync(version.ProcessId, version.Number), now.AddDays(-Days));
        var passed = await PassedAsync(version.ProcessId, since);
        var refused = await db.GateRefusals.AsNoTracking().Where(r => r.ProcessId == version.ProcessId && r.Day >= LocalDate.FromDateTime(since.UtcDateTime)).ToListAsync();
        var (answers, asking) = (await AnswersAsync(version.ProcessId, since), await AskingAsync(version.ProcessId, refused.Select(r => r.Version).Concat(passed.Select(p => p.Version))));
        var (fields, read) = (await FieldsAsync(version.ProcessId), StageBookRules.FieldsRead(book));
        return
        [
            .. UsefulnessRules.Items(book).Select(item => item.Field is { } field
                ? Of(item, []) with { Answers = fields.GetValueOrDefault(field)?.Filled ?? 0, Empty = fields.GetValueOrDefault(field)?.Empty ?? 0, IsUnread = !read.Contains(field) }
                : Of(item, [.. answers[item.Id]])),
            .. UsefulnessRules.Others(book, fields.Values),
        ];

        ItemUse Of(AskedItem item, List<Said> said) => Use(item, [.. passed.Where(p => asking[p.Version].Contains(item.Id))], [.. refused.Where(r => asking[r.Version].Contains(item.Id))], said);
    }

    /// <summary>What each version asked for by which anything was refused or moved: of what it did not ask, that says nothing.</summary>
    private async Task<IReadOnlyDictionary<int, HashSet<string>>> AskingAsync(Guid process, IEnumerable<int> versions)
    {
        var asking = new Dictionary<int, HashSet<string>>();
        foreach (var number in versions.Distinct()) asking[number] = [.. UsefulnessRules.Items(await shelf.OpenAsync(process, number)).Select(i => i.Id)];
        return asking;
    }

    /// <summary>
    /// The moves forward, from where to where, and by which version: the one to which the deal had last moved before, or from which it moved on after, or in which it
    /// has always been.
    /// </summary>
    private async Task<IReadOnlyList<Passed>> PassedAsync(Guid process, DateTimeOffset since)
    {
        var changes = db.DealEvents.AsNoTracking().Where(v => v.Kind == DealEventKind.VersionChanged);
        var moves = db.DealEvents.AsNoTracking().Where(e => e.RecordedAt >= since && Forward.Contains(e.Kind))
            .Join(db.Deals.Where(d => d.ProcessId == process), e => e.DealId, d => d.Id, (e, d) => new
            {
                e.FromStage, e.ToStage, d.ProcessVersion,
                Came = changes.Where(v => v.DealId == e.DealId && v.Seq < e.Seq).OrderByDescending(v => v.Seq).Select(v => v.After).FirstOrDefault(),
                Left = changes.Where(v => v.DealId == e.DealId && v.Seq > e.Seq).OrderBy(v => v.Seq).Select(v => v.Before).FirstOrDefault(),
            });
        var counted = await moves.GroupBy(m => new { m.FromStage, m.ToStage, m.ProcessVersion, m.Came, m.Left }).Select(g => new { g.Key, Times = g.Count() }).ToListAsync();
        return [.. counted.Select(c => new Passed(c.Key.FromStage, c.Key.ToStage, VersionRules.NumberIn(c.Key.Came ?? c.Key.Left) ?? c.Key.ProcessVersion, c.Times))];
    }

    private async Task<ILookup<string, Said>> AnswersAsync(Guid process, DateTimeOffset since) => (await db.Answers.AsNoTracking()
        .Where(a => a.GivenAt >= since && db.Deals.Any(d => d.Id == a.DealId && d.ProcessId == process))
        .OrderByDescending(a => a.GivenAt).Take(MostAnswers).Select(a => new Said(a.CriterionId, a.State, a.Kind, a.Text, a.UnknownSince != null)).ToListAsync()).ToLookup(a => a.CriterionId);

    /// <summary>What stands in the fields that hold words: the next step, the facts, and the company's own.</summary>
    private async Task<IReadOnlyDictionary<string, FieldUse>> FieldsAsync(Guid process)
    {
        var deals = await db.Deals.AsNoTracking().Where(d => d.ProcessId == process).OrderByDescending(d => d.Id).Take(MostDeals).Select(d => new { d.NextStep, d.Facts, d.Custom }).ToListAsync();
        var filled = deals.SelectMany(d => d.Facts.Concat(d.Custom.Select(c => KeyValuePair.Create($"custom:{c.Key}", c.Value))).Append(KeyValuePair.Create("next-step", d.NextStep ?? "")))
            .Where(f => !string.IsNullOrWhiteSpace(f.Value));
        return filled.GroupBy(f => f.Key, f => f.Value).ToDictionary(g => g.Key, g => new FieldUse(g.Key, g.Count(), g.Count(v => Placeholders.IsOne(v))));
    }

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

    private sealed record Passed(string? From, string? To, int Version, int Times);

    private sealed record Said(string CriterionId, AnswerState State, EvidenceKind? Kind, string? Text, bool IsUnknown);
}
