using BotCoach.Stages;

namespace BotCoach.Admin;

/// <summary>A book as it is read and printed: what a rep needs of each stage.</summary>
public sealed record PlaybookView(StageBook Book)
{
    /// <summary>What a rep needs of a stage, part by part; none that is empty.</summary>
    public IEnumerable<(string Title, IReadOnlyList<string> Lines)> Lists(Stage stage)
    {
        IEnumerable<(string Title, IReadOnlyList<string> Lines)> all =
        [
            ("The buyer has agreed", [.. stage.BuyerCommitments.Select(l => l.Text)]),
            ("To enter", [.. stage.Entry.Select(Words)]), ("To move on", [.. stage.Exit.Select(Words)]),
            ("Also to be known", [.. stage.Fields.Select(f => FieldWords.Needed(f.Field, f.Rule))]), ("Documents", [.. stage.Artifacts.Select(a => a.Template is { Length: > 0 } template ? $"{a.Name}. Template: {template}" : a.Name)]),
            ("Next steps", [.. stage.NextSteps.Select(l => l.Text)]), ("Questions to ask yourself", [.. stage.Prompts.Select(l => l.Text)]),
            ("What helps here", [.. stage.Actions.Select(l => l.Text)]),
            ("What usually goes wrong, and what helps", [.. stage.FailureModes.Select(m => m.Told)]),
        ];
        return all.Where(l => l.Lines.Count > 0);
    }

    private string Words(Criterion criterion) => $"{criterion.Text}{(criterion.Required ? "" : " (advisory)")} What counts: {FieldWords.Counts(criterion, Book)}.";
}
