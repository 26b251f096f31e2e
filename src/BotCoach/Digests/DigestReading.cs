using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Digests;

/// <summary>
/// Reads how things stand with many managers' people at once and holds it against what each was told last: two round trips past the tracker, however many they are, and
/// one more each for promises, for names and for the reasons of moves back.
/// </summary>
public sealed class DigestReading(BotCoachDb db, ManyFiles files, WornWords words, StageShelf shelf, StageRates rates, PromiseReading promises)
{
    /// <summary>Conversion and stays are of so many weeks.</summary>
    public const int Weeks = 13;

    /// <summary>In the order of what was asked.</summary>
    public async Task<IReadOnlyList<DigestSheet>> OfAsync(IReadOnlyList<DigestAsk> asks, DateTimeOffset now)
    {
        if (asks.Count == 0) return [];
        List<DigestTeam> teams = [.. asks.Select(a => new DigestTeam(a, DigestJson.ReadSnapshot(a.Last?.Snapshot ?? ""), now.AddDays(-7 * Weeks)))];
        await ReadDealsAsync(teams);
        await ReadFilesAsync(teams, now);
        var (odds, promised) = (await rates.OfAsync(now), await promises.OfAsync(teams.Select(t => (t.Ask.Manager, t.Before?.At)), now));
        List<DigestSheet> sheets = [.. teams.Select(t => t.Sheet(odds, promised[t.Ask.Manager], now))];
        var (people, reasons) = (await PeopleAsync(sheets), await ReasonsAsync(sheets));
        return [.. sheets.Select(s => s with { People = people, Reasons = reasons })];
    }

    /// <summary>One that was sent, with what everything is called now. What deals were worth, whose they were and how promises stood is as of its day.</summary>
    public async Task<DigestSheet> AgainAsync(Digest sent)
    {
        var (snapshot, diff, trip) = (DigestJson.ReadSnapshot(sent.Snapshot)!, DigestJson.ReadDiff(sent.Diff)!, new RoundTrip(db));
        var rows = trip.Ask(DigestRows.Named, snapshot.Deals.Select(d => d.Id).Concat(diff.Left.Select(l => l.Deal)).ToArray());
        await trip.RunAsync();
        var names = new Dictionary<Guid, DigestName>();
        foreach (var row in rows) names[row.Id] = DigestName.Of(row, await shelf.OpenAsync(row.ProcessId, row.ProcessVersion));
        foreach (var deal in snapshot.Deals.Where(d => names.ContainsKey(d.Id))) names[deal.Id] = names[deal.Id] with { Owner = deal.Owner, Amount = deal.Amount, Currency = deal.Currency };
        var promised = (await promises.OfAsync([(sent.ManagerId, diff.Since)], snapshot.At))[sent.ManagerId];
        var told = snapshot.Deals.Select(d => d.Id).ToHashSet();
        var sheet = new DigestSheet(snapshot, diff, names, new Dictionary<Guid, string>()) { Promises = [.. promised.Where(p => told.Contains(p.Deal))] };
        return sheet with { People = await PeopleAsync([sheet]), Reasons = await ReasonsAsync([sheet]) };
    }

    private async Task ReadDealsAsync(IReadOnlyList<DigestTeam> teams)
    {
        var trip = new RoundTrip(db);
        var rows = trip.Ask(DigestRows.OfOwners, teams.SelectMany(t => t.Ask.People).Distinct().ToArray(), db.Stamp(teams.Min(t => t.From)));
        await trip.RunAsync();
        var ofOwner = rows.ToLookup(d => d.OwnerId);
        foreach (var team in teams) team.Take(team.Ask.People.SelectMany(p => ofOwner[p]));
    }

    private async Task ReadFilesAsync(IReadOnlyList<DigestTeam> teams, DateTimeOffset now)
    {
        var (told, looked) = (teams.SelectMany(t => t.Told).Distinct().ToArray(), teams.SelectMany(t => t.Looked).Distinct().ToArray());
        var gone = await GoneAsync([.. teams.SelectMany(t => t.Gone).Distinct()]);
        // counted of all words for many, of each deal's own for one
        var worn = teams.Count == 1 ? null : await words.LatelyAsync(db, now);
        var trip = new RoundTrip(db);
        List<Deal> deals = [.. teams.SelectMany(t => t.Rows).Concat(gone).DistinctBy(d => d.Id)];
        var events = trip.Ask(DigestRows.Since, looked, db.Stamp(teams.Min(t => t.From)));
        var holding = trip.Ask(DigestRows.Holding, told, DigestTeam.NotForManagers);
        var opened = (await files.OpenAsync(ManyDeals.JudgedOf(told, worn), trip, deals)).ToDictionary(f => f.Deal.Id);
        foreach (var pin in gone.Select(d => (d.ProcessId, d.ProcessVersion)).Distinct().ToList())
            foreach (var team in teams) team.Books[pin] = await shelf.OpenAsync(pin.ProcessId, pin.ProcessVersion);
        var (ofEvents, ofNudges, ofGone) = (events.ToLookup(e => e.DealId), holding.ToLookup(n => n.DealId), gone.ToDictionary(d => d.Id));
        foreach (var team in teams) team.Read(opened, ofEvents, ofNudges, ofGone, now);
    }

    /// <summary>Deals that were told of before, and are not among those that were read: few, and mostly none.</summary>
    private async Task<List<Deal>> GoneAsync(Guid[] ids)
    {
        if (ids.Length == 0) return [];
        var trip = new RoundTrip(db);
        var gone = trip.Ask(DigestRows.Whole, ids);
        await trip.RunAsync();
        return gone;
    }

    private async Task<IReadOnlyDictionary<Guid, string>> PeopleAsync(IReadOnlyList<DigestSheet> sheets)
    {
        Guid[] ids =
        [
            .. sheets.SelectMany(s => s.Now.Deals.Select(d => d.Owner).Concat(s.Diff.Left.Select(l => l.To).OfType<Guid>()).Concat(s.Diff.Owners.Select(o => o.From)).Concat(s.Promises.Select(p => p.Owner))).Distinct(),
        ];
        return await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name);
    }

    private async Task<IReadOnlyDictionary<Guid, string>> ReasonsAsync(IReadOnlyList<DigestSheet> sheets)
    {
        var why = sheets.SelectMany(s => s.Diff.Moves).Where(m => m.Reason is not null).DistinctBy(m => m.Deal).ToDictionary(m => m.Deal, m => m.Reason!.Value);
        if (why.Count == 0) return new Dictionary<Guid, string>();
        Guid[] deals = [.. why.Keys];
        var said = await db.DealEventTexts.AsNoTracking().Where(t => deals.Contains(t.DealId) && t.Field == "reason" && t.After != null).Select(t => new { t.DealId, t.Seq, t.After }).ToListAsync();
        return said.Where(t => why[t.DealId] == t.Seq).ToDictionary(t => t.DealId, t => t.After!);
    }
}
