using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;

namespace BotCoach.Rollout;

/// <summary>A person, and all that a brief of theirs is made of besides their deals.</summary>
/// <param name="FirstBrief">When the person's clock is next due.</param>
/// <param name="LastShown">What the last two briefs showed, the newest first.</param>
public sealed record PersonAhead(
    Guid PersonId, WorkCalendar Calendar, Hushed Hushed, DateTimeOffset FirstBrief, IReadOnlyList<IReadOnlyCollection<Guid>> LastShown, int HoldOutPercent)
{
    /// <summary>A nudge that their brief may show.</summary>
    public bool IsTheirs(Nudge nudge) => nudge.PersonId == PersonId && !Hushed.Silences(nudge);
}

/// <summary>A person's open deals.</summary>
/// <param name="Known">All that was ever said of these deals; it is the reader's own to change, nobody saves it.</param>
public sealed record DeskAhead(PersonAhead Person, IReadOnlyList<OpenDeal> Deals, ILookup<Guid, Nudge> Known)
{
    /// <summary>What the next brief would say, and when it comes.</summary>
    public (DateTimeOffset At, BriefChoice Choice) First(DateTimeOffset now)
    {
        var start = Person.FirstBrief > now ? Person.FirstBrief : now;
        while (Person.Calendar.ShiftDay(start) is null) start = Person.Calendar.NextStart(start);
        var looks = Deals.Select(d => new LookAhead(d, [.. Known[d.Deal.Id]])).ToList();
        foreach (var look in looks) look.At(start, Person.HoldOutPercent);
        var open = looks.SelectMany(l => l.Nudges).Where(n => n.IsOpen && Person.IsTheirs(n)).ToList();
        var amounts = Deals.Where(d => NudgeRules.SpeakOf(d.Deal)).ToDictionary(d => d.Deal.Id, d => d.Deal.Amount);
        return (start, Brief.Choose(open, amounts, Brief.Room(Person.LastShown, open, start), start));
    }
}

/// <summary>A deal under the rules' eyes in days to come, in which nobody touches it. The nudges that it is given are its own to change.</summary>
public sealed class LookAhead(OpenDeal deal, List<Nudge> nudges)
{
    private static int _made;

    public Deal Deal => deal.Deal;

    public IReadOnlyList<Nudge> Nudges => nudges;

    /// <summary>When time alone may change what is said.</summary>
    public DateTimeOffset? Next { get; private set; }

    public void At(DateTimeOffset now, int holdOutPercent)
    {
        var judgement = deal.Judge(now);
        var fresh = Verdicts.Follow(deal.Deal, judgement.Signals, nudges, now, PassingId);
        foreach (var nudge in fresh) if (HoldOut.Draws(nudge.DealId, nudge.Rule, nudge.Occurrence, holdOutPercent)) nudge.HoldOut(now);
        Verdicts.Clear(deal.Deal, judgement.Signals, nudges, null, now);
        nudges.AddRange(fresh);
        Next = VerdictRules.NextLook(judgement, nudges, now);
    }

    /// <summary>Of a nudge that nobody keeps: no stored one has such an id, and random ones cost as much as all the rules.</summary>
    private static Guid PassingId(DateTimeOffset now) => new(Interlocked.Increment(ref _made), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
