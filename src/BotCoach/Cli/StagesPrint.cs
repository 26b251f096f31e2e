using System.Text.Encodings.Web;
using System.Text.Json;
using BotCoach.Stages;

namespace BotCoach.Cli;

/// <summary>What a <c>stages</c> command found or did.</summary>
/// <param name="Problems">With their place: in the file by line and column, else in the process.</param>
internal sealed record StagesResult(int Code, string Words, IReadOnlyList<StagesFinding> Problems, IReadOnlyList<BookChange> Changes)
{
    public static StagesResult Refused(string words) => new(2, words, [], []);
}

internal sealed record StagesFinding(string Place, string Sentence, bool IsWarning)
{
    public static StagesFinding Of(YamlProblem problem) => new($"line {problem.Line}, column {problem.Column}", problem.Sentence, IsWarning: false);

    public static StagesFinding Of(StageBookProblem problem) => new(problem.Place, problem.Sentence, problem.IsWarning);
}

/// <summary>The same for a terminal, and as JSON.</summary>
internal static class StagesPrint
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(StagesResult result) => JsonSerializer.Serialize(
        new
        {
            ok = result.Code != 2, result.Words,
            problems = result.Problems.Select(p => new { p.Place, p.Sentence, level = p.IsWarning ? "warning" : "error" }),
            changes = result.Changes.Select(c => new { c.StageId, c.Place, c.Sentence }),
        }, Options);

    public static string Text(StagesResult result) => string.Join(Environment.NewLine, (string[])
    [
        .. result.Problems.Where(p => !p.IsWarning).Select(p => Line("error", p)),
        .. result.Problems.Where(p => p.IsWarning).Select(p => Line("warning", p)),
        .. result.Changes.Select(c => c.Sentence),
        result.Words,
    ]);

    private static string Line(string level, StagesFinding finding) => finding.Place.Length == 0 ? $"{level}: {finding.Sentence}" : $"{level}: {finding.Place}: {finding.Sentence}";
}
