using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>Reads the audit, newest first, a page at a time: the deals' history and the audit's own entries in one order. Nothing here writes.</summary>
public sealed class AuditReading(BotCoachDb db)
{
    private const string OfDeals = "deal:";
    private const string OfEntries = "entry:";
    private const int MostMeant = 500;

    /// <summary>The kinds of the audit's own entries, by how they begin.</summary>
    public static IReadOnlyList<string> EntryKinds { get; } = ["refused", "console", "audit", "deals", "role", "sales team", "manager", "company", "process", "rules", "setup", "API key", "recap", "calls", "erased"];

    /// <summary>So many lines from a place on, and where the next ones begin; null: there are no more.</summary>
    public async Task<(IReadOnlyList<AuditLine> Lines, AuditPlace? Next)> ReadAsync(AuditFilter filter, AuditPlace? from, int size, DateTimeZone zone, CancellationToken cancel)
    {
        var (place, need) = (from ?? new AuditPlace(DateTimeOffset.MaxValue, 0), size + 1 + (from?.Skip ?? 0));
        var (people, deals) = (await MeantAsync(filter.Who, db.People.Select(p => new Named { Id = p.Id, Name = p.Name }), cancel), await MeantAsync(filter.Deal, db.Deals.Select(d => new Named { Id = d.Id, Name = d.Name }), cancel));
        var since = filter.From is { } first ? zone.AtStartOfDay(first).ToDateTimeOffset().ToUniversalTime() : DateTimeOffset.UnixEpoch;
        var until = filter.Until is { } last ? zone.AtStartOfDay(last.PlusDays(1)).ToDateTimeOffset().ToUniversalTime().AddMilliseconds(-1) : Latest;
        if (from is not null && place.At < until) until = place.At;
        var scope = new Scope(since, until, people, deals, need);
        var events = filter.What.StartsWith(OfEntries, StringComparison.Ordinal) ? [] : await EventsAsync(filter, scope, cancel);
        var entries = filter.What.StartsWith(OfDeals, StringComparison.Ordinal) ? [] : await EntriesAsync(filter, scope, cancel);
        // Of the same instant, the deals' come first, each in its own order, so that a place means the same when it is asked again.
        List<AuditLine> all = [.. events.Concat(entries).OrderByDescending(l => l.At)];
        // A place counts from its own instant on; where a day ends before it, from the first.
        var skip = from is { } at && until == at.At ? at.Skip : 0;
        List<AuditLine> page = [.. all.Skip(skip).Take(size)];
        return (page, all.Count > skip + size ? new AuditPlace(page[^1].At, PlaceIn(all, skip + size, page[^1].At)) : null);
    }

    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many of the first so many lines are of this instant.</summary>
    private static int PlaceIn(List<AuditLine> all, int shown, DateTimeOffset at) => all.Take(shown).Count(l => l.At == at);

    private async Task<List<AuditLine>> EventsAsync(AuditFilter filter, Scope scope, CancellationToken cancel)
    {
        var events = db.DealEvents.AsNoTracking().Where(e => e.RecordedAt >= scope.Since && e.RecordedAt <= scope.Until);
        if (scope.People is { } people) events = events.Where(e => e.ActorId != null && people.Contains(e.ActorId.Value));
        if (scope.Deals is { } deals) events = events.Where(e => deals.Contains(e.DealId));
        if (filter.What.Length > 0)
        {
            if (!Enum.TryParse<DealEventKind>(filter.What[OfDeals.Length..], out var kind)) return [];
            events = events.Where(e => e.Kind == kind);
        }
        return (await events.OrderByDescending(e => e.RecordedAt).ThenBy(e => e.DealId).ThenByDescending(e => e.Seq).Take(scope.Need).ToListAsync(cancel)).ConvertAll(AuditLine.Of);
    }

    private async Task<List<AuditLine>> EntriesAsync(AuditFilter filter, Scope scope, CancellationToken cancel)
    {
        var entries = db.AuditEntries.AsNoTracking().Where(a => a.At >= scope.Since && a.At <= scope.Until);
        if (scope.People is { } people) entries = entries.Where(a => (a.PersonId != null && people.Contains(a.PersonId.Value)) || people.Contains(a.About));
        if (scope.Deals is { } deals) entries = entries.Where(a => deals.Contains(a.About));
        if (filter.What.Length > 0)
        {
            var begins = filter.What[OfEntries.Length..];
            entries = entries.Where(a => a.What.StartsWith(begins));
        }
        var found = await entries.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(scope.Need).ToListAsync(cancel);
        return found.ConvertAll(a => new AuditLine(a.At, a.PersonId, a.Channel, a.What, a.About, a.What == "refused: a deal", ""));
    }

    /// <summary>Whom or what a part of a name means; null: it was not asked.</summary>
    private static async Task<List<Guid>?> MeantAsync(string part, IQueryable<Named> all, CancellationToken cancel)
    {
        if (part.Trim().ToLowerInvariant() is not { Length: > 0 } like) return null;
        return await all.Where(n => n.Name.ToLower().Contains(like)).OrderBy(n => n.Name).Take(MostMeant).Select(n => n.Id).ToListAsync(cancel);
    }

    private sealed record Scope(DateTimeOffset Since, DateTimeOffset Until, List<Guid>? People, List<Guid>? Deals, int Need);

    private sealed class Named
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
