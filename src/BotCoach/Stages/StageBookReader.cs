using YamlDotNet.RepresentationModel;

namespace BotCoach.Stages;

/// <summary>From YAML to a book, key by key in the order in which <see cref="StageBookWriter"/> writes them.</summary>
internal static class StageBookReader
{
    public static StageBook Book(YamlMap map) => new()
    {
        Name = map.Text("name"),
        Description = map.Text("description"),
        Source = map.Text("source"),
        Rules = map.MaybeOne("rules", Rules) ?? new BookRules(),
        Stages = map.List("stages", Stage),
    };

    private static BookRules Rules(YamlMap map)
    {
        var usual = new BookRules();
        return new BookRules
        {
            Source = map.MaybeText("source") ?? usual.Source,
            MaySkip = map.Flag("may-skip", usual.MaySkip),
            LeadResponseMinutes = map.Number("lead-response-minutes", usual.LeadResponseMinutes),
            MayOverride = map.Has("may-override") ? map.Words("may-override") : usual.MayOverride,
            OverrideDays = map.Number("override-days", usual.OverrideDays),
            EscalateAfterWorkingHours = map.Number("escalate-after-working-hours", usual.EscalateAfterWorkingHours),
            EscalationNoticeWorkingHours = map.Number("escalation-notice-working-hours", usual.EscalationNoticeWorkingHours),
            ReviewCadence = map.MaybeText("review-cadence") ?? usual.ReviewCadence,
            Reversion = map.MaybeOne("reversion", Line),
            DisqualificationReasons = map.List("disqualification-reasons", Line),
            LossReasons = map.List("loss-reasons", Line),
            Handoffs = map.List("handoffs", Handoff),
            Signals = map.List("signals", Signal),
        };
    }

    private static Stage Stage(YamlMap map) => new()
    {
        Id = map.Id(),
        Name = map.Text("name"),
        Kind = map.Choice("kind", StageKind.Pipeline),
        Purpose = map.Text("purpose"),
        Source = map.MaybeText("source") ?? "ours",
        Owner = map.Text("owner"),
        BuyerCommitments = map.List("buyer-commitments", Line),
        Entry = map.List("entry", Criterion),
        Exit = map.List("exit", Criterion),
        Fields = map.List("fields", Field),
        Artifacts = map.List("artifacts", Artifact),
        Guideline = map.One("guideline", Guideline, () => new Guideline(0, "")),
        Cadence = map.MaybeOne("cadence", Cadence),
        FailureModes = map.List("failure-modes", FailureMode),
        Tasks = map.List("tasks", Task),
        NextSteps = map.List("next-steps", Line),
        Prompts = map.List("prompts", Line),
        Actions = map.List("actions", Line),
        Assets = map.List("assets", Asset),
        Handoff = map.MaybeOne("handoff", Handoff),
        Signals = map.List("signals", Signal),
        Forecast = map.One("forecast", Forecast, () => new ForecastSpec("", 0, "")),
    };

    private static Line Line(YamlMap map) => new(map.Text("text"), map.Text("source"));

    internal static Criterion Criterion(YamlMap map) => new()
    {
        Id = map.Id(),
        Text = map.Text("text"),
        Required = map.Flag("required", true),
        Accepts = [.. map.List("accepts", Evidence)],
        Why = map.MaybeText("why"),
        Good = map.MaybeText("good"),
        Source = map.Text("source"),
    };

    private static Evidence? Evidence(YamlNode node, List<YamlProblem> problems)
    {
        var (word, of) = node switch
        {
            YamlScalarNode { Value: { } alone } => (alone, null),
            YamlMappingNode { Children: [({ } key, YamlScalarNode { Value: { } value })] } => (key.ToString(), value),
            _ => ("", (string?)null),
        };
        foreach (var kind in Enum.GetValues<EvidenceKind>()) if (YamlNames.Of(kind) == word) return new Evidence(kind, of);
        problems.Add(YamlGuard.At(node.Start,
            "Evidence is one of 'note', 'quote', 'field: …', 'rule: …', 'artifact: …', 'stakeholder: …' and 'approver: …'."));
        return null;
    }

    private static RequiredField Field(YamlMap map) => new(map.Text("field"), map.Text("rule"), map.Text("source"));

    private static ArtifactSpec Artifact(YamlMap map) =>
        new(map.Id(), map.Text("name"), map.Flag("required", true), map.Text("source"), map.MaybeText("template"));

    private static Cadence Cadence(YamlMap map) => new(map.WholeNumbers("days"), map.Text("source"));

    private static Guideline Guideline(YamlMap map) => new(map.Number("days"), map.Text("source")) { BySegment = map.Numbers("by-segment") };

    private static FailureMode FailureMode(YamlMap map) =>
        new(map.Id(), map.Text("text"), map.MaybeText("signal"), map.Text("action"), map.Text("source"), map.MaybeText("condition"));

    private static StageTask Task(YamlMap map) => new(map.Id(), map.Text("text"), map.Number("due-in-working-days"), map.Text("source"));

    private static Asset Asset(YamlMap map) => new(map.Text("name"), map.Text("kind"), map.Text("source"), map.MaybeText("url"));

    private static HandoffSpec Handoff(YamlMap map) =>
        new(map.Text("to"), map.Words("must-pass-on"), map.Number("within-working-hours"), map.Text("source"));

    private static SignalTuning Signal(YamlMap map) => new(map.Text("signal"), map.Text("source"))
    {
        Off = map.Flag("switched-off", SignalTuning.UsuallyOff), Days = map.MaybeNumber("days"), Times = map.MaybeNumber("times"), Severity = map.MaybeNumber("severity"),
    };

    private static ForecastSpec Forecast(YamlMap map) => new(map.Text("category"), map.Number("probability"), map.Text("source"));
}
