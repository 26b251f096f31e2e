using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.Reviews;
using BotCoach.Stages;

namespace BotCoach.Digests;

/// <summary>One manager's people while their digest is read: which deals matter, their files, and what comes of it. Asks nobody anything.</summary>
internal sealed class DigestTeam(DigestAsk ask, DigestSnapshot? before, DateTimeOffset window)
{
    /// <summary>Housekeeping between a rep and the deal: these rules move nothing that a manager would talk about.</summary>
    public static readonly string[] NotForManagers = ["ready-to-advance", "follow-up-due", "field-missing", "artifact-missing", "next-step-unconfirmed"];

    private readonly Dictionary<Guid, Deal> _rows = [];
    private IReadOnlyDictionary<Guid, DealFile> _files = new Dictionary<Guid, DealFile>();
    private ILookup<Guid, DealEvent> _events = Array.Empty<DealEvent>().ToLookup(e => e.DealId);
    private ILookup<Guid, Nudge> _nudges = Array.Empty<Nudge>().ToLookup(n => n.DealId);
    private Dictionary<Guid, Deal> _gone = [];

    public DigestAsk Ask => ask;
    public DigestSnapshot? Before => before;

    /// <summary>Of what happened before then nothing is asked.</summary>
    public DateTimeOffset From => before?.At < window ? before.At : window;

    /// <summary>Books of deals that are read without their file.</summary>
    public Dictionary<(Guid, int), StageBook> Books { get; } = [];

    /// <summary>The deals that the digest tells of: open, or ended since the one before.</summary>
    public List<Guid> Told { get; private set; } = [];

    /// <summary>Deals that were among them and are not any more.</summary>
    public List<Guid> Gone { get; private set; } = [];

    /// <summary>The deals that were read with the others.</summary>
    public IEnumerable<Deal> Rows => _rows.Values;

    /// <summary>All of whose history something is asked.</summary>
    public IEnumerable<Guid> Looked => _rows.Keys.Concat(Gone);

    public void Take(IEnumerable<Deal> deals)
    {
        foreach (var deal in deals) _rows[deal.Id] = deal;
        var wasOpen = before?.Open.Select(d => d.Id).ToHashSet() ?? [];
        Told = [.. _rows.Values.Where(d => d.IsOpen || wasOpen.Contains(d.Id) || d.ClosedAt > before?.At).Select(d => d.Id)];
        Gone = [.. wasOpen.Where(id => !_rows.ContainsKey(id))];
        // closed so long ago, by what was said of it since, that it was not read with the others
        Told.AddRange(Gone);
    }

    public void Read(IReadOnlyDictionary<Guid, DealFile> opened, ILookup<Guid, DealEvent> events, ILookup<Guid, Nudge> nudges, Dictionary<Guid, Deal> gone, DateTimeOffset now)
    {
        (_files, _events, _nudges, _gone) = (opened, events, nudges, gone);
        Told = [.. Told.Where(id => _rows.ContainsKey(id) || (gone.TryGetValue(id, out var row) && !row.IsOpen && ask.People.Contains(row.OwnerId))).Where(_files.ContainsKey).Order()];
    }

    public DigestSheet Sheet(IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate> rates, IEnumerable<PromiseLine> promised, DateTimeOffset now)
    {
        // of a deal that is told of no more its promises rest too
        List<PromiseLine> promises = [.. promised.Where(p => Told.Contains(p.Deal))];
        var known = before?.Deals.ToDictionary(d => d.Id) ?? [];
        var all = Told.Select(id => new DigestFile(RowOf(id), _files[id], _files[id].Today(now))).ToList();
        var stays = _rows.Keys.SelectMany(id => _events[id]).Where(e => e.HappenedAt >= window && e.HappenedAt <= now);
        var numbers = DigestCount.Of([.. all.Where(d => d.Row.IsOpen)], stays, rates, now);
        var snapshot = new DigestSnapshot(now, [.. all.Select(d => DealOf(d, known.GetValueOrDefault(d.Row.Id)))], numbers);
        var diff = DigestRules.Diff(before, snapshot, PastOf(promises, now));
        var last = DigestJson.ReadTalks(ask.Last?.Diff ?? "").Select(t => t.Deal).ToHashSet();
        diff = diff with { Talks = DigestTalks.Of(snapshot, diff, _files, MutedOn, last) };
        var names = all.Select(d => DigestName.Of(d.Row, d.File.Book)).Concat(diff.Left.Where(l => _gone.ContainsKey(l.Deal)).Select(l => DigestName.Of(_gone[l.Deal], BookOf(_gone[l.Deal])))).DistinctBy(n => n.Id);
        return new DigestSheet(snapshot, diff, names.ToDictionary(n => n.Id), new Dictionary<Guid, string>()) { Promises = promises };
    }

    private Deal RowOf(Guid id) => _rows.GetValueOrDefault(id) ?? _gone[id];

    private StageBook BookOf(Deal deal) => _files.GetValueOrDefault(deal.Id)?.Book ?? Books[(deal.ProcessId, deal.ProcessVersion)];

    private DigestDeal DealOf(DigestFile deal, DigestDeal? was) => new(deal.Row.Id, deal.Row.OwnerId, deal.Row.StageId)
    {
        Status = deal.Row.Status, Amount = deal.Row.Amount, Currency = deal.Row.Currency, CloseOn = deal.Row.CloseOn, Slips = deal.Row.CloseSlips, HasStep = deal.HasStep, IsParked = deal.IsParked,
        Champion = deal.Row.ChampionStrength, Known = deal.Known,
        Signals = deal.Row.IsOpen ? SignalsOf(deal.Row, was) : [],
    };

    /// <summary>An episode that goes on has begun when it was first told.</summary>
    private IReadOnlyList<DigestSignal> SignalsOf(Deal deal, DigestDeal? was)
    {
        var holding = _nudges[deal.Id].Where(n => n.PersonId == deal.OwnerId && n.End != NudgeEnd.HeldOut && n.Verdict != NudgeVerdict.NotUseful).ToList();
        if (holding.Count == 0) return [];
        return DigestRules.InOrder(holding.Select(n => was?.Signals.FirstOrDefault(s => s.Rule == n.Rule && s.Occurrence == n.Occurrence) is { Rule: not null } known ? known : new DigestSignal(n.Rule, n.Occurrence, n.Since)));
    }

    /// <summary>The rules of which the owner has said that they are of no use there.</summary>
    private IReadOnlyCollection<string> MutedOn(Guid deal) => [.. _nudges[deal].Where(n => n.Verdict == NudgeVerdict.NotUseful && n.PersonId == RowOf(deal).OwnerId).Select(n => n.Rule)];

    private DigestPast PastOf(IReadOnlyList<PromiseLine> promises, DateTimeOffset now)
    {
        var since = before?.At ?? now;
        var events = Looked.SelectMany(id => _events[id]).Where(e => e.RecordedAt >= since || e.HappenedAt >= since).OrderBy(e => e.Seq).Select(e => new DigestEvent(e.DealId, e.Seq, e.Kind)).ToLookup(e => e.Deal);
        return new DigestPast(
            events, (deal, stage) => _files.GetValueOrDefault(deal)?.Book.IndexOf(stage) ?? -1,
            move => _files.TryGetValue(move.Deal, out var file) && file.Book.Find(move.From) is not null ? DigestCount.EvidenceOf(file, move.From, move.To, now) : null,
            deal => _gone.GetValueOrDefault(deal)?.OwnerId, promises);
    }
}
