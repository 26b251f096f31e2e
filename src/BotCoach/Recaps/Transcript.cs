using NodaTime;

namespace BotCoach.Recaps;

/// <summary>One piece of a call as its recorder cut it: what a recap cites.</summary>
/// <param name="Id">The recorder's own, where it has one and has it once; else made here. No two cues of a transcript share one.</param>
/// <param name="Start">From the beginning of the recording; recorders also write times before it.</param>
public sealed record Cue(string Id, TimeSpan? Start, TimeSpan? End, string? Speaker, string Text);

/// <summary>Somebody whom the transcript's own head names as present.</summary>
public sealed record Attendee(string Name, string? Role)
{
    public string? Address { get; init; }

    public CallAttendee Took => new(Name == Address ? null : Name, Address);
}

public enum TranscriptFormat { Empty, WebVtt, Srt, Sbv, Otter, Fireflies, Gong, Meet, Json, Markdown, Plain }

/// <summary>
/// What was said in a call, in the order of the file. Lines that stand beside the call (a head, notes after it) are kept apart: nobody said them,
/// so nothing may rest on them.
/// </summary>
public sealed record Transcript(TranscriptFormat Format, IReadOnlyList<Cue> Cues)
{
    public IReadOnlyList<string> Beside { get; init; } = [];
    public IReadOnlyList<Attendee> Attendees { get; init; } = [];
    public LocalDate? HeldOn { get; init; }
}

/// <summary>The transcript, or the sentence that says why there is none.</summary>
public sealed record TranscriptReading(Transcript? Transcript, string? Refused)
{
    public static TranscriptReading Of(Transcript transcript) => new(transcript, null);

    public static TranscriptReading Not(string refused) => new(null, refused);
}
