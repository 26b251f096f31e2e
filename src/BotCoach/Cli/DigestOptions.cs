using NodaTime;
using NodaTime.Text;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>digest</c> on the command line.</summary>
internal sealed record DigestOptions
{
    public const string Help =
        """
        What a manager's digest of a day says: what has changed, the figures, and the deals to talk about. It sends nothing.

        Usage
          botcoach digest --manager NAME

        Options
          --manager NAME    whose people's deals: a name, the only one of which this is a part, or an e-mail address
          --as-of DATE      the day, as 2026-12-03, as it was at its end; without it now
          --workspace NAME  the company, when there are several
          --json            the result as JSON on the standard output

        It is held against the last digest that was sent before, or without one against how things stood seven days earlier, as the history tells. What no
        history tells is as it stands now: evidence, people of the buyer's, and which rules speak.
        Exit code: 0, or 2 with one sentence for what cannot be read.
        """;

    public string? Manager { get; private init; }
    public LocalDate? AsOf { get; private init; }
    public string? Workspace { get; private init; }
    public bool Json { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (DigestOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        var options = new DigestOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (word is "--as-of" or "--manager" or "--workspace" && value is null && ++i < words.Count) value = words[i];
            if (word == "--json" && value is not null) return (null, $"--json takes no value; leave it away instead of '{words[i]}'.");
            if (options.With(word, value) is not { } more) return (null, Wrong(word, value));
            options = more;
        }
        return options.Manager is null ? (null, "digest needs --manager and a name; see digest --help.") : (options, null);
    }

    private DigestOptions? With(string word, string? value) => word switch
    {
        "--json" => this with { Json = true },
        "--as-of" when value is not null && LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var day } => this with { AsOf = day },
        "--manager" when !string.IsNullOrWhiteSpace(value) => this with { Manager = value.Trim() },
        "--workspace" when !string.IsNullOrWhiteSpace(value) => this with { Workspace = value.Trim() },
        _ => null,
    };

    private static string Wrong(string word, string? value) => word switch
    {
        "--as-of" => $"--as-of needs a day written as 2026-12-03{(value is null ? "" : $", not '{value}'")}; see digest --help.",
        "--manager" => "--manager needs a name; see digest --help.",
        "--workspace" => "--workspace needs the company's name; see digest --help.",
        _ when word.StartsWith("--", StringComparison.Ordinal) => $"digest has no option '{word}'; see digest --help.",
        _ => $"digest takes no '{word}'; see digest --help.",
    };
}
