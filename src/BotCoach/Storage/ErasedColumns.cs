using BotCoach.Approvals;
using BotCoach.Chat;
using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.Meetings;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Reminders;
using BotCoach.ProcessReviews;
using BotCoach.Reviews;

namespace BotCoach.Storage;

/// <summary>Columns of a table in which somebody of a buyer's may be named.</summary>
/// <param name="Parts">Those of them in which a part of the name alone ("Dana") is the same person's, on a deal in which they have a part.</param>
internal sealed record ErasedTable(Type Row, IReadOnlyList<string> Columns, params string[] Parts);

/// <summary>
/// Every column in which somebody of a buyer's may be named, in the order in which they are gone through: what others are made of comes first, so that nothing
/// is made of a name behind the place. A test knows the other columns of text, and why nobody of a buyer's stands in them.
/// </summary>
internal static class ErasedColumns
{
    private static readonly string[] OfLead =
    [
        nameof(Lead.Source), nameof(Lead.Name), nameof(Lead.Title), nameof(Lead.Company), nameof(Lead.Email), nameof(Lead.Phone), nameof(Lead.Segment), nameof(Lead.Country), nameof(Lead.Region),
        nameof(Lead.Note), nameof(Lead.Reason),
    ];

    /// <summary>Where among its columns a lead says who wrote, and what else tells who they are.</summary>
    public static readonly int NameOfLead = Array.IndexOf(OfLead, nameof(Lead.Name));
    public static readonly IReadOnlyList<int> ToldByLead = [.. new[] { nameof(Lead.Title), nameof(Lead.Email), nameof(Lead.Phone), nameof(Lead.Note) }.Select(c => Array.IndexOf(OfLead, c))];

    public static readonly IReadOnlyList<ErasedTable> All =
    [
        new(typeof(Stakeholder), [nameof(Stakeholder.Name), nameof(Stakeholder.Title), nameof(Stakeholder.Department)]),
        new(typeof(Call), [nameof(Call.Title), nameof(Call.Attendees), nameof(Call.OurSpeakers), nameof(Call.Speakers), nameof(Call.Why), nameof(Call.Notes)]),
        new(typeof(CallLine), [nameof(CallLine.Text), nameof(CallLine.Detail), nameof(CallLine.Quote), nameof(CallLine.Effect)]),
        new(typeof(Deal),
            [
                nameof(Deal.Name), nameof(Deal.Account), nameof(Deal.Segment), nameof(Deal.LeadSource), nameof(Deal.DealType), nameof(Deal.NextStep), nameof(Deal.OutcomeReason), nameof(Deal.Facts),
                nameof(Deal.Custom), nameof(Deal.Search), nameof(Deal.Twin),
            ], nameof(Deal.NextStep), nameof(Deal.OutcomeReason), nameof(Deal.Facts)),
        new(typeof(Account), [nameof(Account.Name), nameof(Account.Custom)]),
        new(typeof(Answer), [nameof(Answer.Text), nameof(Answer.Reason)], nameof(Answer.Text), nameof(Answer.Reason)),
        new(typeof(GateOverride), [nameof(GateOverride.Reason)], nameof(GateOverride.Reason)),
        new(typeof(Artifact), [nameof(Artifact.Link)]),
        new(typeof(Reminder), [nameof(Reminder.Text)], nameof(Reminder.Text)),
        new(typeof(Commitment), [nameof(Commitment.Words)], nameof(Commitment.Words)),
        new(typeof(ApprovalRequest),
            [nameof(ApprovalRequest.Words), nameof(ApprovalRequest.Gets), nameof(ApprovalRequest.Reason)], nameof(ApprovalRequest.Words), nameof(ApprovalRequest.Gets), nameof(ApprovalRequest.Reason)),
        new(typeof(ApprovalWord), [nameof(ApprovalWord.Text)], nameof(ApprovalWord.Text)),
        new(typeof(AgendaPick), [nameof(AgendaPick.Question)], nameof(AgendaPick.Question)),
        new(typeof(ReviewDeal),
            [nameof(ReviewDeal.Question), nameof(ReviewDeal.Stood), nameof(ReviewDeal.Moved), nameof(ReviewDeal.Evidence), nameof(ReviewDeal.Confirmed), nameof(ReviewDeal.PassedOn), nameof(ReviewDeal.Friction)],
            nameof(ReviewDeal.Question), nameof(ReviewDeal.Stood), nameof(ReviewDeal.Moved), nameof(ReviewDeal.Evidence), nameof(ReviewDeal.Confirmed), nameof(ReviewDeal.PassedOn), nameof(ReviewDeal.Friction)),
        new(typeof(CoachingFocus), [nameof(CoachingFocus.Skill), nameof(CoachingFocus.Habit), nameof(CoachingFocus.Notes)]),
        new(typeof(Lead), OfLead),
        new(typeof(LeadMove), [nameof(LeadMove.Words)]),
        new(typeof(ProcessReview), [nameof(ProcessReview.Document)]),
        new(typeof(FileSaid), [nameof(FileSaid.Values)]),
        new(typeof(DealEvent), [nameof(DealEvent.Before), nameof(DealEvent.After)]),
        new(typeof(DealEventText), [nameof(DealEventText.Before), nameof(DealEventText.After)], nameof(DealEventText.Before), nameof(DealEventText.After)),
        new(typeof(ImportFile), [nameof(ImportFile.Name)]),
        new(typeof(ImportRun), [nameof(ImportRun.FileNames), nameof(ImportRun.Mapping), nameof(ImportRun.Why)]),
        new(typeof(ImportRow), [nameof(ImportRow.Cells), nameof(ImportRow.Value), nameof(ImportRow.Why)]),
        new(typeof(Nudge), [nameof(Nudge.VerdictReason)]),
        new(typeof(Escalation), [nameof(Escalation.Words), nameof(Escalation.Dispute), nameof(Escalation.Why)], nameof(Escalation.Words), nameof(Escalation.Dispute)),
        new(typeof(Meeting), [nameof(Meeting.Title), nameof(Meeting.StepText)], nameof(Meeting.Title), nameof(Meeting.StepText)),
        new(typeof(Handoff), [nameof(Handoff.Note), nameof(Handoff.ReturnWords), nameof(Handoff.Words)], nameof(Handoff.Note), nameof(Handoff.ReturnWords), nameof(Handoff.Words)),
        new(typeof(WaitingItem), [nameof(WaitingItem.Words)], nameof(WaitingItem.Words)),
        new(typeof(CrmError), [nameof(CrmError.Why)]),
        new(typeof(CrmConflict), [nameof(CrmConflict.Ours), nameof(CrmConflict.Theirs)], nameof(CrmConflict.Ours), nameof(CrmConflict.Theirs)),
        new(typeof(CrmWriteBack), [nameof(CrmWriteBack.Text)], nameof(CrmWriteBack.Text)),
        new(typeof(AuditEntry), [nameof(AuditEntry.What)]),
        new(typeof(ApiReply), [nameof(ApiReply.Body)]),
        new(typeof(SeenInbound), [nameof(SeenInbound.Reply)]),
        new(typeof(OutgoingMessage), [nameof(OutgoingMessage.Content)]),
    ];
}
