using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;

namespace BotCoach.Rollout;

/// <summary>A person's deals, as they would be, and all that a brief of theirs is made of.</summary>
/// <param name="Known">All that was ever said of these deals.</param>
/// <param name="FirstBrief">When the person's clock is next due.</param>
/// <param name="LastShown">What the last two briefs showed, the newest first.</param>
public sealed record DeskAhead(
    Guid PersonId, WorkCalendar Calendar, IReadOnlyList<OpenDeal> Deals, ILookup<Guid, Nudge> Known, Hushed Hushed, DateTimeOffset FirstBrief,
    IReadOnlyList<IReadOnlyCollection<Guid>> LastShown, int HoldOutPercent);

/// <summary>What a person's briefs would say in some days in which nobody touches a deal.</summary>
/// <param name="Items">Deals that they would show, counted each time.</param>
/// <param name="Nudges">Nudges that they would show for the first time: each as itself, or merged into another of its deal.</param>
public sealed record BriefsAhead(int Briefs, int Items, int Nudges);

/// <summary>
/// Goes through the days to come with the real rules and the real choice of the brief, for one person. The nudges that it is given are its own to change: they
/// are copies that nobody saves. Pure otherwise.
/// </summary>
public static class WeekAhead
{
    public static BriefsAhead Of(DeskAhead desk, DateTimeOffset now, DateTimeOffset until)
    {
        var deals = desk.Deals.Select(d => new Look(d, [.. desk.Known[d.Deal.Id]])).ToList();
        foreach (var look in deals) look.At(now, desk.HoldOutPercent);
        var amounts = AmountsOf(desk);
        var (last, briefs, items, nudges) = (desk.LastShown.ToList(), 0, 0, 0);
        for (var start = desk.FirstBrief > now ? desk.FirstBrief : now; start <= until; start = desk.Calendar.NextStart(start))
        {
            if (desk.Calendar.ShiftDay(start) is null) continue;
            foreach (var look in deals) if (look.Next <= start) look.At(start, desk.HoldOutPercent);
            var choice = Choose(desk, deals, amounts, last, start);
            if (choice.Items.Count == 0) continue;
            (briefs, items) = (briefs + 1, items + choice.Items.Count);
            foreach (var item in choice.Items)
                foreach (var (nudge, how) in item.Also.Select(n => (n, NudgeEnd.Merged)).Prepend((item.Lead, NudgeEnd.Delivered)))
                {
                    if (nudge.FirstShownAt is null) nudges++;
                    nudge.Show(how, start);
                }
            last = [[.. choice.Items.Select(i => i.Lead.Id)], .. last.Take(1)];
        }
        return new BriefsAhead(briefs, items, nudges);
    }

    /// <summary>What the next brief would say, and when it comes.</summary>
    public static (DateTimeOffset At, BriefChoice Choice) First(DeskAhead desk, DateTimeOffset now)
    {
        var start = desk.FirstBrief > now ? desk.FirstBrief : now;
        while (desk.Calendar.ShiftDay(start) is null) start = desk.Calendar.NextStart(start);
        var deals = desk.Deals.Select(d => new Look(d, [.. desk.Known[d.Deal.Id]])).ToList();
        foreach (var look in deals) look.At(start, desk.HoldOutPercent);
        return (start, Choose(desk, deals, AmountsOf(desk), desk.LastShown, start));
    }

    private static Dictionary<Guid, decimal?> AmountsOf(DeskAhead desk) => desk.Deals.Where(d => NudgeRules.SpeakOf(d.Deal)).ToDictionary(d => d.Deal.Id, d => d.Deal.Amount);

    private static BriefChoice Choose(DeskAhead desk, IEnumerable<Look> deals, IReadOnlyDictionary<Guid, decimal?> amounts, IReadOnlyList<IReadOnlyCollection<Guid>> last, DateTimeOffset at)
    {
        var open = deals.SelectMany(d => d.Nudges).Where(n => n.PersonId == desk.PersonId && n.IsOpen && !desk.Hushed.Silences(n)).ToList();
        return Brief.Choose(open, amounts, Brief.Room(last, open, at), at);
    }

    /// <summary>A deal under the rules' eyes.</summary>
    private sealed class Look(OpenDeal deal, List<Nudge> nudges)
    {
        public IReadOnlyList<Nudge> Nudges => nudges;

        /// <summary>When time alone may change what is said.</summary>
        public DateTimeOffset? Next { get; private set; }

        public void At(DateTimeOffset now, int holdOutPercent)
        {
            var judgement = deal.Judge(now);
            var fresh = Verdicts.Follow(deal.Deal, judgement.Signals, nudges, now);
            foreach (var nudge in fresh.Where(n => HoldOut.Draws(n.DealId, n.Rule, n.Occurrence, holdOutPercent))) nudge.HoldOut(now);
            Verdicts.Clear(deal.Deal, judgement.Signals, nudges, null, now);
            nudges.AddRange(fresh);
            Next = VerdictRules.NextLook(judgement, nudges, now);
        }
    }
}
