using BotCoach.Deals;

namespace BotCoach.Cli;

/// <summary>What stands behind <c>import</c> on the command line.</summary>
internal sealed class ImportOptions
{
    public const string Help =
        """
        Imports deals from CSV files: an export of Salesforce, HubSpot, Pipedrive, or a plain sheet.

        Usage
          botcoach import FILE… [options]

        One file holds the deals; the others (accounts, products, sales teams) are joined to it by a column they share.
        An export is known by its header: Salesforce in English and German, HubSpot in English, German, French and Portuguese, Pipedrive in these and Spanish,
        and all but Pipedrive under their API names. The dry run says first which it is.
        Everything is checked before anything is written. The same files again change nothing; an interrupted import goes on where it stopped.

        Options
          --dry-run                  say what would be created, changed and refused, and write nothing
          --json                     the result as JSON on the standard output
          --rejects FILE             write the refused rows there, with the reason of each, to put right and import again
          --column "Their name=ours" what a column means; ours is one of the fields below, or custom
          --stage "Their name=ours"  which stage of ours a stage name is, or won, lost, disqualified
          --dates dmy|mdy            the order of days and months where the file leaves it open
          --owner NAME               whose deals they are, when the file does not say
          --workspace NAME           the company, when there are several

        What was said with --column and --stage is remembered.
        Exit code: 0 when the import was made (some rows may be refused), 2 when the whole was refused.

        Fields
        """;

    public List<string> Files { get; } = [];
    public ImportChoices Choices { get; } = new();
    public bool DryRun { get; private set; }
    public bool Json { get; private set; }
    public string? Rejects { get; private set; }
    public string? Workspace { get; private set; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (ImportOptions Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        var options = new ImportOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at && !NeedsPair(words[i])
                ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            var takesValue = word is "--rejects" or "--column" or "--stage" or "--dates" or "--owner" or "--workspace";
            if (takesValue && value is null)
            {
                if (i + 1 >= words.Count) return (options, $"{word} needs a value; see import --help.");
                value = words[++i];
            }
            if (options.Take(word, value) is { } wrong) return (options, wrong);
        }
        return (options, options.Files.Count == 0 ? "Which file? botcoach import FILE…; see import --help." : null);
    }

    private static bool NeedsPair(string word) => word is "--column" or "--stage";

    private string? Take(string word, string? value)
    {
        switch (word)
        {
            case "--dry-run": DryRun = true; return null;
            case "--json": Json = true; return null;
            case "--rejects": Rejects = value; return null;
            case "--workspace": Workspace = value; return null;
            case "--owner": Choices.Owner = value; return null;
            case "--column": return Pair(Choices.Columns, word, value!);
            case "--stage": return Pair(Choices.Stages, word, value!);
            case "--dates": return Dates(value!);
        }
        if (word.StartsWith("--", StringComparison.Ordinal)) return $"import has no option '{word}'; see import --help.";
        Files.Add(word);
        return null;
    }

    private string? Dates(string value)
    {
        Choices.Dates = value switch { "dmy" => DateOrder.DayFirst, "mdy" => DateOrder.MonthFirst, _ => DateOrder.Unsaid };
        return Choices.Dates == DateOrder.Unsaid ? $"--dates is dmy or mdy, not '{value}'." : null;
    }

    private static string? Pair(Dictionary<string, string> into, string option, string value)
    {
        var at = value.LastIndexOf('=');
        if (at <= 0 || at == value.Length - 1) return $"{option} is written \"Their name=ours\", not '{value}'.";
        into[value[..at].Trim()] = value[(at + 1)..].Trim();
        return null;
    }
}
