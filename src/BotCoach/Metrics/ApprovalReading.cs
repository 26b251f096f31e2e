using BotCoach.Approvals;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Metrics;

/// <summary>How approvals go, of the deals of a cut: of what was settled on a day of the period.</summary>
public sealed record ApprovalFigures
{
    /// <summary>From the question to the yes or no, the middle of all, in working hours of the deal's owner. What was approved in advance, was taken back or ran out of time is no part of it.</summary>
    public required Turnaround Turnaround { get; init; }

    /// <summary>Approved ÷ (approved + declined), of the same.</summary>
    public required Rate Approved { get; init; }

    /// <summary>Ran out of time ÷ (approved + declined + ran out of time), the same.</summary>
    public required Rate Expired { get; init; }

    /// <summary>How many were approved in advance.</summary>
    public int InAdvance { get; init; }
}

/// <summary>Reads them.</summary>
public sealed class ApprovalReading(BotCoachDb db)
{
    public async Task<ApprovalFigures> OfAsync(MetricsCut cut)
    {
        var days = new MetricsDays(cut, await db.CompanyZoneAsync());
        var deals = cut.Of(db.Deals);
        var asked = db.ApprovalRequests.AsNoTracking().Where(r => r.DecidedAt < days.End && deals.Any(d => d.Id == r.DealId));
        var settled = (await asked.Select(r => new { r.State, r.WorkedMinutes, At = r.DecidedAt!.Value }).ToListAsync()).Where(r => days.Has(r.At)).ToList();
        var decided = settled.Where(r => r.WorkedMinutes is not null).ToList();
        var (approved, expired) = (decided.Count(r => r.State == ApprovalState.Approved), settled.Count(r => r.State == ApprovalState.Expired));
        return new ApprovalFigures
        {
            Turnaround = Turnaround.Of([.. decided.Select(r => r.WorkedMinutes!.Value)]), Approved = new Rate(approved, decided.Count), Expired = new Rate(expired, decided.Count + expired),
            InAdvance = settled.Count(r => r.State == ApprovalState.Approved && r.WorkedMinutes is null),
        };
    }
}
