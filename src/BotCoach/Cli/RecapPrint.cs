using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotCoach.Chat;
using BotCoach.Recaps;
using NodaTime.Text;

namespace BotCoach.Cli;

/// <summary>A recap for a terminal, and as JSON. The names in the JSON are permanent.</summary>
internal static class RecapPrint
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(Transcript transcript, Recap recap) => JsonSerializer.Serialize(
        new
        {
            cues = transcript.Cues.Select(c => new { id = c.Id, start = c.Start?.TotalSeconds, end = c.End?.TotalSeconds, speaker = c.Speaker, text = c.Text }),
            summary = recap.Summary.Select(Line),
            next_steps = recap.NextSteps.Select(s => new
            {
                owner = s.Owner, side = s.Side?.ToString().ToLowerInvariant(), action = s.Action, due = s.Due is { } due ? LocalDatePattern.Iso.Format(due) : null, due_text = s.DueText, condition = s.Condition, cues = s.Cues,
            }),
            problem = recap.Problem.Select(Line), impact = recap.Impact.Select(Line), success_criteria = recap.SuccessCriteria.Select(Line), decisions = recap.Decisions.Select(Line),
            objections = recap.Objections.Select(o => new { kind = o.Kind.ToString().ToLowerInvariant(), text = o.Text, cues = o.Cues }),
            competitors = recap.Competitors.Select(Line),
            stakeholders = recap.Stakeholders.Select(s => new { name = s.Name, role = s.Role ?? s.Part, part = RecapLines.PartOf(s), cues = s.Cues }),
            risks = recap.Risks.Select(Line),
            proposed = recap.Proposed.Select(p => new ProposalJson(p.Field, p.Criterion, p.Value, p.Cues)),
            dropped = recap.Dropped, writer = recap.Writer,
        }, Options);

    public static string Text(Transcript transcript, Recap recap, bool parseOnly)
    {
        var said = transcript.Cues.ToDictionary(c => c.Id, c => c);
        var lines = new List<string> { Head(transcript) };
        if (!parseOnly)
        {
            Part(lines, "Next steps", recap.NextSteps.Select(s => (Step(s), s.Cues)), said);
            Part(lines, "Problem", recap.Problem.Select(Pair), said);
            Part(lines, "Impact", recap.Impact.Select(Pair), said);
            Part(lines, "Success criteria", recap.SuccessCriteria.Select(Pair), said);
            Part(lines, "Objections", recap.Objections.Select(o => ($"{o.Kind}: {o.Text}", o.Cues)), said);
            Part(lines, "People", recap.Stakeholders.Select(s => (Person(s), s.Cues)), said);
            Part(lines, "Competitors", recap.Competitors.Select(Pair), said);
            Part(lines, "Decisions", recap.Decisions.Select(Pair), said);
            Part(lines, "Risks", recap.Risks.Select(Pair), said);
            if (lines.Count == 1) lines.Add(transcript.Cues.Count == 0 ? "Nothing was said." : "I find nothing in it that was agreed, asked for or held against you.");
            if (recap.Dropped > 0) lines.Add($"{Wording.Count(recap.Dropped, "line")} dropped, because what they say does not stand in the call.");
        }
        return string.Join(Environment.NewLine, [.. lines, .. recap.Notes]);
    }

    private static string Head(Transcript transcript) =>
        $"{Wording.Count(transcript.Cues.Count, "line")} of {Wording.Count(transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct().Count(), "speaker")}.";

    private static string Step(NextStep step) => string.Join(", ", new[]
    {
        step.Owner is null ? step.Action : $"{step.Owner}: {step.Action}", step.Due is { } due ? $"by {Reminders.DateSaid.Day(due)} (“{step.DueText}”)" : null, step.Condition is { } condition ? $"on the condition: {condition}" : null,
    }.OfType<string>());

    private static string Person(RecapPerson person) =>
        string.Join(", ", new[] { person.Name, person.Role, RecapLines.PartOf(person) is var part and not "other" ? Stages.FieldWords.Name(part) : null }.OfType<string>());

    private static void Part(List<string> lines, string heading, IEnumerable<(string Text, IReadOnlyList<string> Cues)> parts, Dictionary<string, Cue> said)
    {
        var written = parts.Select(p => $"  - {p.Text}  [{string.Join(", ", p.Cues.Select(c => Place(said[c])))}]").ToList();
        if (written.Count == 0) return;
        lines.Add(heading);
        lines.AddRange(written);
    }

    private static string Place(Cue cue) => cue.Start is { } start ? $"{(int)start.TotalHours:00}:{start.Minutes:00}:{start.Seconds:00}" : cue.Id;

    private static (string, IReadOnlyList<string>) Pair(RecapLine line) => (line.Text, line.Cues);

    private static object Line(RecapLine line) => new { text = line.Text, cues = line.Cues };

    private sealed record ProposalJson(
        [property: JsonPropertyName("field"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
        [property: JsonPropertyName("criterion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Criterion,
        [property: JsonPropertyName("value")] string Value, [property: JsonPropertyName("cues")] IReadOnlyList<string> Cues);
}
