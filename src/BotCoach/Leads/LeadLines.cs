using BotCoach.Chat;

namespace BotCoach.Leads;

/// <summary>Which leads a rule is for, read from its words: "country DE, AT and segment smb". All of the parts must fit, each with one of its values.</summary>
public sealed record LeadWhich(IReadOnlyList<(string Field, IReadOnlyList<string> Values)> Parts, bool IsAccount = false)
{
    /// <summary>"everyone": all leads.</summary>
    public static readonly LeadWhich All = new([]);

    /// <summary>"account": leads of a company of which somebody has a deal.</summary>
    public static readonly LeadWhich OwnersAccount = new([], IsAccount: true);

    public bool Fits(Lead lead) => Parts.All(p => p.Values.Contains(Of(lead, p.Field) ?? "", StringComparer.OrdinalIgnoreCase));

    private static string? Of(Lead lead, string field) => field switch
    {
        "country" => lead.Country, "region" => lead.Region, "segment" => lead.Segment, _ => lead.Source,
    };
}

/// <summary>A rule as it was read: which leads, and the words of to whom.</summary>
public sealed record LeadLine(string Which, string To);

/// <summary>Reads and writes the rules by which leads are given out, a line each: "country DE, AT → Maya Chen". Pure.</summary>
public static class LeadLines
{
    public const string Account = "account";
    public const string Owner = "owner";
    public const string Everyone = "everyone";
    public const string Team = "team ";
    public const string Example = "country DE, AT → Maya Chen";
    public const int Most = 100;

    /// <summary>What holds while nobody has said anything else.</summary>
    public const string Usual = "account → owner\neveryone → everyone";

    private static readonly string[] Arrows = ["→", "->", "=>"];
    private static readonly string[] Fields = ["country", "region", "segment", "source"];

    /// <summary>The lines, or the sentence that says what is wrong with the first that cannot be.</summary>
    public static (IReadOnlyList<LeadLine> Lines, string? Fault) Read(string? words)
    {
        var lines = new List<LeadLine>();
        foreach (var line in (words ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(Arrows, 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } which, { Length: > 0 } to]) return ([], $"“{Wording.Short(line, 60)}”: write which leads, an arrow and to whom, such as {Example}.");
            if (WhichOf(which) is not { } read) return ([], $"“{Wording.Short(which, 60)}” names no leads that I know. Begin with {Wording.List([.. Fields])}, or write {Account} or {Everyone}.");
            if (read.IsAccount != to.Equals(Owner, StringComparison.OrdinalIgnoreCase)) return ([], $"“{Wording.Short(line, 60)}”: {Account} and {Owner} belong together: {Account} → {Owner}.");
            lines.Add(new LeadLine(Written(read), to));
        }
        return lines.Count > Most ? ([], $"There can be {Most} lines. Put what goes to the same people into one.") : (lines, null);
    }

    /// <summary>Null for words that are none.</summary>
    public static LeadWhich? WhichOf(string words)
    {
        if (words.Equals(Everyone, StringComparison.OrdinalIgnoreCase)) return LeadWhich.All;
        if (words.Equals(Account, StringComparison.OrdinalIgnoreCase)) return LeadWhich.OwnersAccount;
        var parts = new List<(string, IReadOnlyList<string>)>();
        foreach (var part in words.Split(" and ", StringSplitOptions.TrimEntries))
        {
            if (part.Split(' ', 2, StringSplitOptions.TrimEntries) is not [var said, var values] || Fields.FirstOrDefault(f => f.Equals(said, StringComparison.OrdinalIgnoreCase)) is not { } field) return null;
            string[] some = values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (some.Length == 0) return null;
            parts.Add((field, some));
        }
        return new LeadWhich(parts);
    }

    public static string Written(LeadWhich which) =>
        which.IsAccount ? Account : which.Parts.Count == 0 ? Everyone : string.Join(" and ", which.Parts.Select(p => $"{p.Field} {string.Join(", ", p.Values)}"));

    /// <param name="name">The name of the person, where the rule has one.</param>
    public static string Written(LeadRule rule, string? name) =>
        $"{rule.Which} → {(rule.Which == Account ? Owner : name ?? (rule.Team is { } team ? Team + team : Everyone))}";
}
