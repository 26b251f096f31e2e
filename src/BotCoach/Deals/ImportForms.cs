using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>The forms in which a person puts right what an import understood.</summary>
internal static class ImportForms
{
    public const string DayFirst = "dmy";
    public const string MonthFirst = "mdy";
    private const int MostFields = 90;
    private const int MostLabel = 75;

    public static IReadOnlyList<string> ColumnsOf(ImportPlan plan) => [.. plan.Header.Take(MostFields)];

    public static IReadOnlyList<string> StageNamesOf(ImportPlan plan) =>
        [.. plan.Questions.Where(q => q.Asks == ImportAsks.Stage).Select(q => q.Value!).Concat(plan.Stages.Values.SelectMany(s => s.Keys)).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostFields)];

    public static Form Columns(ImportRun run, ImportPlan plan)
    {
        List<Option> fields = [new(ImportFields.Custom, "keep as your own field"), .. ImportFields.Names.Keys.Select(f => new Option(f, f.Replace('-', ' ')))];
        return new Form("import.columnsset", "Columns", [.. ColumnsOf(plan).Select((column, i) => new ChoiceField($"c{i}", Wording.Short(column, MostLabel), fields)
        {
            Value = plan.Columns.GetValueOrDefault(column, ImportFields.Custom),
        })], run.Id.ToString(), run.Revision, "Check again", "What each column of the deals' file means.");
    }

    public static Form Stages(ImportRun run, ImportPlan plan, IReadOnlyList<Stage> stages)
    {
        List<Option> ours =
        [
            .. stages.Select(s => new Option(s.Id, Wording.Short(s.Name, MostLabel))),
            new(ImportStageNames.Won, "Won"), new(ImportStageNames.Lost, "Lost"), new(ImportStageNames.Disqualified, "Disqualified"),
        ];
        return new Form("import.stagesset", "Stage names", [.. StageNamesOf(plan).Select((name, i) => new ChoiceField($"s{i}", Wording.Short(name, MostLabel), ours)
        {
            Value = plan.Stages.Values.Select(s => s.GetValueOrDefault(name)).FirstOrDefault(s => s is not null),
        })], run.Id.ToString(), run.Revision, "Check again", "Which of our stages each of theirs is. This is remembered.");
    }

    public static Form Dates(ImportRun run, ImportPlan plan) => new("import.datesset", "Order of dates",
        [new ChoiceField("order", "Dates are written", [new(DayFirst, "day first: 31/12/2026"), new(MonthFirst, "month first: 12/31/2026")]) { Value = DayFirst }],
        run.Id.ToString(), run.Revision, "Check again", plan.Questions.FirstOrDefault(q => q.Asks == ImportAsks.Dates)?.Sentence ?? "How the file writes its dates.");
}
