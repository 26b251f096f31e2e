using NodaTime;
using NodaTime.Text;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>process-review</c> on the command line.</summary>
internal sealed record ProcessReviewOptions
{
    public const string Help =
        """
        What the monthly process review says: how the company sold in a month, where deals were lost and why, what changed, and what to ask. It sends nothing.

        Usage
          botcoach process-review --month 2026-10

        Options
          --month MONTH     a month that is over, as 2026-10; without it the last one
          --workspace NAME  the company, when there are several
          --json            the result as JSON on the standard output

        It names no deal and nobody. Of fewer than five there is no rate, no median and no amount.
        Exit code: 0, or 2 with one sentence for what cannot be read.
        """;

    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    /// <summary>Its first day.</summary>
    public LocalDate? Month { get; private init; }
    public string? Workspace { get; private init; }
    public bool Json { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (ProcessReviewOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        var options = new ProcessReviewOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (word is "--month" or "--workspace" && value is null && ++i < words.Count) value = words[i];
            if (word == "--json" && value is not null) return (null, $"--json takes no value; leave it away instead of '{words[i]}'.");
            if (options.With(word, value) is not { } more) return (null, Wrong(word, value));
            options = more;
        }
        return (options, null);
    }

    private ProcessReviewOptions? With(string word, string? value) => word switch
    {
        "--json" => this with { Json = true },
        "--month" when value is not null && Written.Parse(value) is { Success: true, Value: { Year: >= 1990 and <= 2200 } month } => this with { Month = month },
        "--workspace" when !string.IsNullOrWhiteSpace(value) => this with { Workspace = value.Trim() },
        _ => null,
    };

    private static string Wrong(string word, string? value) => word switch
    {
        "--month" => $"--month needs a month written as 2026-10{(value is null ? "" : $", not '{value}'")}; see process-review --help.",
        "--workspace" => "--workspace needs the company's name; see process-review --help.",
        _ when word.StartsWith("--", StringComparison.Ordinal) => $"process-review has no option '{word}'; see process-review --help.",
        _ => $"process-review takes no '{word}'; see process-review --help.",
    };
}
