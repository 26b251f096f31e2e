using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>A page of theirs, judged by the one gate and written by the verbs that everybody uses: what is new, what changed, what has to wait for somebody.</summary>
internal sealed class CrmPages(BotCoachDb db, ImportJudge judge, ImportMatch match, ImportChanging changing, StageShelf shelf, CrmConflicts conflicts, CrmErrors errors, CrmEnds ends, DealTriage triage, PersonClocks clocks)
{
    /// <summary>What would come of it, counted; refused deals are kept with their reasons, and nothing else is written.</summary>
    public async Task CheckAsync(CrmLink link, string source, IReadOnlyList<SourceDeal> deals, DateTimeOffset now)
    {
        var page = await OpenAsync(link, source, [.. deals.Where(d => !d.IsDeleted)], now);
        var people = await ImportPeople.LoadAsync(db, track: false, default);
        var judged = await judge.JudgeAsync(source, page.Candidates, people, ImportRights.All, page.Ground, applying: false, default);
        Count(link, judged);
        await errors.KeepAsync(link, [.. judged.Where(j => j.Fault is not null).Select(j => (page.IdOf(j), j.Fault!.Why))], now, tries: false);
    }

    /// <summary>
    /// Written down; a deal that is known as of this very change is passed over. False: first something had to be written down alone (two became one, one came or went, an owner is new), and the page is to be read once more.
    /// </summary>
    public async Task<bool> ApplyAsync(CrmLink link, string source, IReadOnlyList<SourceDeal> deals, DateTimeOffset now, bool again = false)
    {
        var fresh = again ? deals : await FreshAsync(link, deals);
        if (fresh.Count == 0) return true;
        if (await ends.AnyAsync(link, source, fresh, now)) return false;
        var page = await OpenAsync(link, source, [.. fresh.Where(d => !d.IsDeleted)], now);
        var people = await ImportPeople.LoadAsync(db, track: false, default);
        if (await AddOwnersAsync(page, people, now)) return false;
        var judged = await judge.JudgeAsync(source, page.Candidates, people, ImportRights.All, page.Ground, applying: true, default);
        var (held, why) = await WithoutMovesAsync(page, judged, people);
        held = await conflicts.SetApartAsync(link, source, held, page.IdOf, why.Keys.ToHashSet(), now);
        var written = await changing.WriteAsync(source, held, page.Ground, default);
        var made = written.Where(j => j.Verdict == ImportVerdict.Create).Select(j => (Id: page.IdOf(j), New: ImportNewDeal.Of(j.Deal!, people.Find(j.Deal!.Owner)!.Id, page.Ground))).ToList();
        await AddAsync([.. made.Select(m => m.New)]);
        await KeepAsync(link, page, written, made.ToDictionary(m => m.Id, m => m.New.Deal.Id));
        if (link.State == CrmState.Live) await OfferAsync([.. made.Select(m => m.New.Deal).Where(d => d.Triage == Triage.Waiting).Select(d => d.OwnerId).Distinct()], now);
        Count(link, written);
        foreach (var fault in written.Where(j => j.Fault is not null)) why[page.IdOf(fault)] = fault.Fault!.Why;
        await errors.KeepAsync(link, [.. why.Select(w => (w.Key, w.Value))], now, tries: true);
        await errors.ClearAsync(link, [.. fresh.Select(d => d.Id).Where(id => !why.ContainsKey(id))]);
        return true;
    }

    /// <summary>The first sync is over: every owner gets one card for what came in, and nobody is flooded.</summary>
    public async Task OfferAllAsync(CrmLink link, DateTimeOffset now) =>
        await OfferAsync(await db.Deals.Where(d => d.Source == link.Kind && d.Status == DealStatus.Open && d.Triage == Triage.Waiting).Select(d => d.OwnerId).Distinct().ToListAsync(), now);

    private async Task OfferAsync(IReadOnlyList<Guid> owners, DateTimeOffset now)
    {
        foreach (var owner in owners) await triage.OfferAsync(owner, now);
        if (owners.Count > 0) await clocks.DealsChangedAsync(owners, now);
    }

    /// <summary>Those that are not known as of this very change.</summary>
    public async Task<IReadOnlyList<SourceDeal>> FreshAsync(CrmLink link, IReadOnlyList<SourceDeal> deals)
    {
        var known = await KnownAsync(link, deals);
        return [.. deals.Where(d => !known.TryGetValue(d.Id, out var row) || row.ModifiedAt != d.Modified || row.IsGone != d.IsDeleted)];
    }

    private async Task<CrmPage> OpenAsync(CrmLink link, string source, IReadOnlyList<SourceDeal> deals, DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        match.Own = link.Kind;
        var ground = new ImportGround(await db.Workspaces.AsNoTracking().SingleAsync(), new Actor(null, Role.Admin, link.Kind, By.Import), now)
        {
            Source = link.Kind, Why = $"{source} says so.", Pilots = [.. (await shelf.PilotsAsync()).Select(v => (v, StageBookJson.Read(v.Document)))],
        };
        var (says, pins, candidates) = (CrmSays.Of(link), await PinsAsync(link, deals), new List<ImportCandidate>(deals.Count));
        foreach (var (place, deal) in deals.Index())
        {
            var (process, version) = pins.TryGetValue(deal.Id, out var pin) ? pin : await ChooseAsync(deal);
            var (read, wrong) = CrmRules.Read(deal, says, await shelf.OpenAsync(process, version), process, version);
            candidates.Add(new ImportCandidate(place, [], read, wrong is null ? null : new ImportFault(source, place, null, null, wrong)));
        }
        return new CrmPage(source, deals, candidates, ground, says);
    }

    private async Task<(Guid, int)> ChooseAsync(SourceDeal deal)
    {
        var version = await shelf.ChooseAsync(null, deal.LeadSource, deal.DealType);
        return (version.ProcessId, version.Number);
    }

    /// <summary>The process that a deal which is here already goes by.</summary>
    private async Task<Dictionary<string, (Guid, int)>> PinsAsync(CrmLink link, IReadOnlyList<SourceDeal> deals)
    {
        var ids = deals.Select(d => d.Id).ToList();
        var sources = ImportMatch.SourcesBehind(link.Kind);
        var found = await db.Deals.AsNoTracking().Where(d => sources.Contains(d.Source) && EF.Parameter(ids).Contains(d.ExternalId!)).Select(d => new { d.ExternalId, d.Source, d.ProcessId, d.ProcessVersion }).ToListAsync();
        return found.GroupBy(d => d.ExternalId!).ToDictionary(g => g.Key, g => g.MinBy(d => Array.IndexOf(sources, d.Source)) is var first ? (first!.ProcessId, first.ProcessVersion) : default);
    }

    private async Task<Dictionary<string, CrmDeal>> KnownAsync(CrmLink link, IReadOnlyList<SourceDeal> deals)
    {
        var ids = deals.Select(d => d.Id).ToList();
        return await db.CrmDeals.AsNoTracking().Where(d => d.LinkId == link.Id && EF.Parameter(ids).Contains(d.TheirId)).ToDictionaryAsync(d => d.TheirId);
    }

    /// <summary>Owners whom nobody here knows become reps, as in an import; one known by name alone gets the address. True: there were such, and the page is written once they are there.</summary>
    private async Task<bool> AddOwnersAsync(CrmPage page, ImportPeople people, DateTimeOffset now)
    {
        var owners = page.Deals.Select(page.Says.OwnerOf).OfType<SourceOwner>().DistinctBy(o => o.Email ?? o.Name).Where(o => people.Find(o.Email ?? o.Name) is null).ToList();
        if (owners.Count == 0) return false;
        var known = await ImportPeople.LoadAsync(db, track: true, default);
        foreach (var owner in owners)
        {
            // of the same name with another address is somebody else
            if (known.Find(owner.Name) is not { Email: not null }) known.Apply(db, new ImportedPerson(owner.Name, owner.Email), now);
            else db.People.Add(new Person { WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), Name = owner.Name, Email = owner.Email, CreatedAt = now, StartedOn = now.DayIn(NodaTime.DateTimeZone.Utc) });
        }
        return true;
    }

    /// <summary>What the gate, or a closed deal, refuses of a deal is its move: its fields come in all the same, and the reason is kept.</summary>
    private async Task<(IReadOnlyList<ImportJudged> Judged, Dictionary<string, string> Why)> WithoutMovesAsync(CrmPage page, IReadOnlyList<ImportJudged> judged, ImportPeople people)
    {
        var why = new Dictionary<string, string>();
        var standing = judged.Where(j => j.Verdict == ImportVerdict.Refuse && j.Row.Deal is not null).ToList();
        var places = await PlacesAsync([.. standing.Select(j => j.Row.Deal!.Id!)]);
        var again = standing.Where(j => places.ContainsKey(j.Row.Deal!.Id!)).Select(j => j.Row with { Deal = Stays(j.Row.Deal!, places[j.Row.Deal!.Id!]) }).ToList();
        if (again.Count == 0) return (judged, why);
        foreach (var row in again) why[page.Deals[row.Line].Id] = judged.First(j => j.Row.Line == row.Line).Fault!.Why;
        await db.AddRefusalsAsync([.. standing.Select(j => j.Refusal).OfType<GateRefusal>()]);
        var second = (await judge.JudgeAsync(page.Source, again, people, ImportRights.All, page.Ground, applying: true, default)).ToDictionary(j => j.Row.Line);
        // a move that was refused is nothing that both agree on
        var before = await match.SaidBeforeAsync([.. second.Values.Select(j => j.Known).OfType<Deal>().Select(d => d.Id)], default);
        foreach (var (line, row) in second.ToList())
            if (row is { Known: { } known, Change: { } change }) second[line] = row with { Change = change with { Said = CrmRules.AsBefore(change.Said, ["stage", "status"], before(known.Id)) } };
        return ([.. judged.Select(j => second.GetValueOrDefault(j.Row.Line) ?? j)], why);
    }

    private async Task<Dictionary<string, Deal>> PlacesAsync(List<string> ids)
    {
        if (ids.Count == 0) return [];
        var sources = ImportMatch.SourcesBehind(match.Own!);
        var found = await db.Deals.AsNoTracking().Where(d => sources.Contains(d.Source) && EF.Parameter(ids).Contains(d.ExternalId!)).ToListAsync();
        return found.GroupBy(d => d.ExternalId!).ToDictionary(g => g.Key, g => g.MinBy(d => Array.IndexOf(sources, d.Source))!);
    }

    private static ImportedDeal Stays(ImportedDeal said, Deal deal) => said with { Process = deal.ProcessId, Version = deal.ProcessVersion, Stage = deal.StageId, Status = deal.Status, Reason = null, Entered = null, Closed = null };

    private async Task AddAsync(IReadOnlyCollection<ImportNewDeal> made)
    {
        await db.AddManyAsync([.. made.Select(m => m.Deal)], default);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).Select(e => e.Event)], default);
        await db.AddManyAsync([.. made.SelectMany(m => m.Entries).SelectMany(e => e.Texts)], default);
        await db.AddManyAsync([.. made.SelectMany(m => m.Said)], default);
    }

    /// <summary>Which of theirs is which of ours, as of this change.</summary>
    private async Task KeepAsync(CrmLink link, CrmPage page, IReadOnlyList<ImportJudged> written, Dictionary<string, Guid> made)
    {
        var ids = page.Deals.Select(d => d.Id).ToList();
        var rows = await db.CrmDeals.Where(d => d.LinkId == link.Id && EF.Parameter(ids).Contains(d.TheirId)).ToDictionaryAsync(d => d.TheirId);
        var fresh = new List<CrmDeal>();
        foreach (var row in written)
        {
            var deal = page.Deals[row.Row.Line];
            if ((row.Known?.Id ?? (made.TryGetValue(deal.Id, out var id) ? id : (Guid?)null)) is not { } ours) continue;
            if (rows.TryGetValue(deal.Id, out var there)) (there.DealId, there.ModifiedAt) = (ours, deal.Modified);
            else fresh.Add(new CrmDeal { WorkspaceId = db.WorkspaceId, LinkId = link.Id, TheirId = deal.Id, DealId = ours, ModifiedAt = deal.Modified });
        }
        await db.AddManyAsync(fresh, default);
    }

    private static void Count(CrmLink link, IReadOnlyList<ImportJudged> judged)
    {
        foreach (var row in judged)
            _ = row.Verdict switch { ImportVerdict.Create => link.Created++, ImportVerdict.Change => link.Changed++, ImportVerdict.Same => link.Same++, _ => link.Refused++ };
    }
}

/// <summary>A page as an import would read it; a candidate's line is its deal's place.</summary>
internal sealed record CrmPage(string Source, IReadOnlyList<SourceDeal> Deals, IReadOnlyList<ImportCandidate> Candidates, ImportGround Ground, CrmSays Says)
{
    public string IdOf(ImportJudged judged) => Deals[judged.Row.Line].Id;
}
