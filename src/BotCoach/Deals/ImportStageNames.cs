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

    private static readonly Dictionary<string, string> Outcomes = new()
    {
        ["won"] = Won, ["closedwon"] = Won, ["wonclosed"] = Won, ["closewon"] = Won, ["dealwon"] = Won,
        ["lost"] = Lost, ["closedlost"] = Lost, ["lostclosed"] = Lost, ["closelost"] = Lost, ["deallost"] = Lost,
        ["disqualified"] = Disqualified, ["unqualified"] = Disqualified, ["abandoned"] = Disqualified, ["deleted"] = Disqualified, ["junk"] = Disqualified,
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
    public static string? Guess(string theirs, StageBook book)
    {
        var plain = ImportCells.Plain(theirs);
        if (Exact(plain, book) is { } exact) return exact;
        if (Outcomes.TryGetValue(plain, out var outcome)) return outcome;
        var family = Array.FindIndex(Families, words => words.Any(plain.Contains));
        if (family < 0) return null;
        var stages = Pipeline(book);
        var word = Families[family].First(plain.Contains);
        return (stages.FirstOrDefault(s => Holds(s, word)) ?? Nearest(family, stages)).Id;
    }

    public static string? Outcome(string theirs) => Outcomes.GetValueOrDefault(ImportCells.Plain(theirs));

    /// <summary>True when this is an id of the book's pipeline or an outcome.</summary>
    public static bool Fits(string ours, StageBook book) => ours is Won or Lost or Disqualified || book.Find(ours) is not null;

    public static List<Stage> Pipeline(StageBook book) => [.. book.Stages.Where(s => s.Kind == StageKind.Pipeline)];

    /// <summary>The stage a closed deal stands in when its source does not say: the last for a win; the first otherwise, since no more is known.</summary>
    public static string Resting(string outcome, StageBook book) => (outcome == Won ? Pipeline(book)[^1] : Pipeline(book)[0]).Id;

    private static string? Exact(string plain, StageBook book) =>
        book.Stages.FirstOrDefault(s => ImportCells.Plain(s.Name) == plain || ImportCells.Plain(s.Id) == plain)?.Id;

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
