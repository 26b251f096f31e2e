using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>A deal as a search shows it.</summary>
public sealed record FoundDeal(
    Guid Id, string Name, string? Account, string? ExternalId, Guid OwnerId, DealStatus Status, string StageId, decimal? Amount, string Currency, string Search);

/// <summary>What a search found, best first. <paramref name="More"/>: there are still more than were read.</summary>
public sealed record FoundDeals(IReadOnlyList<FoundDeal> Deals, bool More)
{
    /// <summary>The one that is meant without doubt, or null.</summary>
    public FoundDeal? Only { get; init; }
}

/// <summary>
/// Finds deals by part of a name, account or id: words in any order, in any case. Own deals come before others', open before closed, exact before part.
/// </summary>
public sealed class DealFinder(DealAccess access)
{
    /// <summary>So many rows are read at most, however many match.</summary>
    public const int Most = 200;

    private const int MostWords = 8;

    public async Task<FoundDeals> FindAsync(Person person, string typed)
    {
        var words = WordsOf(typed);
        if (words.Count == 0) return new FoundDeals([], false);
        var matching = await access.OfAsync(person);
        foreach (var word in words) matching = matching.Where(d => d.Search.Contains(word));
        var start = string.Join(' ', words);
        var rows = await Read(matching
            .OrderBy(d => d.OwnerId == person.Id ? 0 : 1).ThenBy(d => d.Status == DealStatus.Open ? 0 : 1)
            .ThenBy(d => d.Search.StartsWith(start) ? 0 : 1).ThenBy(d => d.Search.Length).ThenBy(d => d.Id).Take(Most + 1)).ToListAsync();
        return Rank(rows, person.Id, start);
    }

    /// <summary>The person's own open deals, the most recent first: what may be meant when no name is given.</summary>
    public async Task<FoundDeals> RecentAsync(Person person)
    {
        var rows = await Read((await access.OfAsync(person)).Where(d => d.Status == DealStatus.Open)
            .OrderBy(d => d.OwnerId == person.Id ? 0 : 1).ThenByDescending(d => d.StageEnteredAt).ThenBy(d => d.Id).Take(Most + 1)).ToListAsync();
        return new FoundDeals([.. rows.Take(Most)], rows.Count > Most) { Only = rows.Count == 1 ? rows[0] : null };
    }

    /// <summary>Names to compare a mistyped one with.</summary>
    public async Task<IReadOnlyList<FoundDeal>> CandidatesAsync(Person person) => (await RecentAsync(person)).Deals;

    private static FoundDeals Rank(List<FoundDeal> rows, Guid me, string typed)
    {
        var ranked = rows.Take(Most)
            .OrderBy(d => d.OwnerId == me ? 0 : 1).ThenBy(d => d.Status == DealStatus.Open ? 0 : 1).ThenBy(d => IsExact(d, typed) ? 0 : 1)
            .ThenBy(d => d.Name, StringComparer.OrdinalIgnoreCase).ThenBy(d => d.Id).ToList();
        return new FoundDeals(ranked, rows.Count > Most) { Only = OnlyOf(ranked, typed) };
    }

    private static FoundDeal? OnlyOf(List<FoundDeal> ranked, string typed)
    {
        if (ranked.Count == 1) return ranked[0];
        var exact = ranked.Where(d => IsExact(d, typed)).ToList();
        if (exact.Count == 1 && (exact[0].Status == DealStatus.Open || ranked.All(d => d.Status != DealStatus.Open))) return exact[0];
        var open = exact.Where(d => d.Status == DealStatus.Open).ToList();
        return open.Count == 1 ? open[0] : null;
    }

    private static bool IsExact(FoundDeal deal, string typed) =>
        Same(deal.Name, typed) || Same(deal.Account, typed) || Same(deal.ExternalId, typed);

    private static bool Same(string? value, string typed) => value is not null && string.Join(' ', WordsOf(value)) == typed;

    private static List<string> WordsOf(string typed) =>
        [.. typed.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Any(char.IsLetterOrDigit)).Take(MostWords)];

    private static IQueryable<FoundDeal> Read(IQueryable<Deal> deals) => deals.Select(d =>
        new FoundDeal(d.Id, d.Name, d.Account, d.ExternalId, d.OwnerId, d.Status, d.StageId, d.Amount, d.Currency, d.Search));
}
