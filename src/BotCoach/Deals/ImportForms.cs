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

    public static IReadOnlyList<(Guid Process, string Name)> StageNamesOf(ImportPlan plan) =>
    [
        .. plan.Questions.Where(q => q is { Asks: ImportAsks.Stage, Process: not null }).Select(q => (q.Process!.Value, q.Value!))
            .Concat(plan.Stages.SelectMany(p => p.Value.Keys.Select(name => (p.Key, name)))).Distinct().Take(MostFields),
    ];

    public static Form Columns(ImportRun run, ImportPlan plan)
    {
        List<Option> fields = [new(ImportFields.Custom, "keep as your own field"), .. ImportFields.Names.Keys.Select(f => new Option(f, f.Replace('-', ' ')))];
        return new Form("import.columnsset", "Columns", [.. ColumnsOf(plan).Select((column, i) => new ChoiceField($"c{i}", Wording.Short(column, MostLabel), fields)
        {
            Value = plan.Columns.GetValueOrDefault(column, ImportFields.Custom),
        })], run.Id.ToString(), run.Revision, "Check again", "What each column of the deals' file means.");
    }

    public static Form Stages(ImportRun run, ImportPlan plan, IReadOnlyDictionary<Guid, (string Name, IReadOnlyList<Stage> Stages)> processes) =>
        new("import.stagesset", "Stage names", [.. StageNamesOf(plan).Select((of, i) => StageField(of.Process, of.Name, i, plan, processes))],
            run.Id.ToString(), run.Revision, "Check again", "Which of our stages each of theirs is. This is remembered.");

    private static ChoiceField StageField(
        Guid process, string name, int place, ImportPlan plan, IReadOnlyDictionary<Guid, (string Name, IReadOnlyList<Stage> Stages)> processes)
    {
        var (ours, stages) = processes[process];
        List<Option> options =
        [
            .. stages.Select(s => new Option(s.Id, Wording.Short(s.Name, MostLabel))),
            new(ImportStageNames.Won, "Won"), new(ImportStageNames.Lost, "Lost"), new(ImportStageNames.Disqualified, "Disqualified"),
        ];
        var label = processes.Count == 1 ? name : $"{name} ({ours})";
        return new ChoiceField($"s{place}", Wording.Short(label, MostLabel), options) { Value = plan.Stages.GetValueOrDefault(process)?.GetValueOrDefault(name) };
    }

    public static Form Dates(ImportRun run, ImportPlan plan) => new("import.datesset", "Order of dates",
        [new ChoiceField("order", "Dates are written", [new(DayFirst, "day first: 31/12/2026"), new(MonthFirst, "month first: 12/31/2026")]) { Value = DayFirst }],
        run.Id.ToString(), run.Revision, "Check again", plan.Questions.FirstOrDefault(q => q.Asks == ImportAsks.Dates)?.Sentence ?? "How the file writes its dates.");
}
