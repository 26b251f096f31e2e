using BotCoach.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Recaps;

/// <summary>A recap as the lines that a rep goes through, each with the words it rests on. Pure.</summary>
public static class RecapLines
{
    // The lines of these say the same, each with more.
    private static readonly HashSet<string> SaidElsewhere = ["next-step", "stakeholders", "problem", "impact", "success-criteria", "objections"];

    // In so many words, as a model may write them.
    private static readonly (string Part, string[] Named)[] Parts =
    [
        ("economic-buyer", ["economic", "buyer"]), ("economic-buyer", ["decision", "maker"]), ("economic-buyer", ["budget", "owner"]), ("economic-buyer", ["budget", "holder"]), ("champion", ["champion"]), ("blocker", ["blocker"]),
        ("sponsor", ["sponsor"]), ("user", ["user"]), ("user", ["users"]),
    ];

    public static IReadOnlyList<CallLine> Of(Recap recap, Transcript transcript, Call call, RecapCall known)
    {
        var lines = new List<CallLine>();
        var said = transcript.Cues.ToDictionary(c => c.Id, StringComparer.Ordinal);
        void Add(LineKind kind, string text, IReadOnlyList<string> cues, params (string Name, string? Value)[] detail) => lines.Add(new CallLine
        {
            WorkspaceId = call.WorkspaceId, CallId = call.Id, No = lines.Count + 1, Kind = kind, Text = Wording.Short(Clean(text), 2000), Cues = string.Join('\n', cues), Quote = Quote(cues, said),
            Detail = detail.Where(d => !string.IsNullOrEmpty(d.Value)).ToDictionary(d => d.Name, d => Clean(d.Value!)),
        });
        // The soonest first: of several that are accepted at once, it becomes the deal's next step.
        foreach (var step in recap.NextSteps.OrderBy(s => s.Due is null).ThenBy(s => s.Due))
            Add(LineKind.NextStep, step.Action, step.Cues, (LineDetail.Owner, step.Owner), (LineDetail.Person, step.Side == CallSide.Buyer ? null : PersonOf(step.Owner, known)), (LineDetail.Side, step.Side?.ToString()), (LineDetail.Due, step.Due is { } due ? LocalDatePattern.Iso.Format(due) : null),
                (LineDetail.DueWords, step.DueText), (LineDetail.Condition, step.Condition));
        foreach (var proof in recap.Proposed.Where(p => p.Criterion is not null)) Add(LineKind.Criterion, proof.Value, proof.Cues, (LineDetail.Criterion, proof.Criterion));
        foreach (var field in recap.Proposed.Where(p => p.Field is not null && !SaidElsewhere.Contains(p.Field))) Add(LineKind.Field, field.Value, field.Cues, (LineDetail.Field, field.Field), (LineDetail.Due, field.Field == "close-date" && DueWords.Find(field.Value, known.ReaderOf(said[field.Cues[0]].Speaker)) is { } close ? LocalDatePattern.Iso.Format(close.Day) : null));
        foreach (var person in recap.Stakeholders) Add(LineKind.Stakeholder, person.Name, person.Cues, (LineDetail.Title, person.Role), (LineDetail.Role, PartOf(person)));
        foreach (var doubt in recap.Objections) Add(LineKind.Objection, doubt.Text, doubt.Cues, (LineDetail.Kind, doubt.Kind.ToString()));
        foreach (var (kind, of) in new[] { (LineKind.Decision, recap.Decisions), (LineKind.Problem, recap.Problem), (LineKind.Impact, recap.Impact), (LineKind.Success, recap.SuccessCriteria), (LineKind.Competitor, recap.Competitors), (LineKind.Risk, recap.Risks), (LineKind.Summary, recap.Summary) })
            foreach (var line in of.Where(l => !IsSaid(lines, l))) Add(kind, line.Text, line.Cues);
        return lines;
    }

    /// <summary>Another line says the same already, and does more with it: nobody reads it twice. A step stands in a summary with its owner in front.</summary>
    private static bool IsSaid(List<CallLine> lines, RecapLine line) =>
        lines.Exists(l => l.Kind != LineKind.Criterion && (l.Text == line.Text || (l.Kind == LineKind.NextStep && line.Text == $"{l.Of(LineDetail.Owner)}: {l.Text}")));

    /// <summary>The colleague of that name who speaks in the call; "Ana" is Ana Diaz where nobody else is called so.</summary>
    private static string? PersonOf(string? owner, RecapCall known)
    {
        if (owner is null) return null;
        if (known.People.TryGetValue(owner, out var person)) return $"{person}";
        return known.People.Where(p => Writing.Sides.SameName(p.Key, owner)).ToList() is [var one] ? $"{one.Value}" : null;
    }

    /// <summary>What was said there: "Ana: …", a line a cue.</summary>
    private static string Quote(IReadOnlyList<string> cues, Dictionary<string, Cue> said) =>
        Wording.Short(Clean(string.Join('\n', cues.Select(c => said[c]).Select(c => c.Speaker is null ? c.Text : $"{c.Speaker}: {c.Text}"))), CallLine.LongestQuote);

    /// <summary>Without what is no text, which PostgreSQL refuses and nobody reads.</summary>
    internal static string Clean(string text) => text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) ? string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t')) : text;

    /// <summary>The part that the call says, or that the title gives away; what somebody is for the deal is else the rep's to say.</summary>
    public static string PartOf(RecapPerson person)
    {
        var byTitle = RoleOf(person.Role);
        // a lawyer who has to approve is the lawyer
        return person.Part is null || (person.Part == "economic-buyer" && byTitle != "other") ? byTitle : person.Part;
    }

    /// <summary>The part that a title gives away without doubt, or that is named in so many words.</summary>
    public static string RoleOf(string? title)
    {
        var words = (title ?? "").ToLowerInvariant().Split((char[])[' ', ',', '/', '(', ')', '-'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var (part, named) in Parts) if (Array.TrueForAll(named, words.Contains)) return part;
        if (words.Contains("procurement") || words.Contains("purchasing")) return "procurement";
        if (words.Contains("legal") || words.Contains("counsel")) return "legal";
        return words.Intersect(["cto", "ciso", "security", "engineer", "engineering", "architect", "it"]).Any() ? "technical" : "other";
    }

    public static LocalDate? DueOf(CallLine line) => line.Of(LineDetail.Due) is { } day && LocalDatePattern.Iso.Parse(day) is { Success: true } read ? read.Value : null;

    public static CallSide? SideOf(CallLine line) => Enum.TryParse<CallSide>(line.Of(LineDetail.Side), out var side) ? side : null;
}
