using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>Reads a deal's history: a page of it in words, what happened since some instant, and how long it stayed where. Nothing here writes.</summary>
public sealed class DealStory(BotCoachDb db, StageShelf shelf, PeopleNames names)
{
    public const int AtOnce = 50;

    /// <summary>Entries before this number, the newest first; and the number before which the next page begins, null where that is all.</summary>
    public async Task<(IReadOnlyList<StoryLine> Lines, int? Next)> PageAsync(Deal deal, StageBook book, int? before, DateTimeZone zone, LocalDate today)
    {
        var events = db.DealEvents.AsNoTracking().Where(e => e.DealId == deal.Id);
        if (before is { } seq) events = events.Where(e => e.Seq < seq);
        var entries = await WithTextsAsync(deal.Id, await events.OrderByDescending(e => e.Seq).Take(AtOnce + 1).ToListAsync());
        List<DealEntry> shown = [.. entries.Take(AtOnce)];
        var words = new StoryWords(book, await StageNamesAsync(deal, book, shown.Select(e => e.Event)), await PeopleAsync(shown), deal.Currency, zone, today);
        return (shown.ConvertAll(words.Of), entries.Count > AtOnce ? shown[^1].Event.Seq : null);
    }

    /// <summary>What happened from this instant on.</summary>
    public async Task<IReadOnlyList<DealEntry>> SinceAsync(Guid deal, DateTimeOffset at) =>
        await WithTextsAsync(deal, await db.DealEvents.AsNoTracking().Where(e => e.DealId == deal && e.HappenedAt >= at).OrderByDescending(e => e.Seq).ToListAsync());

    /// <summary>Its ended stays by stage, in seconds.</summary>
    public async Task<IReadOnlyDictionary<string, long>> StaysAsync(Guid deal) => await db.DealEvents.AsNoTracking()
        .Where(e => e.DealId == deal && e.DwellSeconds != null && e.FromStage != null).GroupBy(e => e.FromStage!).Select(g => new { g.Key, Seconds = g.Sum(e => e.DwellSeconds!.Value) }).ToDictionaryAsync(g => g.Key, g => g.Seconds);

    /// <summary>Each day on which the close date was changed, the newest first.</summary>
    public async Task<IReadOnlyList<CloseMove>> CloseMovesAsync(Guid deal)
    {
        var events = await db.DealEvents.AsNoTracking().Where(e => e.DealId == deal && e.Before!.Contains("\"close-on\"")).OrderByDescending(e => e.Seq).Take(AtOnce).ToListAsync();
        return [.. from e in events let moved = new DealEntry(e, []).Differences().First(d => d.Field == "close-on") select new CloseMove(e.HappenedAt, moved.Before, moved.After)];
    }

    /// <summary>The names of stages that are in no book of today's: of older versions of the deal's own process.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StageNamesAsync(Deal deal, StageBook book, IEnumerable<DealEvent> events)
    {
        var open = events.SelectMany(e => (string?[])[e.FromStage, e.ToStage]).OfType<string>().Where(id => book.Find(id) is null).Distinct().ToList();
        var known = new Dictionary<string, string>();
        if (open.Count == 0) return known;
        var versions = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == deal.ProcessId && v.Number != deal.ProcessVersion).OrderByDescending(v => v.Number).Select(v => v.Number).ToListAsync();
        foreach (var version in versions.TakeWhile(_ => open.Any(id => !known.ContainsKey(id))))
            foreach (var stage in (await shelf.OpenAsync(deal.ProcessId, version)).Stages) known.TryAdd(stage.Id, stage.Name);
        return known;
    }

    private async Task<List<DealEntry>> WithTextsAsync(Guid deal, List<DealEvent> events)
    {
        if (events.Count == 0) return [];
        var (first, last) = (events.Min(e => e.Seq), events.Max(e => e.Seq));
        var texts = (await db.DealEventTexts.AsNoTracking().Where(t => t.DealId == deal && t.Seq >= first && t.Seq <= last).ToListAsync()).ToLookup(t => t.Seq);
        return events.ConvertAll(e => new DealEntry(e, [.. texts[e.Seq]]));
    }

    private Task<IReadOnlyDictionary<Guid, string>> PeopleAsync(List<DealEntry> entries) => names.OfAsync(entries.Select(e => e.Event.ActorId)
        .Concat(entries.SelectMany(e => e.Differences()).Where(d => d.Field is "owner" or "next-step-owner").SelectMany(d => (string?[])[d.Before, d.After]).Select(id => Guid.TryParse(id, out var known) ? known : (Guid?)null)));
}

/// <summary>The close date became another one; days as the history writes them.</summary>
public sealed record CloseMove(DateTimeOffset At, string? Before, string? After);
