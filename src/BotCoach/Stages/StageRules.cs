using BotCoach.Channels;

namespace BotCoach.Stages;

/// <summary>Judges one stage of a process, part by part in the order in which a document has them.</summary>
internal static class StageRules
{
    public static string Place(StageBook book, int index) => $"stages/{index + 1} {book.Stages[index].Id}".TrimEnd();

    public static string Of(string stage, string part, int index, string id) => $"{stage}/{part}/{index + 1} {id}".TrimEnd();

    public static void Check(StageBook book, int index, StageBookFindings problems)
    {
        var (stage, place) = (book.Stages[index], Place(book, index));
        problems.Texts(place, ("name", stage.Name), ("purpose", stage.Purpose), ("owner", stage.Owner), ("source", stage.Source));
        problems.Lines($"{place}/buyer-commitments", stage.BuyerCommitments);
        Criteria(book, index, problems);
        Fields(stage, place, problems);
        Artifacts(stage, place, problems);
        Time(stage, place, problems);
        if (stage.Cadence is { } cadence) Follow(cadence, $"{place}/cadence", problems);
        FailureModes(book, index, problems);
        Help(stage, place, problems);
        if (stage.Handoff is { } handoff) WholeRules.Handoff($"{place}/handoff", handoff, book, problems);
        SignalTuningRules.Check(stage.Signals, place, problems);
        Forecast(stage.Forecast, $"{place}/forecast", problems);
    }

    private static void Criteria(StageBook book, int index, StageBookFindings problems)
    {
        var (stage, place, judge) = (book.Stages[index], Place(book, index), Evidence(book, index, problems));
        for (var i = 0; i < stage.Entry.Count; i++) judge.Check(stage.Entry[i], Of(place, "entry", i, stage.Entry[i].Id));
        for (var i = 0; i < stage.Exit.Count; i++) judge.Check(stage.Exit[i], Of(place, "exit", i, stage.Exit[i].Id));
        var required = stage.Entry.Concat(stage.Exit).Count(c => c.Required);
        if (required > StageBookRules.MostRequiredCriteria)
            problems.Warning(place, $"{required} criteria are required here; more than {StageBookRules.MostRequiredCriteria} are ticked off rather than thought about.");
        if (!stage.Exit.Any(c => c.Required)) problems.Warning($"{place}/exit", "No exit criterion is required: this stage proves nothing.");
    }

    private static CriterionRules Evidence(StageBook book, int index, StageBookFindings problems) => new(
        book.Stages.Take(index + 1).SelectMany(s => s.Artifacts).Select(a => a.Id).ToHashSet(), book.Stages.Skip(index + 1).SelectMany(s => s.Artifacts).Select(a => a.Id).ToHashSet(), problems);

    private static void Fields(Stage stage, string place, StageBookFindings problems)
    {
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < stage.Fields.Count; i++)
        {
            var (field, at) = (stage.Fields[i], Of(place, "fields", i, stage.Fields[i].Field));
            problems.FieldRule(at, field.Field, field.Rule);
            problems.Texts(at, ("source", field.Source));
            if (!seen.Add((field.Field, field.Rule))) problems.Warning(at, "This is required twice in this stage.");
        }
    }

    private static void Artifacts(Stage stage, string place, StageBookFindings problems)
    {
        for (var i = 0; i < stage.Artifacts.Count; i++)
            problems.Texts(Of(place, "artifacts", i, stage.Artifacts[i].Id), ("name", stage.Artifacts[i].Name), ("source", stage.Artifacts[i].Source));
    }

    private static void Follow(Cadence cadence, string place, StageBookFindings problems)
    {
        problems.Texts(place, ("source", cadence.Source));
        if (cadence.Days.Count > Cadence.MostTouches) problems.Error(place, $"{cadence.Days.Count} touches are more than {Cadence.MostTouches}: after those comes a choice.");
        if (cadence.Days.Count > 0 && cadence.Days[0] != 0) problems.Error(place, "The first touch is on day 0.");
        for (var i = 1; i < cadence.Days.Count; i++)
            if (cadence.Days[i] <= cadence.Days[i - 1]) problems.Error(place, $"Day {cadence.Days[i]} does not come after day {cadence.Days[i - 1]}.");
    }

    private static void Time(Stage stage, string place, StageBookFindings problems)
    {
        problems.AtLeastOne($"{place}/guideline", "guideline in days", stage.Guideline.Days);
        problems.Texts($"{place}/guideline", ("source", stage.Guideline.Source));
        foreach (var (segment, days) in stage.Guideline.BySegment)
        {
            problems.Texts($"{place}/guideline/by-segment", ("segment's name", segment));
            problems.AtLeastOne($"{place}/guideline/by-segment {segment}".TrimEnd(), "guideline in days", days);
        }
    }

    private static void FailureModes(StageBook book, int index, StageBookFindings problems)
    {
        var (stage, place, judge) = (book.Stages[index], Place(book, index), Evidence(book, index, problems));
        for (var i = 0; i < stage.FailureModes.Count; i++)
        {
            var (mode, at) = (stage.FailureModes[i], Of(place, "failure-modes", i, stage.FailureModes[i].Id));
            problems.Texts(at, ("text", mode.Text), ("action", mode.Action), ("source", mode.Source));
            if (mode.Signal is { } signal) problems.OneOf(at, "signal", signal, KnownSignals.All.ToList());
            else if (mode.Condition is null) problems.Error(at, "Neither a signal nor a condition shows it.");
            if (mode.Condition is { } condition) judge.Rule(condition, at);
        }
    }

    private static void Help(Stage stage, string place, StageBookFindings problems)
    {
        for (var i = 0; i < stage.Tasks.Count; i++)
        {
            var (task, at) = (stage.Tasks[i], Of(place, "tasks", i, stage.Tasks[i].Id));
            problems.Texts(at, ("text", task.Text), ("source", task.Source));
            if (task.DueInWorkingDays < 0) problems.Error(at, $"A task cannot be due {-task.DueInWorkingDays} working days before the stage is entered.");
        }
        problems.Lines($"{place}/next-steps", stage.NextSteps);
        problems.Lines($"{place}/prompts", stage.Prompts);
        problems.Lines($"{place}/actions", stage.Actions);
        if (stage.NextSteps.Count < StageBookRules.FewestNextSteps)
            problems.Warning($"{place}/next-steps", $"A nudge offers {StageBookRules.FewestNextSteps} next steps to tap; there are only {stage.NextSteps.Count} here.");
        for (var i = 0; i < stage.Assets.Count; i++) Asset(stage.Assets[i], $"{place}/assets/{i + 1}", problems);
    }

    private static void Asset(Asset asset, string place, StageBookFindings problems)
    {
        problems.Texts(place, ("name", asset.Name), ("kind", asset.Kind), ("source", asset.Source));
        if (asset.Url is not null && SafeAddress.Of(asset.Url) is null)
            problems.Error(place, $"The address '{asset.Url}' must be a full https address.");
    }

    private static void Forecast(ForecastSpec forecast, string place, StageBookFindings problems)
    {
        problems.OneOf(place, "category", forecast.Category, StageBookRules.ForecastCategories.ToList());
        problems.Texts(place, ("source", forecast.Source));
        if (forecast.Probability is < 0 or > 100) problems.Error(place, $"The probability must lie between 0 and 100, not at {forecast.Probability}.");
    }
}
