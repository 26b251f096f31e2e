using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>What columns, stage names and dates mean, said in a form; the dry run then begins anew.</summary>
internal sealed class ImportMappingActions(Outbox outbox, ImportActions imports, ImportRuns runs, StageShelf shelf)
{
    public Task<Reply> ColumnsAsync(Turn turn) => OpenFormAsync(turn, (run, plan) => Task.FromResult(ImportForms.Columns(run, plan)));

    public Task<Reply> DatesAsync(Turn turn) => OpenFormAsync(turn, (run, plan) => Task.FromResult(ImportForms.Dates(run, plan)));

    public Task<Reply> StagesAsync(Turn turn) => OpenFormAsync(turn, async (run, plan) => ImportForms.Stages(run, plan, await StagesOfAsync(plan)));

    public Task<Reply> ColumnsSetAsync(Turn turn) => SetAsync(turn, (choices, plan) =>
    {
        foreach (var (column, i) in ImportForms.ColumnsOf(plan).Select((c, i) => (c, i)))
            if (turn.Field($"c{i}") is { } field && field != plan.Columns.GetValueOrDefault(column, ImportFields.Custom)) choices.Columns[column] = field;
        return choices.Columns.Values.Where(f => f != ImportFields.Custom).GroupBy(f => f).Any(g => g.Count() > 1)
            ? FormErrors.At("c0", "Two columns have the same meaning. Give each field one column.") : null;
    });

    public Task<Reply> StagesSetAsync(Turn turn) => SetAsync(turn, (choices, plan) =>
    {
        foreach (var (i, (process, name)) in ImportForms.StageNamesOf(plan).Index())
        {
            if (turn.Field($"s{i}") is not { } stage) continue;
            if (!choices.StagesOf.TryGetValue(process, out var stages)) choices.StagesOf[process] = stages = [];
            stages[name] = stage;
        }
        return null;
    });

    public Task<Reply> DatesSetAsync(Turn turn) => SetAsync(turn, (choices, _) =>
    {
        choices.Dates = turn.Field("order") == ImportForms.MonthFirst ? DateOrder.MonthFirst : DateOrder.DayFirst;
        return null;
    });

    private async Task<Reply> OpenFormAsync(Turn turn, Func<ImportRun, ImportPlan, Task<Form>> form)
    {
        if (await imports.OpenAsync(turn) is not { } run) return Reply.Words(ImportMessage.Gone);
        if (run.State is not (ImportState.Checked or ImportState.AwaitingMapping)) return Reply.Words(ImportMessage.Standing(run));
        return new OpenForm(await form(run, ImportPlan.FromJson(run.Mapping)));
    }

    private async Task<Reply> SetAsync(Turn turn, Func<ImportChoices, ImportPlan, FormErrors?> set)
    {
        if (await imports.OpenAsync(turn) is not { } run) return Reply.Words(ImportMessage.Gone);
        if (run.State is not (ImportState.Checked or ImportState.AwaitingMapping)) return Reply.Words(ImportMessage.Standing(run));
        var plan = ImportPlan.FromJson(run.Mapping);
        if (set(plan.Choices, plan) is { } errors) return errors;
        await runs.ReadAgainAsync(run, plan.Choices, default);
        await outbox.ShowAsync(run.PersonId ?? turn.Person.Id, ImportMessage.KeyOf(run), ImportMessage.Reading(run, plan), turn.Now);
        return Reply.None;
    }

    /// <summary>The processes that the import has deals for, with their stages.</summary>
    private async Task<IReadOnlyDictionary<Guid, (string Name, IReadOnlyList<Stage> Stages)>> StagesOfAsync(ImportPlan plan)
    {
        var stages = new Dictionary<Guid, (string, IReadOnlyList<Stage>)>();
        foreach (var (process, version) in await shelf.PublishedAsync())
            if (plan.Stages.ContainsKey(process.Id)) stages[process.Id] = (process.Name, (await shelf.OpenAsync(process.Id, version.Number)).Stages);
        return stages;
    }
}
