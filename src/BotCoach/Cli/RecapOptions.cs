using NodaTime;
using NodaTime.Text;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>recap</c> on the command line.</summary>
internal sealed record RecapOptions(string? File)
{
    public const string Help =
        """
        What a call came to, from its transcript: next steps with owner and day, problem and impact, objections, people, decisions, risks. Every line cites the
        lines of the transcript on which it rests. Nothing is stored, and nothing leaves this machine, unless Ai:Model and
        Ai:ApiKey name a model that is to draft it; what that was sent is then in the company's audit.

        Usage
          botcoach recap FILE

        Options
          --deal ID       the deal's id in its source, or its own: the criteria of its stage, for which the call may be evidence, and who is on its other side
          --date DATE     the day of the call as 2026-12-03, by which "next Friday" is read; without it the day that the transcript names, else that of the file
          --parse-only    read the transcript, draft nothing
          --json          the result as JSON on the standard output

        FILE is WebVTT (Teams, Zoom, Google Meet, YouTube), SRT, SBV, Otter's text, JSON of Fireflies, Gong or Google Meet, or text with “Name: what they said”,
        of at most 5 MB.
        Exit code: 0 also for a call in which nothing was said, 2 when the file is no transcript.
        """;

    public bool ParseOnly { get; private init; }
    public bool Json { get; private init; }
    public LocalDate? Date { get; private init; }
    public string? Deal { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (RecapOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        var options = new RecapOptions((string?)null);
        for (var i = 0; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (word is "--date" or "--deal" && value is null && ++i < words.Count) value = words[i];
            if (word is "--json" or "--parse-only" && value is not null) return (null, $"{word} takes no value; leave it away instead of '{words[i]}'.");
            switch (word)
            {
                case "--json": options = options with { Json = true }; break;
                case "--parse-only": options = options with { ParseOnly = true }; break;
                case "--date" when value is not null && LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date }: options = options with { Date = date }; break;
                case "--date": return (null, $"--date needs a day written as 2026-12-03{(value is null ? "" : $", not '{value}'")}; see recap --help.");
                case "--deal" when !string.IsNullOrWhiteSpace(value): options = options with { Deal = value.Trim() }; break;
                case "--deal": return (null, "--deal needs the id of a deal; see recap --help.");
                case ['-', '-', ..]: return (null, $"recap has no option '{word}'; see recap --help.");
                default:
                    if (options.File is not null) return (null, $"recap takes one file, and '{word}' is a second one.");
                    options = options with { File = word };
                    break;
            }
        }
        return options.File is null ? (null, "Which file? botcoach recap FILE; see recap --help.") : (options, null);
    }
}
