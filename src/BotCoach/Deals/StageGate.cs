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
        foreach (var (stage, criterion) in Asked(file, target, now))
        {
            var standing = Stand(file, criterion, today, now);
            if (standing.OnTheirWord) word.Add(standing);
            if (criterion.Required && !standing.Passes) missing.Add(Missing(file, stage, standing));
        }
        foreach (var (stage, field) in FieldsAsked(file, target, now))
            if (!FieldRules.Holds(file, field.Field, field.Rule, today)) missing.Add(Missing(file, stage, field));
        return new GateAnswer(target, [.. missing.DistinctBy(m => m.Id)], word);
    }

    /// <summary>Where the deal goes next: the following stage of its kind, <see cref="Won"/> after the last of the pipeline, or null.</summary>
    public static string? NextOf(DealFile file)
    {
        var at = file.Book.IndexOf(file.Deal.StageId);
        if (at < 0) return null;
        if (file.Deal.Status == DealStatus.Won) return AfterWin(file).Select(s => s.Id).FirstOrDefault();
        if (!file.Deal.IsOpen) return null;
        return file.Book.Stages.Skip(at + 1).FirstOrDefault(s => s.Kind == StageKind.Pipeline)?.Id ?? Won;
    }

    /// <summary>
    /// The criteria that stand between the deal and this target, each with the stage that asks for it, in the order of the book; before them what
    /// was let pass on the way here, until a day that is over.
    /// </summary>
    public static IEnumerable<(Stage Stage, Criterion Criterion)> Asked(DealFile file, string target, DateTimeOffset now)
    {
        var lapsed = Lapsed(file, now);
        foreach (var stage in Behind(file, lapsed))
            foreach (var criterion in stage.Entry.Concat(stage.Id == file.Deal.StageId ? [] : stage.Exit).Where(c => lapsed.Contains(c.Id))) yield return (stage, criterion);
        var entered = file.Book.Find(target);
        foreach (var stage in Left(file, target))
        {
            if (stage.Id != file.Deal.StageId) foreach (var criterion in stage.Entry) yield return (stage, criterion);
            foreach (var criterion in stage.Exit) yield return (stage, criterion);
        }
        foreach (var criterion in entered?.Entry ?? []) yield return (entered!, criterion);
    }

    /// <summary>How a criterion stands. Disputed beats evidenced; what the deal's own data proves needs nobody's word; an expired waiver is none.</summary>
    public static CriterionStanding Stand(DealFile file, Criterion criterion, LocalDate today, DateTimeOffset now)
    {
        var answer = file.AnswerTo(criterion.Id);
        if (answer?.State == AnswerState.Disputed) return Said(criterion, answer, AnswerState.Disputed);
        if (Derived.From(file, criterion, today) is { } derived) return derived;
        if (answer is null) return new CriterionStanding(criterion, AnswerState.Empty);
        if (answer.IsWaived(now)) return Said(criterion, answer, AnswerState.Waived);
        var state = answer.State == AnswerState.Waived ? answer.Undecided : answer.State;
        if (state == AnswerState.Empty || IsNothing(file, criterion, answer)) return Said(criterion, answer, AnswerState.Empty);
        var proves = state == AnswerState.Evidenced && answer.Kind is EvidenceKind.Quote or EvidenceKind.Approver && criterion.Accepts.Any(e => e.Kind == answer.Kind);
        return Said(criterion, answer, proves ? AnswerState.Evidenced : AnswerState.Claimed);
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

    /// <summary>The stages that must be left with everything satisfied: the current one, and without skipping each that a jump passes.</summary>
    private static IEnumerable<Stage> Left(DealFile file, string target)
    {
        var from = file.Book.IndexOf(file.Deal.StageId);
        if (from < 0) yield break;
        var kind = file.Book.Stages[from].Kind;
        if (file.Deal.Status != DealStatus.Won || kind == StageKind.AfterWin) yield return file.Book.Stages[from];
        if (file.Book.Rules.MaySkip) yield break;
        var to = target == Won ? file.Book.Stages.Count : file.Book.IndexOf(target);
        var passed = file.Deal.Status == DealStatus.Won ? StageKind.AfterWin : StageKind.Pipeline;
        for (var i = from + 1; i < to; i++) if (file.Book.Stages[i].Kind == passed) yield return file.Book.Stages[i];
    }

    private static IEnumerable<Stage> AfterWin(DealFile file)
    {
        var at = file.Book.IndexOf(file.Deal.StageId);
        return file.Book.Stages.Skip(at + 1).Where(s => s.Kind == StageKind.AfterWin);
    }

    private static IEnumerable<(Stage, RequiredField)> FieldsAsked(DealFile file, string target, DateTimeOffset now)
    {
        var lapsed = Lapsed(file, now);
        return Behind(file, lapsed).SelectMany(stage => stage.Fields.Where(f => lapsed.Contains(IdOf(f)) && stage.Id != file.Deal.StageId).Select(field => (stage, field)))
            .Concat(Left(file, target).SelectMany(stage => stage.Fields.Select(field => (stage, field))));
    }

    /// <summary>What a decision let pass, by an override or a waiver, until a day that is over.</summary>
    private static HashSet<string> Lapsed(DealFile file, DateTimeOffset now)
    {
        if (!file.Deal.IsOpen) return [];
        var (over, holding) = (file.Overrides.Where(o => o.ExpiresAt <= now), file.Overrides.Where(o => o.ExpiresAt > now));
        return [.. over.SelectMany(o => o.Missing.Split(',')).Except(holding.SelectMany(o => o.Missing.Split(','))),
            .. file.Answers.Where(a => a.State == AnswerState.Waived && a.WaivedUntil <= now).Select(a => a.CriterionId)];
    }

    /// <summary>The stages up to the one that the deal is in, if anything lapsed at all.</summary>
    private static IEnumerable<Stage> Behind(DealFile file, HashSet<string> lapsed) =>
        lapsed.Count == 0 ? [] : file.Book.Stages.Take(file.Book.IndexOf(file.Deal.StageId) + 1);

    private static string IdOf(RequiredField field) => $"{field.Field}/{field.Rule}";

    private static MissingThing Missing(DealFile file, Stage stage, CriterionStanding standing) =>
        new(standing.Criterion.Id, stage.Id, standing.Criterion.Text, standing.State, Way.ToSatisfy(file, standing.Criterion, stage)[0])
        {
            Reason = standing.Reason,
        };

    private static MissingThing Missing(DealFile file, Stage stage, RequiredField field) => new(
        IdOf(field), stage.Id, FieldWords.Needed(field.Field, field.Rule), AnswerState.Empty,
        (field.Field, field.Rule) == ("champion", "strong") && file.InRole("champion") is not null
            ? new Way(WayKind.Facts, "Rate the champion", file.Deal.Id, "champion")
            : Way.ToFill(file.Deal, field.Field));
}
