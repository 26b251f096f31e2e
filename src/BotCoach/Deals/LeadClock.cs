using BotCoach.People;

namespace BotCoach.Deals;

/// <summary>The clock of a deal that was a lead: it runs in its owner's working time from when they wrote until our first touch, or until they are heard again. Pure.</summary>
public static class LeadClock
{
    /// <summary>When the lead was answered; null where that is known already, has not been, or the deal was no lead.</summary>
    public static DateTimeOffset? AnsweredAt(Deal deal)
    {
        if (deal is not { LeadReceivedAt: { } received, LeadAnsweredAt: null }) return null;
        var (touched, heard) = (deal.TouchedAt > received ? deal.TouchedAt : null, deal.HeardAt > received ? deal.HeardAt : null);
        return touched is null || heard < touched ? heard : touched;
    }

    public static void Answer(Deal deal, DateTimeOffset at, WorkCalendar calendar) =>
        (deal.LeadAnsweredAt, deal.LeadMinutes) = (at, (int)calendar.AsJudged.WorkedBetween(deal.LeadReceivedAt!.Value, at).TotalMinutes);

    /// <summary>When the time to answer it is over.</summary>
    public static DateTimeOffset? DueAt(Deal deal, int minutes, WorkCalendar calendar) =>
        deal is { LeadReceivedAt: { } received, LeadAnsweredAt: null } ? calendar.AsJudged.AddWorkingTime(received, TimeSpan.FromMinutes(minutes)) : null;
}
