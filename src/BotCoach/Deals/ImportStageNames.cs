using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>
/// What a stage's name elsewhere means here: the id of one of our stages, or an outcome. A stage that claims more than we can place
/// is put into the nearest earlier one of ours; a name that nothing is known of is asked for.
/// </summary>
internal static class ImportStageNames
{
    public const string Won = "won";
    public const string Lost = "lost";
    public const string Disqualified = "disqualified";

    // words that say how a deal ended, wherever they stand in the name: "7. Closed Won - Renewal", "Lost: price"
    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["won"] = Won, ["closedwon"] = Won, ["wonclosed"] = Won, ["closewon"] = Won, ["dealwon"] = Won,
        ["lost"] = Lost, ["closedlost"] = Lost, ["lostclosed"] = Lost, ["closelost"] = Lost, ["deallost"] = Lost, ["dead"] = Lost,
        ["abandoned"] = Disqualified, ["deleted"] = Disqualified, ["junk"] = Disqualified, ["disqualified"] = Disqualified, ["unqualified"] = Disqualified,
    };

    // along the funnel: words that a stage's name holds, here or elsewhere
    private static readonly string[][] Families =
    [
        ["prospect", "target", "newlead", "newdeal", "leadin", "incoming", "suspect", "research"],
        ["contact", "outreach", "working", "engag", "connect", "reached", "attempt", "qualif", "sql", "mql", "appointment", "firstmeeting", "intro"],
        ["discover", "needs", "analysis", "diagnos", "consult", "perception"],
        ["solution", "demo", "present", "evaluat", "trial", "pilot", "poc", "proofofconcept", "valueprop", "technical", "validat", "decisionmaker"],
        ["proposal", "quote", "pric", "businesscase", "offer"],
        ["negotiat", "contract", "legal", "procure", "security", "review", "commit", "verbal", "approval"],
        ["closing", "close", "sign"],
    ];

    /// <summary>A stage id, an outcome, or null when nothing can be guessed.</summary>
    public static string? Guess(string theirs, StageBook book, KnownExport? export = null)
    {
        if (Same(theirs, book) is { } same) return same;
        return export?.InEnglish(theirs) is { } english && english != theirs ? Guess(english, book) : GuessByWords(theirs, book);
    }

    /// <summary>The stage of ours that has this very name, when one has.</summary>
    public static string? Same(string theirs, StageBook book) => Exact(ImportCells.Plain(theirs), book) ?? Exact(ImportCells.Plain(Unnumbered(theirs)), book);

    /// <summary>Won, lost or disqualified, when the name says so.</summary>
    public static string? Outcome(string theirs) => OutcomesIn(theirs) is [var only] ? only : null;

    public static bool IsOutcome(string ours) => ours is Won or Lost or Disqualified;

    public static bool IsClosed(string theirs) => Words(theirs).Contains("closed");

    /// <summary>The name says the outcome and nothing besides.</summary>
    public static bool IsOutcomeOnly(string theirs) => Outcome(theirs) is not null && Words(theirs).All(w => w is "closed" or "close" or "deal" || Outcomes.ContainsKey(w));

    /// <summary>True when this is the id of one of the book's stages or an outcome.</summary>
    public static bool Fits(string ours, StageBook book) => IsOutcome(ours) || book.Find(ours) is not null;

    public static List<Stage> Pipeline(StageBook book) => [.. book.Stages.Where(s => s.Kind == StageKind.Pipeline)];

    /// <summary>The stage a closed deal stands in when its source does not say: the last for a win; the first otherwise, since no more is known.</summary>
    public static string Resting(string outcome, StageBook book) => (outcome == Won ? Pipeline(book)[^1] : Pipeline(book)[0]).Id;

    private static string? GuessByWords(string theirs, StageBook book)
    {
        var plain = ImportCells.Plain(theirs);
        var ended = OutcomesIn(theirs);
        if (ended.Count == 1) return ended[0];
        // it ended, and the name does not say how
        if (ended.Count > 1 || IsClosed(theirs)) return null;
        var family = Array.FindIndex(Families, words => words.Any(plain.Contains));
        if (family < 0) return null;
        var stages = Pipeline(book);
        var word = Families[family].First(plain.Contains);
        return (stages.FirstOrDefault(s => Holds(s, word)) ?? Nearest(family, stages)).Id;
    }

    private static string? Exact(string plain, StageBook book) =>
        book.Stages.FirstOrDefault(s => ImportCells.Plain(s.Name) == plain || ImportCells.Plain(s.Id) == plain)?.Id;

    private static List<string> OutcomesIn(string name)
    {
        var words = Words(name).ToList();
        var not = words.Contains("not") || words.Contains("never");
        if (not) return words.Any(w => w.StartsWith("qualif", StringComparison.Ordinal)) ? [Disqualified] : [];
        return [.. words.Select(w => Outcomes.GetValueOrDefault(w) ?? (w.StartsWith("disqualif", StringComparison.Ordinal) ? Disqualified : null)).OfType<string>().Distinct()];
    }

    /// <summary>Without the number in front: "3. Discovery".</summary>
    public static string Unnumbered(string theirs) => theirs.TrimStart([.. "0123456789.)-:/# "]);

    private static string[] Words(string name) =>
        new string([.. name.Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Stage Nearest(int family, List<Stage> stages)
    {
        for (var earlier = family; earlier >= 0; earlier--)
        {
            var found = stages.FirstOrDefault(s => Families[earlier].Any(word => Holds(s, word)));
            if (found is not null) return found;
        }
        return stages[0];
    }

    private static bool Holds(Stage stage, string word) => ImportCells.Plain(stage.Id).Contains(word) || ImportCells.Plain(stage.Name).Contains(word);
}
