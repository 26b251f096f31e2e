using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>How we sell here: the published version of a process on one page, to be read and printed.</summary>
public sealed class PlaybookModel(StageShelf shelf) : ConsolePage
{
    public Process Process { get; private set; } = null!;
    public StageBook Book { get; private set; } = null!;
    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid process)
    {
        var found = (await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.Id == process);
        if (found.Process is null) return NotFound();
        (Process, Number, Book) = (found.Process, found.Version.Number, await shelf.OpenAsync(process, found.Version.Number));
        return Page();
    }

    /// <summary>The published version as a file.</summary>
    public async Task<IActionResult> OnGetFileAsync(Guid process) => await OnGetAsync(process) is NotFoundResult missing ? missing
        : File(System.Text.Encoding.UTF8.GetBytes(StageBookYaml.Write(Book)), "application/yaml", $"{Process.Name}-{Number}.yaml");

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
