using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>
/// Where a call stands: its transcript waits to be read; which deal it is about is asked; it is held back; its draft is before the rep; nothing of it is
/// open any more; the draft's time ran out; or there was nothing to read, or the rep wanted none of it.
/// </summary>
public enum CallState { Waiting, Asking, HeldBack, Drafted, Done, Expired, Refused, Dropped }

/// <summary>
/// A call with the buyer, as somebody brought its transcript, and how far its recap has come. The draft is its rep's alone; what was accepted belongs to the deal.
/// </summary>
public sealed class Call : IWorkspaceRow
{
    public const int LongestTitle = 200;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary>Whose draft it is.</summary>
    public required Guid PersonId { get; init; }
    public Guid? DealId { get; set; }
    public required string Title { get; set; }

    /// <summary>The recorder's key and its own id: sent twice, it is one call. Null where a person brought it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The day of the call in its rep's calendar; the words "tomorrow" and "Friday" are read by it.</summary>
    public required LocalDate HeldOn { get; set; }

    /// <summary>When it was, where a recorder or a file said so to the minute.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Names and addresses of who took part, beside those who speak, a line each: see <see cref="CallAttendee"/>.</summary>
    public string Attendees { get; set; } = "";

    /// <summary>The speakers of our side, as the rep said, a line each; null: as far as it shows.</summary>
    public string? OurSpeakers { get; set; }

    /// <summary>Who somebody in it is, as the rep said: by their name in the transcript, see <see cref="SpeakerIs.Kept"/>.</summary>
    public Dictionary<string, string> Speakers { get; set; } = [];

    public CallState State { get; set; }

    /// <summary>Which draft it is: what was pressed on an earlier one is about other lines.</summary>
    public int Draft { get; set; }

    /// <summary>When the present draft was made.</summary>
    public DateTimeOffset? DraftedAt { get; set; }

    /// <summary>Somebody speaks who is not ours.</summary>
    public bool BuyerSpoke { get; set; }

    /// <summary>Why there is no draft, in a sentence.</summary>
    public string? Why { get; set; }

    /// <summary>Who wrote the draft: see <see cref="Recap.Writer"/>.</summary>
    public string? Writer { get; set; }

    /// <summary>What the reader of the draft is told beside it, a line each.</summary>
    public string Notes { get; set; } = "";

    /// <summary>Lines that were dropped since their cues do not say so.</summary>
    public int Dropped { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Which instance reads it, until when; and how often one began to.</summary>
    public DateTimeOffset? TakenUntil { get; set; }
    public int Tries { get; set; }

    /// <summary>When a draft's open lines are open no longer.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The line whose words in the call are shown, and the first line of the page that is shown.</summary>
    public int? ShownWhere { get; set; }
    public int FirstShown { get; set; }
    public long Revision { get; set; } = 1;

    public bool IsDraft => State == CallState.Drafted;

    public IReadOnlyList<string> Ours => OurSpeakers?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IReadOnlyList<string> NotesSaid => Notes.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A call's transcript as it came, packed. It is deleted when the company's time for it is over; what was accepted stays.</summary>
public sealed class CallTranscript : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid CallId { get; init; }

    /// <summary>The file itself, packed.</summary>
    public required byte[] Content { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>What kind of line it is, in the order in which a rep is shown them.</summary>
public enum LineKind { NextStep, Criterion, Field, Stakeholder, Objection, Decision, Problem, Impact, Success, Competitor, Risk, Summary }

public enum LineState { Open, Accepted, Rejected, Expired }

/// <summary>A line of a recap: what was drafted, the cues it rests on, and what the rep made of it.</summary>
public sealed class CallLine : IWorkspaceRow
{
    public const int LongestQuote = 1500;

    public required Guid WorkspaceId { get; set; }
    public required Guid CallId { get; init; }
    public required int No { get; init; }
    public required LineKind Kind { get; init; }
    public required string Text { get; set; }

    /// <summary>What belongs to its kind, by the names of <see cref="LineDetail"/>.</summary>
    public Dictionary<string, string> Detail { get; set; } = [];

    /// <summary>Ids of cues, a line each.</summary>
    public required string Cues { get; init; }

    /// <summary>What was said there, a line a cue: it stays when the transcript is deleted.</summary>
    public required string Quote { get; set; }
    public LineState State { get; set; }

    /// <summary>The rep's own words took the place of the draft's.</summary>
    public bool IsReworded { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>What it did to the deal, in a few words.</summary>
    public string? Effect { get; set; }

    public bool IsOpen => State == LineState.Open;

    public string? Of(string detail) => Detail.GetValueOrDefault(detail);
}

/// <summary>The names of what belongs to a line of some kind.</summary>
public static class LineDetail
{
    public const string Owner = "owner", Person = "person", Side = "side", Due = "due", DueWords = "due-words", Condition = "condition", Role = "role", Title = "title", Kind = "kind", Criterion = "criterion", Field = "field", Stage = "stage";
}

/// <summary>That a call's words went to a model: which one, how much, and what became of it. No word of it is kept.</summary>
public sealed class ModelCall : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid CallId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Model { get; init; }
    public required string Host { get; init; }
    public int CharactersSent { get; init; }
    public long TokensIn { get; init; }
    public long TokensOut { get; init; }

    /// <summary>Names, mail addresses and phone numbers were replaced before it left the machine.</summary>
    public bool WasDisguised { get; init; }
    public required string Outcome { get; init; }
}
