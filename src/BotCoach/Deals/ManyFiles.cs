using System.Collections.Immutable;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>
/// Opens the files of many deals to be judged, past the change tracker: as they are stored, in one round trip, without the origins of what they say. Of words
/// that stand on many deals it knows no more than that they do.
/// </summary>
public sealed class ManyFiles(StageShelf shelf, Calendars calendars)
{
    private readonly Dictionary<(Guid, int), StageBook> _books = [];

    /// <param name="trip">What else is asked along with them.</param>
    /// <param name="known">Those of the deals that were read before, with all that is judged of them.</param>
    public async Task<IReadOnlyList<DealFile>> OpenAsync(ManyDeals which, RoundTrip trip, IReadOnlyList<Deal>? known = null)
    {
        var (deals, answers, people) = (known ?? which.Deals(trip), which.Answers(trip), which.Stakeholders(trip));
        var (artifacts, overrides, worn) = (which.Artifacts(trip), which.Overrides(trip), which.Worn(trip));
        await trip.RunAsync();
        var owners = await calendars.OfAsync([.. deals.Select(d => d.OwnerId).Distinct()]);
        await OpenBooksAsync(deals);
        var (ofAnswers, ofPeople, ofArtifacts) = (answers.ToLookup(a => a.DealId), people.ToLookup(s => s.DealId), artifacts.ToLookup(a => a.DealId));
        var (ofOverrides, ofWorn) = (overrides.ToLookup(o => o.DealId), worn.ToLookup(w => w.DealId));
        return
        [
            .. deals.Select(deal => new DealFile(
                deal, _books[(deal.ProcessId, deal.ProcessVersion)], [.. ofAnswers[deal.Id]], InOrder(ofPeople[deal.Id], s => s.Id),
                InOrder(ofArtifacts[deal.Id], a => a.AddedAt), InOrder(ofOverrides[deal.Id], o => o.GivenAt))
            {
                Zone = owners[deal.OwnerId].Zone,
                SameWordsOn = ofWorn.Contains(deal.Id) ? ofWorn[deal.Id].ToDictionary(w => w.Field, _ => Placeholders.SameOnTooMany) : NoWords,
            }),
        ];
    }

    private static readonly IReadOnlyDictionary<string, int> NoWords = new Dictionary<string, int>();

    // most deals have none or one
    private static ImmutableArray<T> InOrder<T, TKey>(IEnumerable<T> rows, Func<T, TKey> by)
    {
        ImmutableArray<T> some = [.. rows];
        return some.Length < 2 ? some : [.. some.OrderBy(by)];
    }

    private async Task OpenBooksAsync(IEnumerable<Deal> deals)
    {
        foreach (var pin in deals.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct())
            if (!_books.ContainsKey(pin)) _books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
    }
}
