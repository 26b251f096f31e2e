using System.Collections.Immutable;
namespace BotCoach.Stages;

/// <summary>
/// A version of a process as one document: ordered stages and the rules of the whole. Immutable; JSON in the row, YAML outside.
/// Every line names its <c>Source</c>: the essay it comes from, or <c>ours</c>.
/// </summary>
public sealed record StageBook
{
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>Where the whole comes from, in words.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<Stage> Stages { get; init; }
    public BookRules Rules { get; init; } = new();

    /// <summary>All criteria, stage by stage.</summary>
    public IEnumerable<Criterion> Criteria() => Stages.SelectMany(s => s.Entry.Concat(s.Exit));

    public Criterion? FindCriterion(string? id) => Criteria().FirstOrDefault(c => c.Id == id);

    public Stage? Find(string stageId) => IndexOf(stageId) is >= 0 and var at ? Stages[at] : null;

    public int IndexOf(string stageId)
    {
        for (var i = 0; i < Stages.Count; i++) if (Stages[i].Id == stageId) return i;
        return -1;
    }
}

public enum StageKind { Pipeline, AfterWin }

/// <summary>A stage: what it is to prove, and everything that helps to prove it.</summary>
public sealed record Stage
{
    /// <summary>Permanent within the process: lower case, digits and dashes.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public StageKind Kind { get; init; }

    /// <summary>What this stage is trying to prove.</summary>
    public required string Purpose { get; init; }

    /// <summary>Where the purpose and the owner come from; every other line has a source of its own.</summary>
    public string Source { get; init; } = "ours";

    /// <summary>What the customer has agreed to do.</summary>
    public IReadOnlyList<Line> BuyerCommitments { get; init; } = [];
    public IReadOnlyList<Criterion> Entry { get; init; } = [];
    public IReadOnlyList<Criterion> Exit { get; init; } = [];
    public IReadOnlyList<RequiredField> Fields { get; init; } = [];
    public IReadOnlyList<ArtifactSpec> Artifacts { get; init; } = [];
    public required Guideline Guideline { get; init; }
    /// <summary>When to follow up while the buyer does not answer; null: the usual.</summary>
    public Cadence? Cadence { get; init; }
    public IReadOnlyList<FailureMode> FailureModes { get; init; } = [];
    public IReadOnlyList<StageTask> Tasks { get; init; } = [];
    public IReadOnlyList<Asset> Assets { get; init; } = [];

    /// <summary>Next steps to suggest, three or more: what a rep does next here. The first three become buttons.</summary>
    public IReadOnlyList<Line> NextSteps { get; init; } = [];

    /// <summary>The questions a good manager would ask here.</summary>
    public IReadOnlyList<Line> Prompts { get; init; } = [];

    /// <summary>The rep actions that help.</summary>
    public IReadOnlyList<Line> Actions { get; init; } = [];

    /// <summary>Which role owns the stage: SDR, AE, CS …</summary>
    public required string Owner { get; init; }
    public HandoffSpec? Handoff { get; init; }

    /// <summary>What this stage says of signals otherwise than its process.</summary>
    public IReadOnlyList<SignalTuning> Signals { get; init; } = [];
    public required ForecastSpec Forecast { get; init; }
}

/// <summary>A line of guidance and where it comes from.</summary>
public sealed record Line(string Text, string Source);

/// <summary>A sentence that must hold (or, advisory, should), with the evidence that counts. The id is permanent across versions.</summary>
public sealed record Criterion
{
    public required string Id { get; init; }
    public required string Text { get; init; }
    public bool Required { get; init; } = true;
    public required ImmutableArray<Evidence> Accepts { get; init; }
    public required string Source { get; init; }

    /// <summary>Why it is asked, for a new rep.</summary>
    public string? Why { get; init; }

    /// <summary>What good looks like, for a new rep.</summary>
    public string? Good { get; init; }

    /// <summary>This kind of evidence counts.</summary>
    public bool Takes(EvidenceKind kind)
    {
        for (var i = 0; i < Accepts.Length; i++) if (Accepts[i].Kind == kind) return true;
        return false;
    }
}

/// <summary>
/// A kind of evidence, and of what: <c>field: problem</c>, <c>artifact: business-case</c>, <c>stakeholder: economic-buyer</c>,
/// <c>approver: manager</c>, <c>rule: next-step/confirmed</c> (field/rule of <see cref="KnownFields"/>) or <c>rule: amount &gt; 0</c> (a
/// <see cref="DealRule"/>), <c>note</c>, <c>quote</c>.
/// </summary>
public sealed record Evidence(EvidenceKind Kind, string? Of = null)
{
    /// <summary>The field that it asks of, and the rule; taken apart once, since every judgement of a deal needs them.</summary>
    internal FieldAsk Asks { get; } = Kind == EvidenceKind.Field ? new FieldAsk(Of ?? "", "present")
        : Kind != EvidenceKind.Rule || Of is null || FieldAsk.IsOne(Of) ? FieldAsk.Parse(Of)
        : FieldAsk.None;

    /// <summary>The rule over the deal, where it is more than a field and its rule; null too for one that cannot be read, which never holds.</summary>
    internal DealRule? Rule { get; } = Kind == EvidenceKind.Rule && Of is not null && !FieldAsk.IsOne(Of) ? DealRuleReader.Read(Of).Rule : null;

    /// <summary>The fields that it reads, and roles where it reads these.</summary>
    internal IEnumerable<string> Fields => Rule is { } rule ? rule.Leaves().Select(l => l.Subject.Field).OfType<string>().Distinct()
        : Kind is EvidenceKind.Field or EvidenceKind.Rule ? [Asks.Field] : [];

    /// <summary>By what was said alone: all else is read from it, and a rule that is read twice is not the same object.</summary>
    public bool Equals(Evidence? other) => other is not null && Kind == other.Kind && Of == other.Of;

    public override int GetHashCode() => HashCode.Combine(Kind, Of);
}

public enum EvidenceKind { Field, Note, Quote, Artifact, Stakeholder, Approver, Rule }

/// <summary>A field that must be known here, and the rule it must satisfy.</summary>
public sealed record RequiredField(string Field, string Rule, string Source)
{
    /// <summary>What it is called among the things that are missing.</summary>
    internal string Id { get; } = $"{Field}/{Rule}";

    internal FieldAsk Asks { get; } = new(Field, Rule);
}

public sealed record ArtifactSpec(string Id, string Name, bool Required, string Source, string? Template = null);

/// <summary>The healthy time in the stage, in days; flagged at twice that. By segment where it differs.</summary>
public sealed record Guideline(int Days, string Source)
{
    public IReadOnlyDictionary<string, int> BySegment { get; init; } = new Dictionary<string, int>();

    /// <summary>A segment's name is the same in any case: "SMB" from one file, "smb" from another.</summary>
    public int For(string? segment)
    {
        if (segment is null || BySegment.Count == 0) return Days;
        foreach (var (name, days) in BySegment)
            if (name.Equals(segment?.Trim(), StringComparison.OrdinalIgnoreCase)) return days;
        return Days;
    }
}

/// <summary>On which days after the first touch the next ones are due, the first on day 0; seven at most. None: nobody is reminded to follow up.</summary>
public sealed record Cadence(IReadOnlyList<int> Days, string Source)
{
    public const int MostTouches = 7;

    public static readonly Cadence Usual = new([0, 2, 4, 7, 14], "ours");
}

/// <summary>Why deals stall here, what shows it (the id of a nudges' rule, a condition over the deal, or either), and what helps.</summary>
/// <param name="Condition">A <see cref="DealRule"/> in words.</param>
public sealed record FailureMode(string Id, string Text, string? Signal, string Action, string Source, string? Condition = null)
{
    /// <summary>Null where there is none, or one that cannot be read, which never holds.</summary>
    internal DealRule? Rule { get; } = Condition is null ? null : DealRuleReader.Read(Condition).Rule;

    /// <summary>In a line: what goes wrong, where by a condition what shows it, and what helps.</summary>
    internal string Told => $"{Text}{(Rule is { } rule ? $" What shows it: {RuleWords.Of(rule)}." : "")} {Action}";
}

/// <summary>What entering this stage puts on the rep's list; due so many working days later.</summary>
public sealed record StageTask(string Id, string Text, int DueInWorkingDays, string Source);

public sealed record Asset(string Name, string Kind, string Source, string? Url = null);

public sealed record HandoffSpec(string To, IReadOnlyList<string> MustPassOn, int WithinWorkingHours, string Source);

public sealed record ForecastSpec(string Category, int Probability, string Source);

/// <summary>The rules of the whole process.</summary>
public sealed record BookRules
{
    /// <summary>Where the figures below come from; the lines have sources of their own.</summary>
    public string Source { get; init; } = "ours";

    /// <summary>Off: a jump forward must satisfy every stage it passes.</summary>
    public bool MaySkip { get; init; }
    public int LeadResponseMinutes { get; init; } = 60;
    public IReadOnlyList<Line> DisqualificationReasons { get; init; } = [];
    public IReadOnlyList<Line> LossReasons { get; init; } = [];
    public Line? Reversion { get; init; }

    /// <summary>Roles that may override the gate: <c>manager</c>, <c>admin</c>.</summary>
    public IReadOnlyList<string> MayOverride { get; init; } = ["manager", "admin"];

    /// <summary>An override or a waiver ends after so many days.</summary>
    public int OverrideDays { get; init; } = 14;
    /// <summary>A nudge that its owner has seen for so long, in the owner's working hours, is told to the manager. Zero: none is.</summary>
    public int EscalateAfterWorkingHours { get; init; }

    /// <summary>So many working hours before, the owner sees the exact words and the hour.</summary>
    public int EscalationNoticeWorkingHours { get; init; } = 8;
    public string ReviewCadence { get; init; } = "weekly";
    public IReadOnlyList<HandoffSpec> Handoffs { get; init; } = [];

    /// <summary>Signals that are off here or have figures of their own; of all others each rule's own figures hold.</summary>
    public IReadOnlyList<SignalTuning> Signals { get; init; } = [];
}
