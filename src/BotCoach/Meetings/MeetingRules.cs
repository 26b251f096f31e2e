using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Recaps;
using NodaTime;

namespace BotCoach.Meetings;

/// <summary>A deal as a meeting is held against it.</summary>
public sealed record MeetingDeal(Guid Id, string Name, string? Account, string? ExternalId, IReadOnlyList<string> People);

/// <summary>Which deal a meeting is about, whether it is the deal's next step, and when its card comes. Pure.</summary>
public static class MeetingRules
{
    /// <summary>So long before it begins comes the card before the call.</summary>
    public static readonly TimeSpan PrepBefore = TimeSpan.FromMinutes(30);

    /// <summary>One of the deal's people, or its name: less is an accident.</summary>
    private const int Enough = 2;
    private const int Ahead = 2;

    /// <summary>The one deal that it is about without doubt, or null. A meeting among our own people is about none.</summary>
    /// <param name="ours">Our own people's addresses, in lower case.</param>
    public static Guid? DealOf(PlannedMeeting meeting, IReadOnlyList<MeetingDeal> deals, IReadOnlySet<string> ours)
    {
        var outside = Outside(meeting, ours).ToList();
        if (outside.Count == 0 && meeting.Guests.Count > 0) return null;
        var clues = CallClues.Of(meeting.Title, [.. outside.Select(Named)]);
        var likely = deals.Select(d => (d.Id, Signs: clues.SignsOf(d.Name, d.Account, d.ExternalId, d.People))).Where(d => d.Signs >= Enough).OrderByDescending(d => d.Signs).Take(2).ToList();
        return likely.Count > 0 && (likely.Count == 1 || likely[0].Signs - likely[1].Signs >= Ahead) ? likely[0].Id : null;
    }

    /// <summary>The next step that it is; null where somebody has said another, or the deal takes none. A step that its own meeting was is followed by it.</summary>
    public static Deals.NextStep? Step(Meeting meeting, PlannedMeeting said, Deal deal, LocalDate on, IReadOnlySet<string> ours)
    {
        if (!deal.IsOpen || (!IsOwn(meeting, deal) && NextSteps.IsDated(deal))) return null;
        var text = said.Title.Length > 0 ? said.Title : $"Meeting with {deal.Called}";
        return new Deals.NextStep(Wording.Short(text, 200), on, meeting.PersonId, Side.Us, Outside(said, ours).Any(g => g.Accepted));
    }

    /// <summary>The deal's next step is still the one that this meeting was made.</summary>
    public static bool IsOwn(Meeting meeting, Deal deal) => meeting.StepText is { } text && deal.NextStep == text && deal.NextStepOn == meeting.StepOn;

    /// <summary>When its card is due; null once it is too late, or it came for this start already.</summary>
    public static DateTimeOffset? PrepAt(Meeting meeting, DateTimeOffset now) =>
        meeting.PreparedFor == meeting.StartsAt || meeting.StartsAt <= now ? null : meeting.StartsAt - PrepBefore;

    private static IEnumerable<MeetingGuest> Outside(PlannedMeeting meeting, IReadOnlySet<string> ours) => meeting.Guests.Where(g => g.Who.Address is not { } address || !ours.Contains(address.ToLowerInvariant()));

    /// <summary>"dana.reyes@acme.example" without a name is Dana Reyes.</summary>
    private static CallAttendee Named(MeetingGuest guest) => guest.Who is { Name: null, Address: { } address } && address[..address.IndexOf('@')] is var local && local.Contains('.') ? new CallAttendee(local.Replace('.', ' '), address) : guest.Who;
}
