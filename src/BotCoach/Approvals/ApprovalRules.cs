using BotCoach.People;
using NodaTime;

namespace BotCoach.Approvals;

/// <summary>What the company's rules say of a question: yes in advance, or who decides; and what the answers given so far come to. Pure.</summary>
public static class ApprovalRules
{
    private const int FarthestDays = 14;
    private static readonly ApprovalRule Otherwise = new(null, TermLimits.None, true, [null]);

    /// <summary>The bounds within which this was approved in advance, or null. What a line does not name it does not allow, nor what is asked for in words.</summary>
    /// <param name="amount">In the company's own currency; null: not known, so that no line with an amount holds.</param>
    public static TermLimits? InAdvance(ApprovalBook book, AskedTerms asked, decimal? amount) =>
        asked.Words is not null ? null : book.InAdvance.FirstOrDefault(t =>
            Within(t.Discount, asked.Discount) && Within(t.PaymentDays, asked.PaymentDays) && Within(t.TermMonths, asked.TermMonths) && (t.Amount is null || amount <= t.Amount));

    /// <summary>The first rule that fits; where none does, the owner's manager decides.</summary>
    /// <param name="amount">The same; one that is not known counts as more than any bound.</param>
    public static ApprovalRule Route(ApprovalBook book, AskedTerms asked, decimal? amount) =>
        book.Rules.FirstOrDefault(r => (r.Of is null || r.Of == asked.Kind) && Over(r.Over, asked, amount)) ?? Otherwise;

    /// <summary>What the answers come to; null: somebody's is still waited for.</summary>
    public static ApprovalState? Outcome(bool needsAll, IReadOnlyList<ApprovalSeat> seats)
    {
        if (seats.Any(s => s.Answer == SeatAnswer.No)) return ApprovalState.Declined;
        return (needsAll ? seats.All(s => s.Answer == SeatAnswer.Yes) : seats.Any(s => s.Answer == SeatAnswer.Yes)) ? ApprovalState.Approved : null;
    }

    /// <summary>Whether somebody is off on what would be their present or next working day: a night and a weekend are no absence.</summary>
    public static bool IsOff(WorkCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.Today(now);
        for (var i = 0; i < FarthestDays; i++)
        {
            var day = today.PlusDays(i);
            if (calendar.Hours.Includes(day.DayOfWeek) && now < calendar.EndOn(day)) return !calendar.IsThere(day);
        }
        return false;
    }

    /// <summary>When it is next looked at: at the reminder, at its end, and at each start of the owner's work, since people come and go.</summary>
    public static DateTimeOffset NextLook(ApprovalRequest request, WorkCalendar owner, DateTimeOffset now) =>
        new[] { request.RemindAt, request.ExpiresAt, owner.NextStart(now) }.OfType<DateTimeOffset>().Where(at => at > now).DefaultIfEmpty(now).Min();

    private static bool Within(decimal? most, decimal? asked) => asked is null || asked <= most;

    private static bool Over(TermLimits limits, AskedTerms asked, decimal? amount) =>
        (limits.Discount is null || asked.Discount > limits.Discount) && (limits.PaymentDays is null || asked.PaymentDays > limits.PaymentDays)
        && (limits.TermMonths is null || asked.TermMonths > limits.TermMonths) && (limits.Amount is null || amount is null || amount > limits.Amount);
}
