namespace BotCoach.Stages;

/// <summary>Judges the rules that hold for the whole process: figures, reasons, overrides, handoffs.</summary>
internal static class WholeRules
{
    public static void Check(StageBook book, StageBookFindings problems)
    {
        var rules = book.Rules;
        problems.Texts("rules", ("source", rules.Source), ("review cadence", rules.ReviewCadence));
        problems.AtLeastOne("rules/lead-response-minutes", "lead response time", rules.LeadResponseMinutes);
        problems.AtLeastOne("rules/override-days", "number of days an override holds", rules.OverrideDays);
        Escalation(rules, problems);
        foreach (var role in rules.MayOverride) problems.OneOf("rules/may-override", "role", role, StageBookRules.ApproverRoles.ToList());
        if (rules.Reversion is { } reversion) problems.Texts("rules/reversion", ("text", reversion.Text), ("source", reversion.Source));
        Reasons("rules/disqualification-reasons", "disqualified", rules.DisqualificationReasons, problems);
        Reasons("rules/loss-reasons", "lost", rules.LossReasons, problems);
        for (var i = 0; i < rules.Handoffs.Count; i++) Handoff($"rules/handoffs/{i + 1} {rules.Handoffs[i].To}".TrimEnd(), rules.Handoffs[i], book, problems);
        SignalTuningRules.Check(rules.Signals, "rules", problems);
    }

    private static void Escalation(BookRules rules, StageBookFindings problems)
    {
        if (rules.EscalateAfterWorkingHours < 0) problems.Error("rules/escalate-after-working-hours", "The working hours after which a manager is told are below 0; 0 means that none is.");
        problems.AtLeastOne("rules/escalation-notice-working-hours", "number of working hours' notice before a manager is told", rules.EscalationNoticeWorkingHours);
        if (rules.EscalateAfterWorkingHours > 0 && rules.EscalateAfterWorkingHours < rules.EscalationNoticeWorkingHours)
            problems.Error("rules/escalate-after-working-hours", $"A manager is told after {rules.EscalateAfterWorkingHours} working hours, which is sooner than the notice of {rules.EscalationNoticeWorkingHours}.");
    }

    public static void Handoff(string place, HandoffSpec handoff, StageBook book, StageBookFindings problems)
    {
        problems.Texts(place, ("receiver", handoff.To), ("source", handoff.Source));
        problems.AtLeastOne(place, "time to accept it, in working hours,", handoff.WithinWorkingHours);
        if (handoff.MustPassOn.Count == 0) problems.Warning(place, "It passes nothing on.");
        var artifacts = book.Stages.SelectMany(s => s.Artifacts).Select(a => a.Id).ToHashSet();
        foreach (var passed in handoff.MustPassOn)
            if (!KnownFields.Rules.ContainsKey(passed) && !artifacts.Contains(passed))
                problems.Error(place, $"'{passed}', which must be passed on, is neither a field nor an artifact.");
    }

    private static void Reasons(string place, string what, IReadOnlyList<Line> reasons, StageBookFindings problems)
    {
        problems.Lines(place, reasons);
        if (reasons.Count == 0) problems.Warning(place, $"There is no reason to choose from when a deal is {what}, so nothing is learned from it.");
        foreach (var twice in reasons.GroupBy(r => r.Text.Trim().ToLowerInvariant()).Where(g => g.Key.Length > 0 && g.Count() > 1))
            problems.Warning(place, $"The reason '{twice.First().Text}' is there twice.");
    }
}
