using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Something that the gate still asks for, and the shortest way to satisfy it.</summary>
/// <param name="Id">The criterion's id, or <c>field/rule</c>.</param>
/// <param name="StageId">The stage that asks for it.</param>
public sealed record MissingThing(string Id, string StageId, string Text, AnswerState State, Way Way)
{
    /// <summary>Why it is disputed, if it is.</summary>
    public string? Reason { get; init; }
}

/// <summary>The gate's answer: yes, or not yet with each missing thing.</summary>
/// <param name="Target">The stage asked for, or <see cref="StageGate.Won"/>.</param>
/// <param name="OnTheirWord">What passes on the rep's word alone.</param>
public sealed record GateAnswer(string Target, IReadOnlyList<MissingThing> Missing, IReadOnlyList<CriterionStanding> OnTheirWord)
{
    /// <summary>Why there is no way there at all, whatever is proven; null when there is one.</summary>
    public string? Refusal { get; init; }

    public bool Yes => Refusal is null && Missing.Count == 0;
}

/// <summary>
/// The one gate: may this deal move there, by what is proven? The same answer on every path. Going back is not its business: that is always allowed.
/// </summary>
public static class StageGate
{
    /// <summary>The target behind the last pipeline stage.</summary>
    public const string Won = "won";

    public static GateAnswer Ask(DealFile file, string target, LocalDate today, DateTimeOffset now)
    {
        if (RefusalOf(file, target) is { } refusal) return new GateAnswer(target, [], []) { Refusal = refusal };
        var missing = new List<MissingThing>();
        var word = new List<CriterionStanding>();
        var asks = GateAsks.Of(file, target, now);
        foreach (var (stage, criterion) in asks.Criteria)
        {
            var standing = Stand(file, criterion, today, now);
            if (standing.OnTheirWord) word.Add(standing);
            if (criterion.Required && !standing.Passes) missing.Add(Missing(file, stage, standing, today));
        }
        foreach (var (stage, field) in asks.Fields)
            if (Lacks(file, field, today)) missing.Add(Missing(file, stage, field));
        return new GateAnswer(target, [.. missing.DistinctBy(m => m.Id)], word);
    }

    /// <summary>Whether <see cref="Ask"/> misses nothing of this, for who needs no words for what is missing: an open deal on its way to the next stage.</summary>
    public static bool HasAll(DealFile file, GateAsks asks, LocalDate today, DateTimeOffset now)
    {
        foreach (var (_, criterion) in asks.Criteria) if (Lacks(file, criterion, today, now)) return false;
        foreach (var (_, field) in asks.Fields) if (Lacks(file, field, today)) return false;
        return true;
    }

    /// <summary>The gate misses this criterion.</summary>
    public static bool Lacks(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now) => criterion.Required && !Passes(file, criterion, today, now);

    /// <summary>The gate misses this field.</summary>
    public static bool Lacks(DealFile file, RequiredField field, LocalDate today) => !FieldRules.Holds(file, field.Asks, today);

    /// <summary>Where the deal goes next: the following stage of its kind, <see cref="Won"/> after the last of the pipeline, or null.</summary>
    public static string? NextOf(DealFile file)
    {
        if (file.Book.IndexOf(file.Deal.StageId) < 0) return null;
        if (file.Deal.Status == DealStatus.Won) return AfterWin(file).Select(s => s.Id).FirstOrDefault();
        return file.Deal.IsOpen ? NextOf(file.Book, file.Deal.StageId) : null;
    }

    /// <summary>Where an open deal goes from a stage that the process knows.</summary>
    public static string NextOf(StageBook book, string stageId) =>
        book.Stages.Skip(book.IndexOf(stageId) + 1).FirstOrDefault(s => s.Kind == StageKind.Pipeline)?.Id ?? Won;

    /// <summary>The criteria that stand between the deal and this target: see <see cref="GateAsks"/>.</summary>
    public static IEnumerable<(Stage Stage, Criterion Criterion)> Asked(DealFile file, string target, DateTimeOffset now) => GateAsks.Of(file, target, now).Criteria;

    /// <summary>How a criterion stands, with who said so and what: to be shown.</summary>
    public static CriterionStanding Stand(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now)
    {
        var (state, proof, answer) = Weigh(file, criterion, today, now);
        if (proof is not null) return Derived.Standing(file, criterion, proof);
        return answer is null ? new CriterionStanding(criterion, state) : Said(criterion, answer, state);
    }

    /// <summary>How a criterion stands, for who needs no words of it: to judge.</summary>
    public static AnswerState StateOf(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now) => Weigh(file, criterion, today, now).State;

    /// <summary>It stands well enough for the gate.</summary>
    public static bool Passes(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now) => CriterionStanding.IsEnough(criterion, StateOf(file, criterion, today, now));

    /// <summary>Disputed beats evidenced; what the deal's own data proves needs nobody's word; an expired waiver is none.</summary>
    private static Grounds Weigh(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now)
    {
        var answer = file.AnswerTo(criterion.Id);
        if (answer?.State == AnswerState.Disputed) return new Grounds(AnswerState.Disputed, null, answer);
        if (Derived.Proof(file, criterion, today) is { } proof) return new Grounds(AnswerState.Evidenced, proof, null);
        if (answer is null) return new Grounds(AnswerState.Empty, null, null);
        if (answer.IsWaived(now)) return new Grounds(AnswerState.Waived, null, answer);
        var state = answer.State == AnswerState.Waived ? answer.Undecided : answer.State;
        if (state == AnswerState.Empty || IsNothing(file, criterion, answer)) return new Grounds(AnswerState.Empty, null, answer);
        var proves = state == AnswerState.Evidenced && answer.Kind is EvidenceKind.Quote or EvidenceKind.Approver && criterion.Takes(answer.Kind.Value);
        return new Grounds(proves ? AnswerState.Evidenced : AnswerState.Claimed, null, answer);
    }

    private static bool IsNothing(DealFile file, Criterion criterion, Answer answer) =>
        answer.Kind != EvidenceKind.Approver && Placeholders.IsOne(answer.Text, criterion.Text, file.SameWords(criterion.Id));

    private static CriterionStanding Said(Criterion criterion, Answer answer, AnswerState state) => new(criterion, state)
    {
        Kind = state == AnswerState.Empty ? null : answer.Kind,
        What = state == AnswerState.Empty ? null : answer.Text,
        From = answer.DecidedAt is { } at && (state is AnswerState.Disputed or AnswerState.Waived || answer.Kind == EvidenceKind.Approver)
            ? new Origin(answer.DecidedBy, at, answer.DecidedChannel ?? "", People.By.Click)
            : new Origin(answer.GivenBy, answer.GivenAt, answer.Channel, People.By.Click),
        Reason = state is AnswerState.Disputed or AnswerState.Waived ? answer.Reason : null,
        Until = state == AnswerState.Waived ? answer.WaivedUntil : null,
        UnknownSince = state == AnswerState.Empty ? answer.UnknownSince : null,
    };

    private static string? RefusalOf(DealFile file, string target)
    {
        if (file.Stage is null) return "This deal's stage is not in its process any more.";
        if (target == Won) return file.Deal.IsOpen ? null : "This deal is closed already.";
        if (file.Book.Find(target) is not { } stage) return "There is no such stage in this deal's process.";
        if (target == file.Deal.StageId) return $"It is in {stage.Name} already.";
        if (stage.Kind == StageKind.AfterWin)
            return file.Deal.Status == DealStatus.Won ? null : $"{stage.Name} comes after the win. Record the win first.";
        if (!file.Deal.IsOpen) return "This deal is closed. Reopen it first.";
        return file.Book.IndexOf(target) < file.Book.IndexOf(file.Deal.StageId) ? $"{stage.Name} lies behind. Move it back, with a reason." : null;
    }

    private static IEnumerable<Stage> AfterWin(DealFile file)
    {
        var at = file.Book.IndexOf(file.Deal.StageId);
        return file.Book.Stages.Skip(at + 1).Where(s => s.Kind == StageKind.AfterWin);
    }

    private static MissingThing Missing(DealFile file, Stage stage, CriterionStanding standing, LocalDate today) =>
        new(standing.Criterion.Id, stage.Id, Told(file, standing.Criterion, today), standing.State, Way.ToSatisfy(file, standing.Criterion, stage, today)[0])
        {
            Reason = standing.Reason,
        };

    /// <summary>What of a criterion is missing, in words.</summary>
    public static string Told(DealFile file, Criterion criterion, LocalDate today) =>
        DealRuleGate.Open(file, criterion, today) is { } open ? $"{criterion.Text} Still open: {open}." : criterion.Text;

    private static MissingThing Missing(DealFile file, Stage stage, RequiredField field) => new(
        field.Id, stage.Id, FieldWords.Needed(field.Field, field.Rule), AnswerState.Empty,
        (field.Field, field.Rule) == ("champion", "strong") && file.InRole("champion") is not null
            ? Way.ToRate(file.Deal)
            : Way.ToFill(file.Deal, field.Field));

    /// <summary>How a criterion stands, and on what: evidence of the deal's own data, or what was said.</summary>
    private readonly record struct Grounds(AnswerState State, Evidence? Proof, Answer? Said);
}
