namespace BotCoach.Stages;

/// <summary>Judges the signals' part of a process or of a stage: known signals, each once, with the figures it has, in their range.</summary>
internal static class SignalTuningRules
{
    private const int MostDays = 365;
    private const int FewestTimes = 2;
    private const int MostTimes = 20;

    /// <param name="of">The part's place: <c>rules</c>, or the stage's.</param>
    public static void Check(IReadOnlyList<SignalTuning> signals, string of, StageBookFindings problems)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < signals.Count; i++)
        {
            var (tuned, place) = (signals[i], StageRules.Of(of, "signals", i, signals[i].Signal));
            problems.OneOf(place, "signal", tuned.Signal, KnownSignals.All.ToList());
            problems.Texts(place, ("source", tuned.Source));
            if (!seen.Add(tuned.Signal)) problems.Error(place, $"The signal '{tuned.Signal}' is there twice; which of the two holds?");
            Figures(tuned, place, problems);
        }
    }

    private static void Figures(SignalTuning tuned, string place, StageBookFindings problems)
    {
        if (tuned.Off && (tuned.Days ?? tuned.Times ?? tuned.Severity) is not null) problems.Warning(place, "It is switched off: its figures do nothing.");
        if (tuned.Days is not null && !KnownSignals.WithDays.Contains(tuned.Signal)) problems.Error(place, $"The signal '{tuned.Signal}' does not wait for days.");
        if (tuned.Times is not null && !KnownSignals.WithTimes.Contains(tuned.Signal)) problems.Error(place, $"The signal '{tuned.Signal}' does not count times.");
        Range(place, "days", tuned.Days, 1, MostDays, problems);
        Range(place, "times", tuned.Times, FewestTimes, MostTimes, problems);
        Range(place, "severity", tuned.Severity, 1, 5, problems);
    }

    private static void Range(string place, string name, int? said, int least, int most, StageBookFindings problems)
    {
        if (said < least || said > most) problems.Error(place, $"The {name} must lie between {least} and {most}, not at {said}.");
    }
}
