using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>How we sell here: the published version of a process on one page, to be read and printed.</summary>
public sealed class PlaybookModel(StageShelf shelf) : ConsolePage
{
    public override bool IsForReaders => true;

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
}
