using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>A deal with all that the rules ask of it, ready to be judged.</summary>
public sealed record OpenDeal(DealFile File, NextStepGap? Gap, WorkCalendar Calendar)
{
    public Deal Deal => File.Deal;

    public Judgement Judge(DateTimeOffset now) => NudgeRules.Judge(File, Gap, Calendar, now);

    /// <summary>What the rules say of it, each in passing, the gravest first.</summary>
    public IReadOnlyList<string> InPassing(DateTimeOffset now)
    {
        var deal = new DealCase(File, Gap, Calendar, now);
        return [.. Judge(now).Signals.OrderByDescending(s => s.Severity).Select(s => NudgeRules.Find(s.Rule)!.InPassing(new Spoken(Nudge.Of(s, Deal), deal)))];
    }
}

/// <summary>Reads what is to be judged: the same for what is due and for what is judged again.</summary>
public sealed class DealDocket(BotCoachDb db, ManyFiles files, NextStepGaps gaps, Calendars calendars)
{
    public Task<IReadOnlyList<OpenDeal>> OpenAsync(IReadOnlyCollection<Guid> ids) => OpenAsync(ManyDeals.Of(ids), new RoundTrip(db));

    /// <param name="trip">What else is asked along with it.</param>
    public async Task<IReadOnlyList<OpenDeal>> OpenAsync(ManyDeals which, RoundTrip trip)
    {
        var steps = which.StepEvents(trip);
        var opened = await files.OpenAsync(which, trip);
        var missing = steps.ToDictionary(e => e.DealId, e => new NextStepGap(e.Seq, e.HappenedAt));
        // a step of blanks other than spaces is none either, and no SQL says so on both databases
        foreach (var (id, gap) in await gaps.FindAsync([.. opened.Select(f => f.Deal).Where(d => NudgeRules.SpeakOf(d) && !missing.ContainsKey(d.Id) && !NextSteps.IsDated(d))])) missing[id] = gap;
        var owners = await calendars.OfAsync([.. opened.Select(f => f.Deal.OwnerId).Distinct()]);
        return [.. opened.Select(f => new OpenDeal(f, missing.GetValueOrDefault(f.Deal.Id), owners[f.Deal.OwnerId]))];
    }
}
