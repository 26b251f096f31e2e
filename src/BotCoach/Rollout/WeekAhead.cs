using BotCoach.Nudges;

namespace BotCoach.Rollout;

/// <summary>What a person's briefs would say in some days in which nobody touches a deal.</summary>
/// <param name="Items">Deals that they would show, counted each time.</param>
/// <param name="Nudges">Nudges that they would show for the first time: each as itself, or merged into another of its deal.</param>
public sealed record BriefsAhead(int Briefs, int Items, int Nudges);

/// <summary>
/// One person's days to come, with the real rules and the real order of the brief. It is given one deal after the other, in any order and from several threads.
/// That a nudge is shown changes nothing of when it and others are open, so of each brief only the deals are kept that would come first. Pure.
/// </summary>
public sealed class WeekAhead
{
    private readonly PersonAhead _person;
    private readonly DateTimeOffset _now;
    private readonly decimal[] _amounts;
    private readonly List<DateTimeOffset> _starts = [];
    private readonly List<Leading>[] _first;

    /// <summary>The last one of each brief that is full: to be asked without waiting, since it only gives way to better ones.</summary>
    private readonly Leading?[] _last;

    /// <summary>On which days what the last briefs showed is open, a bit each.</summary>
    private readonly Dictionary<Guid, int> _openOn;

    private readonly Lock _gate = new();

    /// <param name="amounts">Those of all the person's deals of which the rules speak.</param>
    public WeekAhead(PersonAhead person, IEnumerable<decimal?> amounts, DateTimeOffset now, DateTimeOffset until)
    {
        (_person, _now, _amounts) = (person, now, Brief.Known(amounts));
        for (var start = person.FirstBrief > now ? person.FirstBrief : now; start <= until; start = person.Calendar.NextStart(start))
            if (person.Calendar.ShiftDay(start) is not null) _starts.Add(start);
        (_first, _last) = ([.. _starts.Select(_ => new List<Leading>())], new Leading?[_starts.Count]);
        _openOn = person.LastShown.SelectMany(ids => ids).Distinct().ToDictionary(id => id, _ => 0);
    }

    /// <param name="nudges">All that was ever said of the deal.</param>
    public void Take(OpenDeal deal, List<Nudge> nudges)
    {
        var look = new LookAhead(deal, nudges);
        look.At(_now, _person.HoldOutPercent);
        var (isSpoken, quartile) = (NudgeRules.SpeakOf(deal.Deal), Brief.Quartile(deal.Deal.Amount, _amounts));
        var openOn = new List<int>(nudges.Count);
        List<(int Day, Brief.Ranked Lead, int At, List<Nudge> All)>? leading = null;
        for (var day = 0; day < _starts.Count; day++)
        {
            var start = _starts[day];
            if (look.Next <= start) look.At(start, _person.HoldOutPercent);
            if (Note(nudges, openOn, day) is 0 || !isSpoken) continue;
            var (lead, at) = LeadOf(nudges, openOn, day, quartile);
            if (_last[day] is not { } least || lead.CompareTo(least.Lead) < 0) (leading ??= []).Add((day, lead, at, [.. nudges.Where((_, i) => IsOn(openOn[i], day))]));
        }
        Keep(nudges, openOn, leading);
    }

    public BriefsAhead Sum()
    {
        var (last, briefs, items, shown) = (_person.LastShown, 0, 0, new HashSet<Guid>());
        for (var day = 0; day < _starts.Count; day++)
        {
            if (_first[day].Count == 0) continue;
            var chosen = _first[day].Take(IsLeftLying(last, day) ? Brief.AfterTwoQuietDays : Brief.Usual).ToList();
            (briefs, items) = (briefs + 1, items + chosen.Count);
            foreach (var (_, _, all) in chosen) shown.UnionWith(all.Where(n => n.FirstShownAt is null).Select(n => n.Id));
            foreach (var (lead, openOn, _) in chosen) _openOn[lead.Nudge.Id] = openOn;
            last = [[.. chosen.Select(c => c.Lead.Nudge.Id)], .. last.Take(1)];
        }
        return new BriefsAhead(briefs, items, shown.Count);
    }

    /// <summary>As <see cref="Brief.Room"/> asks it.</summary>
    private bool IsLeftLying(IReadOnlyList<IReadOnlyCollection<Guid>> last, int day) =>
        last is [var newest, var before, ..] && newest.Any(id => before.Contains(id) && IsOn(_openOn[id], day));

    /// <summary>Notes what is open on this day; returns how many that is.</summary>
    private int Note(List<Nudge> nudges, List<int> openOn, int day)
    {
        var open = 0;
        for (var i = 0; i < nudges.Count; i++)
        {
            if (i == openOn.Count) openOn.Add(0);
            if (!nudges[i].IsOpen || nudges[i].IsSnoozed(_starts[day]) || !_person.IsTheirs(nudges[i])) continue;
            openOn[i] |= 1 << day;
            open++;
        }
        return open;
    }

    private (Brief.Ranked Lead, int At) LeadOf(List<Nudge> nudges, List<int> openOn, int day, int quartile)
    {
        (Brief.Ranked Lead, int At)? first = null;
        for (var i = 0; i < nudges.Count; i++)
            if (IsOn(openOn[i], day) && new Brief.Ranked(nudges[i], quartile, _starts[day]) is var ranked && (first is null || ranked.CompareTo(first.Value.Lead) < 0))
                first = (ranked, i);
        return first!.Value;
    }

    private void Keep(List<Nudge> nudges, List<int> openOn, List<(int Day, Brief.Ranked Lead, int At, List<Nudge> All)>? leading)
    {
        if (leading is null && _openOn.Count == 0) return;
        lock (_gate)
        {
            for (var i = 0; i < openOn.Count; i++) if (_openOn.ContainsKey(nudges[i].Id)) _openOn[nudges[i].Id] = openOn[i];
            foreach (var (day, lead, at, all) in leading ?? [])
            {
                var place = _first[day].FindIndex(l => lead.CompareTo(l.Lead) < 0);
                _first[day].Insert(place < 0 ? _first[day].Count : place, new Leading(lead, openOn[at], all));
                if (_first[day].Count > Brief.AfterTwoQuietDays) _first[day].RemoveAt(Brief.AfterTwoQuietDays);
                if (_first[day].Count == Brief.AfterTwoQuietDays) _last[day] = _first[day][^1];
            }
        }
    }

    private static bool IsOn(int days, int day) => (days >> day & 1) == 1;

    /// <summary>A deal that would come first in a brief: what speaks for it, on which days that is open, and all that holds of the deal.</summary>
    private sealed record Leading(Brief.Ranked Lead, int OpenOn, IReadOnlyList<Nudge> All);
}
