using System.Text;
using BotCoach.Recaps;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>Transcripts written down in a test. The call was on Monday 30 November 2026.</summary>
internal static class Transcripts
{
    public static readonly LocalDate Day = new(2026, 11, 30);

    public static Transcript Read(string text) => TranscriptReader.Read(Encoding.UTF8.GetBytes(text)).Transcript ?? throw new InvalidOperationException(TranscriptReader.Read(Encoding.UTF8.GetBytes(text)).Refused);

    public static string Refusal(string text) => TranscriptReader.Read(Encoding.UTF8.GetBytes(text)).Refused ?? throw new InvalidOperationException("It was read.");

    public static Transcript File(string path) => TranscriptReader.Read(System.IO.File.ReadAllBytes(Path.Combine(RecapDataFactAttribute.Folder!, path))).Transcript!;

    public static Recap Draft(Transcript transcript, params AskedCriterion[] criteria) => ExtractiveWriter.Write(transcript, RecapCall.On(transcript.HeldOn ?? Day) with { Criteria = criteria });

    public static Recap Draft(string text, params AskedCriterion[] criteria) => Draft(Read(text), criteria);

    /// <summary>Cues as "speaker: text", which is all that most tests look at.</summary>
    public static string[] Said(Transcript transcript) => [.. transcript.Cues.Select(c => $"{c.Speaker ?? "?"}: {c.Text}")];

    /// <summary>A step as a person reads it.</summary>
    public static string Line(NextStep step) =>
        $"{step.Owner ?? "?"}, {step.Side}: {step.Action}{(step.Due is { } due ? $", {due.ToString("yyyy-MM-dd", null)} ({step.DueText})" : "")}{(step.Condition is { } condition ? $", if: {condition}" : "")} [{string.Join(' ', step.Cues)}]";
}
