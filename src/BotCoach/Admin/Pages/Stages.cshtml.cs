using System.Text;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>A process in the list.</summary>
public sealed record ProcessLine(Guid Id, string Name, string Standing, IReadOnlyList<string> Stages, bool IsPublished, bool HasDraft);

/// <summary>The processes, and how a new one is begun: from a template, or from a file.</summary>
public sealed class StagesModel(BotCoachDb db, StageShelf shelf, Drafts drafts) : ConsolePage
{
    private const int MostBytes = 4 << 20;

    public IReadOnlyList<ProcessLine> Processes { get; private set; } = [];
    public IReadOnlyList<(string Name, StageBook Book, string Whom)> Gallery { get; private set; } = [];
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostEditAsync(Guid process)
    {
        if (!Visitor.IsAdmin) return Forbidden();
        if (!await db.ProcessVersions.AnyAsync(v => v.ProcessId == process)) return NotFound();
        await drafts.OpenAsync(process, Visitor.Person.Id, Visitor.Now);
        return LocalRedirect($"/admin/stages/{process}/draft");
    }

    public async Task<IActionResult> OnPostBeginAsync(string template)
    {
        if (!Visitor.IsAdmin) return Forbidden();
        if (!BuiltInBooks.Names.Contains(template)) return NotFound();
        var book = BuiltInBooks.Open(template);
        return await BeginAsync(book);
    }

    public async Task<IActionResult> OnPostFileAsync(IFormFile? file)
    {
        if (!Visitor.IsAdmin) return Forbidden();
        if (file is null || file.Length == 0) return await RefuseAsync(["Choose a file."]);
        if (file.Length > MostBytes) return await RefuseAsync([$"This file has {file.Length / 1024 / 1024} MB; a process has at most 1,000,000 characters."]);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var reading = StageBookYaml.Read(await reader.ReadToEndAsync(), idsMayBeMissing: true);
        return reading.Book is { } book ? await BeginAsync(book) : await RefuseAsync([.. reading.Problems.Take(50).Select(p => p.ToString())]);
    }

    private async Task<IActionResult> BeginAsync(StageBook book)
    {
        var names = await db.Processes.Select(p => p.Name).ToListAsync();
        var name = book.Name;
        for (var n = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); n++) name = $"{book.Name} {n}";
        var draft = await drafts.BeginAsync(name, book, Visitor.Person.Id, Visitor.Now);
        return Say($"{name} is a draft. It is for no deal until it is published.", $"/admin/stages/{draft.ProcessId}/draft");
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<string> problems)
    {
        Problems = problems;
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        await shelf.EnsureBuiltInAsync(Visitor.Now);
        var versions = (await db.ProcessVersions.AsNoTracking().Where(v => v.State != VersionState.Retired).ToListAsync()).ToLookup(v => v.ProcessId);
        var lines = new List<ProcessLine>();
        foreach (var process in await db.Processes.AsNoTracking().OrderBy(p => p.Ordinal).ThenBy(p => p.Name).ToListAsync())
        {
            var (published, draft) = (versions[process.Id].FirstOrDefault(v => v.State == VersionState.Published), versions[process.Id].FirstOrDefault(v => v.State == VersionState.Draft));
            if ((published ?? draft) is not { } shown) continue;
            var pilot = versions[process.Id].FirstOrDefault(v => v.State == VersionState.Pilot);
            var standing = published is null ? "a draft" : $"version {published.Number}{(process.IsDefault ? ", for all other deals" : process.Segment is { } segment ? $", for segment {segment}" : "")}{(pilot is null ? "" : $"; {pilot.Number} is piloted")}";
            lines.Add(new ProcessLine(process.Id, process.Name, standing, [.. (await shelf.OpenAsync(process.Id, shown.Number)).Stages.Select(s => s.Name)], published is not null, draft is not null));
        }
        Processes = lines;
        if (Visitor.IsAdmin) Gallery = [.. BuiltInBooks.Names.Select(n => (n, BuiltInBooks.Open(n), BuiltInBooks.For(n)))];
        return Page();
    }

    private StatusCodeResult Forbidden() => StatusCode(StatusCodes.Status403Forbidden);
}
