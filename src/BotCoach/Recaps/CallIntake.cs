using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>A transcript as somebody brought it.</summary>
/// <param name="PersonId">Whose draft it becomes.</param>
/// <param name="IsAwaited">Somebody waits for it in chat: it is answered at once, at whatever hour.</param>
public sealed record BroughtCall(Guid PersonId, string Title, byte[] Content, bool IsAwaited)
{
    public Guid? DealId { get; init; }
    public string? ExternalId { get; init; }
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>The day of the call, where only that is known.</summary>
    public LocalDate? HeldOn { get; init; }
    public IReadOnlyList<CallAttendee> Attendees { get; init; } = [];

    /// <summary>What its file is called, where it came as one.</summary>
    public string? FileName { get; init; }

    /// <summary>It is held back whatever it is called: who brought it said so.</summary>
    public bool IsSensitive { get; init; }
}

/// <summary>Takes a transcript in, from whichever side it comes: it is read at once, so that what is none is refused, and its recap is the clock's.</summary>
public sealed class CallIntake(BotCoachDb db, Outbox outbox, Urgent urgent, Calendars calendars)
{
    /// <summary>The call, or the sentence that says why there is none.</summary>
    public async Task<(Call? Call, string? Refused)> TakeAsync(BroughtCall brought, DateTimeOffset now)
    {
        var (transcript, refused) = TranscriptReader.Read(brought.Content);
        if (transcript is null) return (null, refused);
        if (transcript.Cues.Count == 0) return (null, "Nobody says anything in this transcript, so there is nothing to draft.");
        var calendar = await calendars.OfAsync(brought.PersonId);
        var call = new Call
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = brought.PersonId, DealId = brought.DealId, Title = TitleOf(brought.Title), ExternalId = brought.ExternalId,
            HeldOn = DayOf(brought, transcript, calendar, now), HeldAt = brought.HeldAt, MadeAt = now,
            Attendees = CallAttendee.LinesOf(brought.Attendees.Concat(transcript.Attendees.Select(a => a.Took))),
        };
        var isHeld = brought.IsSensitive || RecapTerms.HoldsBack(await db.OwnWorkspaceAsync(), brought.Title, brought.FileName);
        call.State = isHeld ? CallState.HeldBack : CallState.Waiting;
        db.Calls.Add(call);
        db.CallTranscripts.Add(new CallTranscript
        {
            WorkspaceId = db.WorkspaceId, CallId = call.Id, Content = ImportSource.Pack(new MemoryStream(brought.Content)), MadeAt = now,
        });
        var message = isHeld ? RecapMessage.HeldBack(call) : RecapMessage.Reading(call);
        if (brought.IsAwaited) await outbox.ShowAsync(call.PersonId, RecapMessage.KeyOf(call), message, now);
        else if (isHeld) await urgent.TellAsync(call.PersonId, RecapMessage.KeyOf(call), message, now);
        return (call, null);
    }

    /// <summary>The day that was said, else the day of the file's own head, else today; never one to come.</summary>
    private static LocalDate DayOf(BroughtCall brought, Transcript transcript, WorkCalendar calendar, DateTimeOffset now) =>
        brought.HeldAt is { } at ? calendar.Today(at) : (brought.HeldOn ?? transcript.HeldOn) is { } day && day <= calendar.Today(now) ? day : calendar.Today(now);

    private static string TitleOf(string title)
    {
        var plain = string.Join(' ', RecapLines.Clean(title).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return plain.Length == 0 ? "A call" : Wording.Short(plain, Call.LongestTitle);
    }
}
