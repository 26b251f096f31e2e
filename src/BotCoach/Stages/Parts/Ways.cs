namespace BotCoach.Stages.Parts;

/// <summary>Kinds of evidence as a choice, and rules of one's own as lines.</summary>
internal static class Ways
{
    public static readonly PartField Field = new("ways", "What counts as evidence", FieldShape.Several)
    {
        Optional = true, Options = Choices, Hears = ["evidence", "accepts", "note", "quote", "artifact", "stakeholder", "approver", "field"],
    };

    public static readonly PartField Rules = new("rules", "Rules that count too", FieldShape.Lines)
    {
        Optional = true, Hint = "One a line, as: amount > 0, or: next-step/confirmed", Hears = ["rule", "column"],
    };

    public static string Say(Evidence evidence) => evidence.Of is null ? YamlNames.Of(evidence.Kind) : $"{YamlNames.Of(evidence.Kind)}:{evidence.Of}";

    public static Dictionary<string, string?> Read(IReadOnlyList<Evidence> accepts, StageBook book, string? stageId)
    {
        var offered = Choices(book, stageId).Select(o => o.Value).ToHashSet();
        return new()
        {
            ["ways"] = string.Join(',', accepts.Select(Say).Where(offered.Contains)),
            ["rules"] = string.Join('\n', accepts.Where(e => !offered.Contains(Say(e))).Select(e => e.Kind == EvidenceKind.Rule ? e.Of : Say(e))),
        };
    }

    /// <summary>What was there already stays in its place.</summary>
    public static IReadOnlyList<Evidence> Make(PartValues values, IReadOnlyCollection<Evidence> before)
    {
        List<Evidence> said = [.. values.Several("ways").Select(Parse), .. values.Lines("rules").Select(ParseLine)];
        return [.. before.Where(said.Contains), .. said.Where(e => !before.Contains(e)).Distinct()];
    }

    /// <summary>A line is a rule, or a kind of evidence written out that the choice does not hold any more.</summary>
    private static Evidence ParseLine(string line) => Parse(line) is { Kind: not EvidenceKind.Rule, Of: not null } other ? other : new Evidence(EvidenceKind.Rule, line);

    private static Evidence Parse(string said)
    {
        var parts = said.Split(':', 2);
        var kind = Enum.GetValues<EvidenceKind>().Cast<EvidenceKind?>().FirstOrDefault(k => YamlNames.Of(k!.Value) == parts[0]);
        return kind is null ? new Evidence(EvidenceKind.Rule, said) : new Evidence(kind.Value, parts.Length == 2 ? parts[1].Trim() : null);
    }

    /// <summary>At most a hundred, which is what a platform's list holds.</summary>
    private static IReadOnlyList<(string Value, string Label)> Choices(StageBook book, string? stageId)
    {
        var upTo = book.Stages.Take(Math.Max(0, book.IndexOf(stageId ?? "")) + 1).ToList();
        IEnumerable<Evidence> all =
        [
            new(EvidenceKind.Note), new(EvidenceKind.Quote),
            .. upTo.SelectMany(s => s.Artifacts).Select(a => new Evidence(EvidenceKind.Artifact, a.Id)),
            .. StageBookRules.ApproverRoles.Select(r => new Evidence(EvidenceKind.Approver, r)),
            .. KnownFields.StakeholderRoles.Select(r => new Evidence(EvidenceKind.Stakeholder, r)),
            .. KnownFields.Rules.SelectMany(f => f.Value.Where(r => r != "present").Select(r => new Evidence(EvidenceKind.Rule, $"{f.Key}/{r}"))),
            .. KnownFields.Rules.Where(f => f.Value.Contains("present")).Select(f => new Evidence(EvidenceKind.Field, f.Key)),
        ];
        return [.. all.Select(e => (Say(e), Upper(FieldWords.Counts(e, StageOf(e, upTo))))).DistinctBy(o => o.Item1).Take(100)];
    }

    private static Stage? StageOf(Evidence evidence, List<Stage> upTo) => evidence.Kind == EvidenceKind.Artifact ? upTo.FirstOrDefault(s => s.Artifacts.Any(a => a.Id == evidence.Of)) : null;

    private static string Upper(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
