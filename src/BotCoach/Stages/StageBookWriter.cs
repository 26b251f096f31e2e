namespace BotCoach.Stages;

/// <summary>From a book to YAML, in the order in which a person would explain a process: what it is, its rules, then stage by stage.</summary>
internal static class StageBookWriter
{
    public static string Write(StageBook book) => YamlPen.Write(pen =>
    {
        pen.Text("name", book.Name);
        pen.Text("description", book.Description);
        pen.Text("source", book.Source);
        pen.One("rules", book.Rules, Rules);
        pen.List("stages", book.Stages, Stage);
    });

    private static void Rules(YamlPen pen, BookRules rules)
    {
        pen.Text("source", rules.Source);
        pen.Flag("may-skip", rules.MaySkip);
        pen.Number("lead-response-minutes", rules.LeadResponseMinutes);
        pen.Words("may-override", rules.MayOverride, evenIfEmpty: true);
        pen.Number("override-days", rules.OverrideDays);
        pen.Number("escalate-after-working-hours", rules.EscalateAfterWorkingHours);
        pen.Number("escalation-notice-working-hours", rules.EscalationNoticeWorkingHours);
        pen.Text("review-cadence", rules.ReviewCadence);
        pen.One("reversion", rules.Reversion, Line);
        pen.List("disqualification-reasons", rules.DisqualificationReasons, Line);
        pen.List("loss-reasons", rules.LossReasons, Line);
        pen.List("handoffs", rules.Handoffs, Handoff);
        pen.List("signals", rules.Signals, Signal);
    }

    private static void Stage(YamlPen pen, Stage stage)
    {
        pen.Text("id", stage.Id);
        pen.Text("name", stage.Name);
        pen.Text("kind", YamlNames.Of(stage.Kind));
        pen.Text("purpose", stage.Purpose);
        pen.Text("source", stage.Source);
        pen.Text("owner", stage.Owner);
        pen.List("buyer-commitments", stage.BuyerCommitments, Line);
        pen.List("entry", stage.Entry, Criterion);
        pen.List("exit", stage.Exit, Criterion);
        pen.List("fields", stage.Fields, Field);
        pen.List("artifacts", stage.Artifacts, Artifact);
        pen.One("guideline", stage.Guideline, Guideline);
        pen.One("cadence", stage.Cadence, Cadence);
        pen.List("failure-modes", stage.FailureModes, FailureMode);
        pen.List("tasks", stage.Tasks, Task);
        pen.List("next-steps", stage.NextSteps, Line);
        pen.List("prompts", stage.Prompts, Line);
        pen.List("actions", stage.Actions, Line);
        pen.List("assets", stage.Assets, Asset);
        pen.One("handoff", stage.Handoff, Handoff);
        pen.List("signals", stage.Signals, Signal);
        pen.One("forecast", stage.Forecast, Forecast);
    }

    private static void Line(YamlPen pen, Line line)
    {
        pen.Text("text", line.Text);
        pen.Text("source", line.Source);
    }

    private static void Criterion(YamlPen pen, Criterion criterion)
    {
        pen.Text("id", criterion.Id);
        pen.Text("text", criterion.Text);
        if (!criterion.Required) pen.Flag("required", false);
        pen.Evidence("accepts", criterion.Accepts);
        pen.Text("why", criterion.Why);
        pen.Text("good", criterion.Good);
        pen.Text("source", criterion.Source);
    }

    private static void Field(YamlPen pen, RequiredField field)
    {
        pen.Text("field", field.Field);
        pen.Text("rule", field.Rule);
        pen.Text("source", field.Source);
    }

    private static void Artifact(YamlPen pen, ArtifactSpec artifact)
    {
        pen.Text("id", artifact.Id);
        pen.Text("name", artifact.Name);
        if (!artifact.Required) pen.Flag("required", false);
        pen.Text("template", artifact.Template);
        pen.Text("source", artifact.Source);
    }

    private static void Guideline(YamlPen pen, Guideline guideline)
    {
        pen.Number("days", guideline.Days);
        pen.Numbers("by-segment", guideline.BySegment);
        pen.Text("source", guideline.Source);
    }

    private static void Cadence(YamlPen pen, Cadence cadence)
    {
        pen.Words("days", [.. cadence.Days.Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture))], evenIfEmpty: true);
        pen.Text("source", cadence.Source);
    }

    private static void FailureMode(YamlPen pen, FailureMode mode)
    {
        pen.Text("id", mode.Id);
        pen.Text("text", mode.Text);
        pen.Text("signal", mode.Signal);
        pen.Text("condition", mode.Condition);
        pen.Text("action", mode.Action);
        pen.Text("source", mode.Source);
    }

    private static void Task(YamlPen pen, StageTask task)
    {
        pen.Text("id", task.Id);
        pen.Text("text", task.Text);
        pen.Number("due-in-working-days", task.DueInWorkingDays);
        pen.Text("source", task.Source);
    }

    private static void Asset(YamlPen pen, Asset asset)
    {
        pen.Text("name", asset.Name);
        pen.Text("kind", asset.Kind);
        pen.Text("url", asset.Url);
        pen.Text("source", asset.Source);
    }

    private static void Handoff(YamlPen pen, HandoffSpec handoff)
    {
        pen.Text("to", handoff.To);
        pen.Words("must-pass-on", handoff.MustPassOn);
        pen.Number("within-working-hours", handoff.WithinWorkingHours);
        pen.Text("source", handoff.Source);
    }

    private static void Signal(YamlPen pen, SignalTuning tuned)
    {
        pen.Text("signal", tuned.Signal);
        if (tuned.Off) pen.Flag("switched-off", true);
        if (tuned.Days is { } days) pen.Number("days", days);
        if (tuned.Times is { } times) pen.Number("times", times);
        if (tuned.Severity is { } severity) pen.Number("severity", severity);
        pen.Text("source", tuned.Source);
    }

    private static void Forecast(YamlPen pen, ForecastSpec forecast)
    {
        pen.Text("category", forecast.Category);
        pen.Number("probability", forecast.Probability);
        pen.Text("source", forecast.Source);
    }
}
