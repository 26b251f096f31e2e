using System.Security.Cryptography;
using System.Text;
using BotCoach.Recaps;

namespace BotCoach.Meetings;

/// <summary>A meeting as a calendar says it.</summary>
/// <param name="Key">A hash of its id there, and of which time of a series it is.</param>
/// <param name="Guests">Who is invited, its organizer among them.</param>
public sealed record PlannedMeeting(string Key, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<MeetingGuest> Guests)
{
    /// <summary>A hash of all that is said of it.</summary>
    public string Said => Hash($"{Title}|{StartsAt.UtcTicks}|{EndsAt.UtcTicks}|{string.Join('|', Guests.Select(g => $"{g.Who.Line}/{g.Accepted}").Order(StringComparer.Ordinal))}");

    internal static string Hash(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..32];
}

/// <param name="Who">By name, address or both.</param>
/// <param name="Accepted">Said yes to the invitation.</param>
public sealed record MeetingGuest(CallAttendee Who, bool Accepted);

/// <summary>What a calendar holds.</summary>
/// <param name="Unread">Entries that are not understood.</param>
public sealed record PlannedMeetings(IReadOnlyList<PlannedMeeting> All, int Unread);
