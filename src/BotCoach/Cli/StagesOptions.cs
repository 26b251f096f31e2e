namespace BotCoach.Cli;

/// <summary>What stands behind <c>stages</c> on the command line.</summary>
internal sealed record StagesOptions(string Verb, string? File)
{
    public const string Help =
        """
        A process as a YAML file, so that it can live in git.

        Usage
          botcoach stages export FILE       write the published version there; - writes it to the standard output
          botcoach stages validate FILE     every problem of a file, with its place; needs no database
          botcoach stages diff FILE         what the file says otherwise than the published version, in words
          botcoach stages import FILE       make the file the process's draft, with what is to be mended in it; it is published in chat, in the console, or with --publish

        Options
          --process NAME    which process; without it the one that is called as the file says, else the default. A name that there is not yet begins a new one
          --publish         with import: publish it at once, if nothing is wrong with it; open deals follow
          --replace         with import: also when somebody is working on the draft
          --workspace NAME  the company, when there are several
          --json            the result as JSON on the standard output

        In a file for a process that exists every stage, criterion, document, task and failure mode has its id: by it answers are kept. A file for a new one may
        leave them out; they are made of the words.
        Exit code: 0 when it was done (for import: the draft is there, whatever is to be mended in it), 1 when diff finds a difference, 2 when it was not done, or
        when validate finds an error. Warnings do not count.
        """;

    public static readonly IReadOnlyList<string> Verbs = ["export", "validate", "diff", "import"];

    public string? Process { get; private init; }
    public string? Workspace { get; private init; }
    public bool Publish { get; private init; }
    public bool Replace { get; private init; }
    public bool Json { get; private init; }

    /// <summary>The options, or the sentence that says what is wrong with them.</summary>
    public static (StagesOptions? Options, string? Wrong) Of(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || !Verbs.Contains(words[0])) return (null, $"stages needs one of {Chat.Wording.List(Verbs)} behind it{(words.Count == 0 ? "" : $", not '{words[0]}'")}; see stages --help.");
        var options = new StagesOptions(words[0], null);
        for (var i = 1; i < words.Count; i++)
        {
            var (word, value) = words[i].StartsWith("--", StringComparison.Ordinal) && words[i].IndexOf('=') is > 0 and var at ? (words[i][..at], words[i][(at + 1)..]) : (words[i], null);
            if (word is "--process" or "--workspace" && value is null)
            {
                if (i + 1 >= words.Count) return (null, $"{word} needs a value; see stages --help.");
                value = words[++i];
            }
            if (word is "--json" or "--publish" or "--replace" && value is not null) return (null, $"{word} takes no value; leave it away instead of '{words[i]}'.");
            if (options.With(word, value) is not { } more) return (null, Unknown(word, options));
            options = more;
        }
        if (options is { Verb: "export", File: "-", Json: true }) return (null, "export - writes the process itself to the standard output; --json needs a file.");
        return options.File is null ? (null, $"Which file? botcoach stages {options.Verb} FILE; see stages --help.") : (options, null);
    }

    private StagesOptions? With(string word, string? value) => word switch
    {
        "--process" => this with { Process = value },
        "--workspace" => this with { Workspace = value },
        "--json" => this with { Json = true },
        "--publish" when Verb == "import" => this with { Publish = true },
        "--replace" when Verb == "import" => this with { Replace = true },
        _ when word.StartsWith("--", StringComparison.Ordinal) || File is not null => null,
        _ => this with { File = word },
    };

    private static string Unknown(string word, StagesOptions options) => word.StartsWith("--", StringComparison.Ordinal)
        ? $"stages {options.Verb} has no option '{word}'; see stages --help."
        : $"stages {options.Verb} takes one file, and '{word}' is a second one.";
}
