using System.Text.Json;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>A change that somebody else made to a field: what stood there before, who, and when.</summary>
public sealed record FieldChange(string? Before, Guid? PersonId, DateTimeOffset At);

/// <summary>Reads from a deal's history who said what: for each field the last change, or what changed since a form was opened.</summary>
public sealed class DealOrigins(BotCoachDb db)
{
    private readonly Dictionary<(Guid DealId, int AfterSeq), (List<DealEvent> Entries, List<DealEventText> Texts)> _read = [];

    /// <summary>Reads the deal's history along with what else is asked.</summary>
    public void Ask(RoundTrip trip, Guid dealId, int afterSeq = 0) =>
        _read[(dealId, afterSeq)] = (trip.Ask(ClickRows.Events, dealId, afterSeq), trip.Ask(ClickRows.EventTexts, dealId, afterSeq));

    /// <summary>Who last changed what, by the fields' names in the history.</summary>
    public async Task<IReadOnlyDictionary<string, Origin>> OfAsync(Guid dealId)
    {
        var origins = new Dictionary<string, Origin>();
        foreach (var (entry, texts) in await ReadAsync(dealId, 0))
        {
            var origin = new Origin(entry.ActorId, entry.HappenedAt, entry.ActorChannel, entry.ActorBy);
            foreach (var field in Values(entry.After).Keys.Concat(texts.Select(t => t.Field))) origins[field] = origin;
        }
        return origins;
    }

    /// <summary>The fields that changed since this revision, each with what stood there at that revision.</summary>
    public async Task<IReadOnlyDictionary<string, FieldChange>> SinceAsync(Deal deal, long revision)
    {
        var changes = new Dictionary<string, FieldChange>();
        if (revision >= deal.Revision) return changes;
        // the revision and the number of the last event rise together
        foreach (var (entry, texts) in await ReadAsync(deal.Id, deal.EventSeq - (int)Math.Min(deal.Revision - revision, deal.EventSeq)))
        {
            var before = Values(entry.Before);
            foreach (var text in texts) before[text.Field] = text.Before;
            foreach (var field in before.Keys.Concat(Values(entry.After).Keys).Distinct())
                changes[field] = new FieldChange(
                    changes.TryGetValue(field, out var earlier) ? earlier.Before : before.GetValueOrDefault(field), entry.ActorId, entry.RecordedAt);
        }
        return changes;
    }

    private async Task<List<(DealEvent Entry, List<DealEventText> Texts)>> ReadAsync(Guid dealId, int afterSeq)
    {
        if (!_read.ContainsKey((dealId, afterSeq)))
        {
            var trip = new RoundTrip(db);
            Ask(trip, dealId, afterSeq);
            await trip.RunAsync();
        }
        var (stored, said) = _read[(dealId, afterSeq)];
        var entries = stored.ToList();
        entries.AddRange(db.DealEvents.Local.Where(e => e.DealId == dealId && e.Seq > afterSeq && db.Entry(e).State == EntityState.Added));
        var texts = said.ToList();
        texts.AddRange(db.DealEventTexts.Local.Where(t => t.DealId == dealId && db.Entry(t).State == EntityState.Added));
        var bySeq = texts.ToLookup(t => t.Seq);
        return [.. entries.OrderBy(e => e.Seq).Select(e => (e, bySeq[e.Seq].ToList()))];
    }

    private static Dictionary<string, string?> Values(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!;
}
