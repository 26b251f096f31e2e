using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges;

/// <summary>How many days the guideline of a segment gives to a stage, and to all stages after it up to the win.</summary>
public readonly record struct GuidelineDays(int Here, int Later);

/// <summary>
/// What a stage asks of a deal in it, as the rules need it: worked out once a book and not once a deal, since a book never changes and
/// hundreds of thousands of deals are judged under one.
/// </summary>
public sealed class StagePlan
{
    private static readonly ConditionalWeakTable<StageBook, Dictionary<string, StagePlan>> Known = [];

    /// <summary>For a deal whose process knows its stage no longer: what a stage would ask is unknown.</summary>
    private static readonly StagePlan None = new();

    private IReadOnlyDictionary<string, (Stage, Criterion)> _criteria = new Dictionary<string, (Stage, Criterion)>();
    private readonly SignalTuning?[] _tuned = new SignalTuning?[NudgeRules.All.Count];
    private FrozenDictionary<string, GuidelineDays> _days = FrozenDictionary<string, GuidelineDays>.Empty;
    private GuidelineDays? _usualDays;

    public Stage? Stage { get; private init; }

    /// <summary>The stages that follow up to the win.</summary>
    public IReadOnlyList<Stage> Later { get; private init; } = [];

    /// <summary>What had to be proven to come here: what the stage before asked for on leaving, and this one on entering, with the stage that asks.</summary>
    public ImmutableArray<(Stage Stage, Criterion Criterion)> Behind { get; private init; } = [];

    /// <summary>What the gate asks of an open deal on its way from here to the next stage; null where the stage is not known.</summary>
    public GateAsks? Onward { get; private init; }

    /// <summary>The fields that the stage requires.</summary>
    public ImmutableArray<RequiredField> Fields { get; private init; } = [];

    /// <summary>The documents that the stage requires.</summary>
    public ImmutableArray<ArtifactSpec> Artifacts { get; private init; } = [];

    /// <summary>This stage, or one before it, asks for an economic buyer.</summary>
    public bool NeedsBuyer { get; private init; }

    /// <summary>This stage, or one before it, asks for several people or warns of a single one.</summary>
    public bool NeedsSeveral { get; private init; }

    /// <summary>This stage asks for a next step that the buyer has confirmed.</summary>
    public bool NeedsConfirmed { get; private init; }

    /// <summary>What the process's rules over a deal compare days with: their answers change by time alone.</summary>
    public ImmutableArray<RuleDay> Days { get; private init; } = [];

    public static StagePlan Of(StageBook book, string stageId) => Known.GetValue(book, Make).GetValueOrDefault(stageId, None);

    /// <summary>The guideline days of a segment; null where the stage is not known.</summary>
    public GuidelineDays? DaysOf(string? segment) => segment is not null && _days.TryGetValue(segment.Trim(), out var own) ? own : _usualDays;

    /// <summary>What the process says of the rule in this place of <see cref="NudgeRules.All"/>.</summary>
    public SignalTuning? Tuned(int rule) => _tuned[rule];

    /// <summary>A criterion of the process by its id, with the stage that asks for it; null for one that it asks for no longer.</summary>
    public (Stage Stage, Criterion Criterion)? Criterion(string id) => _criteria.TryGetValue(id, out var found) ? found : null;

    private static Dictionary<string, StagePlan> Make(StageBook book)
    {
        var criteria = book.Stages.SelectMany(s => s.Entry.Concat(s.Exit).Select(c => (s, c))).DistinctBy(x => x.c.Id).ToDictionary(x => x.c.Id);
        var plans = new Dictionary<string, StagePlan>();
        for (var i = 0; i < book.Stages.Count; i++)
            if (plans.TryAdd(book.Stages[i].Id, Make(book, i))) plans[book.Stages[i].Id]._criteria = criteria;
        return plans;
    }

    private static StagePlan Make(StageBook book, int at)
    {
        var (stage, soFar) = (book.Stages[at], book.Stages.Take(at + 1).ToList());
        var later = book.Stages.Skip(at + 1).Where(s => s.Kind == StageKind.Pipeline).ToList();
        var before = book.Stages.Take(at).LastOrDefault(s => s.Kind == stage.Kind);
        var plan = new StagePlan
        {
            Stage = stage, Later = later,
            Behind = [.. (before?.Exit ?? []).Where(c => c.Required).Select(c => (before!, c)), .. stage.Entry.Where(c => c.Required).Select(c => (stage, c))],
            Onward = GateAsks.Of(book, stage.Id, isWon: false, StageGate.NextOf(book, stage.Id)),
            Fields = [.. stage.Fields],
            Artifacts = [.. stage.Artifacts.Where(a => a.Required)],
            NeedsBuyer = soFar.Exists(s => Asks(s, "economic-buyer", RuleAsks.Buyer)),
            NeedsSeveral = soFar.Exists(s => Asks(s, "stakeholders", RuleAsks.Several) || s.FailureModes.Any(f => f.Signal == "single-threaded")),
            NeedsConfirmed = stage.Fields.Any(f => (f.Field, f.Rule) == ("next-step", "confirmed"))
                || stage.Exit.Any(c => c.Required && c.Accepts.Any(RuleAsks.Confirmed)),
            Days = [.. book.Criteria().SelectMany(c => c.Accepts).SelectMany(RuleAsks.Days).Distinct()],
            _usualDays = DaysFor(null, stage, later),
            _days = later.Prepend(stage).SelectMany(s => s.Guideline.BySegment.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(segment => segment, segment => DaysFor(segment, stage, later), StringComparer.OrdinalIgnoreCase),
        };
        for (var i = 0; i < plan._tuned.Length; i++) plan._tuned[i] = TuningOf(NudgeRules.All[i].Id, stage, book);
        return plan;
    }

    private static GuidelineDays DaysFor(string? segment, Stage stage, List<Stage> later) => new(stage.Guideline.For(segment), later.Sum(s => s.Guideline.For(segment)));

    /// <summary>As a required field, or as evidence for something that it requires.</summary>
    private static bool Asks(Stage stage, string field, Func<Evidence, bool> byRule) => stage.Fields.Any(f => f.Field == field)
        || stage.Entry.Concat(stage.Exit).Where(c => c.Required).SelectMany(c => c.Accepts)
            .Any(e => e.Of == field || (e.Kind == EvidenceKind.Rule && e.Asks.Field == field) || byRule(e));

    private static SignalTuning? TuningOf(string signal, Stage stage, StageBook book) =>
        stage.Signals.FirstOrDefault(s => s.Signal == signal) ?? book.Rules.Signals.FirstOrDefault(s => s.Signal == signal);
}
