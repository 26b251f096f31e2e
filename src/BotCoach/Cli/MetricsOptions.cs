using BotCoach.Chat;
using BotCoach.Metrics;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>metrics</c> on the command line.</summary>
internal sealed record MetricsOptions
{
    public const string Help =
        """
        The figures of a company's deals: won and lost, days to close, amounts by currency, next steps, each stage's conversion and stays,
        and how long new people take to their first win and their third.

        Usage
          botcoach metrics

        Options
          --as-of DATE      the last day that counts, as 2026-12-03; without it today. What was open then is open
          --from DATE       the first day of what happened; without it all of the past
          --by KEY          told apart by team, manager, owner, segment, source, quarter, product or process, in the order of names
          --workspace NAME  the company, when there are several
          --json            the result as JSON on the standard output

        Amounts stay in their own currencies; where an admin gave rates, a total in the company's own stands beside them, by the rates of the last day.
        Days are medians, never means. A rate is a numerator and a denominator; under five there is none in words.
        Exit code: 0, or 2 with one sentence for what cannot be read.
        """;

    private static readonly IReadOnlyList<string> Keys = [.. Enum.GetNames<MetricsBy>().Select(k => k.ToLowerInvariant())];

    public LocalDate? AsOf { get; private init; }
    public LocalDate? From { get; private init; }
    public MetricsBy? By { get; private init; }
    public string? Workspace { get; private init; }
    public bool Json { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (MetricsOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        var options = new MetricsOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (word is "--as-of" or "--from" or "--by" or "--workspace" && value is null && ++i < words.Count) value = words[i];
            if (word == "--json" && value is not null) return (null, $"--json takes no value; leave it away instead of '{words[i]}'.");
            if (options.With(word, value) is not { } more) return (null, Wrong(word, value));
            options = more;
        }
        return options is { From: { } from, AsOf: { } last } && from > last ? (null, $"--from {from:uuuu-MM-dd} is after --as-of {last:uuuu-MM-dd}.") : (options, null);
    }

    private MetricsOptions? With(string word, string? value) => word switch
    {
        "--json" => this with { Json = true },
        "--as-of" when Day(value) is { } day => this with { AsOf = day },
        "--from" when Day(value) is { } day => this with { From = day },
        "--by" when value is not null && Keys.Contains(value.ToLowerInvariant()) => this with { By = Enum.Parse<MetricsBy>(value, ignoreCase: true) },
        "--workspace" when !string.IsNullOrWhiteSpace(value) => this with { Workspace = value.Trim() },
        _ => null,
    };

    private static LocalDate? Day(string? value) => value is not null && LocalDatePattern.Iso.Parse(value) is { Success: true, Value: { Year: >= 1990 and <= 2200 } day } ? day : null;

    private static string Wrong(string word, string? value) => word switch
    {
        "--as-of" or "--from" => $"{word} needs a day written as 2026-12-03{(value is null ? "" : $", not '{value}'")}; see metrics --help.",
        "--by" => $"--by is one of {Wording.List(Keys)}{(value is null ? "" : $", not '{value}'")}; see metrics --help.",
        "--workspace" => "--workspace needs the company's name; see metrics --help.",
        _ when word.StartsWith("--", StringComparison.Ordinal) => $"metrics has no option '{word}'; see metrics --help.",
        _ => $"metrics takes no '{word}'; see metrics --help.",
    };
}
