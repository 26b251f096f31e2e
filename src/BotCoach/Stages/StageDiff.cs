namespace BotCoach.Stages;

/// <summary>The difference of one stage, apart from its criteria, part by part in the order in which a document has them.</summary>
internal static class StageDiff
{
    public static void Between(Stage was, Stage now, List<BookChange> changes)
    {
        var part = new PartDiff(now, now.Id, changes);
        part.Text("name", "the stage", was.Name, now.Name);
        part.Text("kind", "the side of the win", Side(was.Kind), Side(now.Kind));
        part.Text("purpose", "the purpose", was.Purpose, now.Purpose);
        part.Text("source", "where the stage comes from", was.Source, now.Source);
        part.Text("owner", "the owner", was.Owner, now.Owner);
        part.Lines("buyer-commitments", "what the buyer has agreed", was.BuyerCommitments, now.BuyerCommitments);
        part.List("fields", "what is to be known", was.Fields, now.Fields, f => f.Id, f => FieldWords.Needed(f.Field, f.Rule));
        part.List("artifacts", "the documents", was.Artifacts, now.Artifacts, a => a.Id, a => a.Name);
        Guideline(was.Guideline, now.Guideline, part);
        part.Text("cadence", "when to follow up", Days(was.Cadence), Days(now.Cadence));
        if (Days(was.Cadence) == Days(now.Cadence) && was.Cadence?.Source != now.Cadence?.Source) part.Say("cadence", "the follow-ups’ source is another one");
        part.List("failure-modes", "what usually goes wrong", was.FailureModes, now.FailureModes, m => m.Id, m => m.Text);
        part.List("tasks", "the tasks", was.Tasks, now.Tasks, t => t.Id, t => t.Text);
        part.Lines("next-steps", "the next steps to suggest", was.NextSteps, now.NextSteps);
        part.Lines("prompts", "the questions", was.Prompts, now.Prompts);
        part.Lines("actions", "the actions that help", was.Actions, now.Actions);
        part.List("assets", "the assets", was.Assets, now.Assets, a => a.Name, a => a.Name);
        part.Handoff(was.Handoff, now.Handoff);
        part.List("signals", "the signals", was.Signals, now.Signals, s => s.Signal, s => s.Signal);
        part.Text("forecast", "the forecast", Words(was.Forecast), Words(now.Forecast));
        if (Words(was.Forecast) == Words(now.Forecast) && was.Forecast != now.Forecast) part.Say("forecast", "the forecast’s source is another one");
    }

    private static void Guideline(Guideline was, Guideline now, PartDiff part)
    {
        part.Text("guideline", "the healthy time", Words(was), Words(now));
        if (Words(was) == Words(now) && was.Source != now.Source) part.Say("guideline", "the healthy time’s source is another one");
    }

    private static string Side(StageKind kind) => kind == StageKind.AfterWin ? "after the win" : "before the win";

    private static string Days(Cadence? cadence) =>
        cadence is null ? "as usual" : cadence.Days.Count == 0 ? "never" : $"on the days {string.Join(", ", cadence.Days)}";

    private static string Words(Guideline guideline) =>
        string.Join(", ", guideline.BySegment.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}").Prepend(Chat.Wording.Days(guideline.Days)));

    private static string Words(ForecastSpec forecast) => $"{FieldWords.Title(forecast.Category)}, {forecast.Probability} %";
}

/// <summary>The difference of the rules of the whole.</summary>
internal static class RulesDiff
{
    public static void Between(BookRules was, BookRules now, PartDiff part)
    {
        part.Text("source", "where the figures come from", was.Source, now.Source);
        part.Text("may-skip", "skipping a stage", was.MaySkip ? "allowed" : "not allowed", now.MaySkip ? "allowed" : "not allowed");
        part.Text("lead-response-minutes", "the time to answer a lead", $"{was.LeadResponseMinutes} minutes", $"{now.LeadResponseMinutes} minutes");
        part.Text("may-override", "who may override", Roles(was.MayOverride), Roles(now.MayOverride));
        part.Text("override-days", "how long an override holds", Chat.Wording.Days(was.OverrideDays), Chat.Wording.Days(now.OverrideDays));
        part.Text("escalate-after-working-hours", "when a manager is told", After(was.EscalateAfterWorkingHours), After(now.EscalateAfterWorkingHours));
        part.Text("escalation-notice-working-hours", "the notice before that", $"{was.EscalationNoticeWorkingHours} working hours", $"{now.EscalationNoticeWorkingHours} working hours");
        part.Text("review-cadence", "the review", was.ReviewCadence, now.ReviewCadence);
        part.Text("reversion", "when a deal goes back", was.Reversion?.Text ?? "not said", now.Reversion?.Text ?? "not said");
        if (was.Reversion?.Text == now.Reversion?.Text && was.Reversion != now.Reversion) part.Say("reversion", "its source, when a deal goes back, is another one");
        part.Lines("disqualification-reasons", "the reasons to disqualify", was.DisqualificationReasons, now.DisqualificationReasons);
        part.Lines("loss-reasons", "the reasons for a loss", was.LossReasons, now.LossReasons);
        part.List("handoffs", "the handoffs", [.. was.Handoffs.Select(Plain)], [.. now.Handoffs.Select(Plain)], h => h, h => h);
        part.List("signals", "the signals", was.Signals, now.Signals, s => s.Signal, s => s.Signal);
    }

    internal static string Plain(HandoffSpec handoff) =>
        $"to {handoff.To} within {handoff.WithinWorkingHours} working hours, with {(handoff.MustPassOn.Count == 0 ? "nothing" : Chat.Wording.List(handoff.MustPassOn))} ({handoff.Source})";

    private static string Roles(IReadOnlyList<string> roles) => roles.Count == 0 ? "nobody" : Chat.Wording.List(roles);

    private static string After(int hours) => hours == 0 ? "never" : $"after {hours} working hours";
}
