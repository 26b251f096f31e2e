using System.Text;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>A process in the list.</summary>
/// <param name="Asks">What is asked on the way: "12 criteria and 5 documents".</param>
public sealed record ProcessLine(Guid Id, string Name, string Standing, IReadOnlyList<string> Stages, string Asks, bool IsPublished, bool HasDraft);

/// <summary>The processes, and how a new one is begun: from a template, or from a file.</summary>
public sealed class StagesModel(BotCoachDb db, StageShelf shelf, Drafts drafts) : ConsolePage
{
    private const int MostBytes = 4 << 20;

    public override Role NeedsToWrite => Role.Admin;

    public override bool IsForReaders => true;

    public IReadOnlyList<ProcessLine> Processes { get; private set; } = [];

    /// <summary>Nobody has changed what came with BotCoach.</summary>
    public bool IsAsItCame { get; private set; }

    public IReadOnlyList<(string Name, StageBook Book, string Whom)> Gallery { get; private set; } = [];
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostEditAsync(Guid process)
    {
        if (!await db.ProcessVersions.AnyAsync(v => v.ProcessId == process)) return NotFound();
        await drafts.OpenAsync(process, Visitor.Person.Id, Visitor.Now);
        return LocalRedirect($"/admin/stages/{process}/draft");
    }

    public async Task<IActionResult> OnPostBeginAsync(string template)
    {
        if (!BuiltInBooks.Names.Contains(template)) return NotFound();
        var book = BuiltInBooks.Open(template);
        return await BeginAsync(book);
    }

    public async Task<IActionResult> OnPostFileAsync(IFormFile? file)
    {
        if (file is null || file.Length == 0) return await RefuseAsync(["Choose a file."]);
        if (file.Length > MostBytes) return await RefuseAsync([$"This file has {file.Length / 1024 / 1024} MB; a process has at most 1,000,000 characters."]);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var reading = StageBookYaml.Read(await reader.ReadToEndAsync(), idsMayBeMissing: true);
        return reading.Book is { } book ? await BeginAsync(book) : await RefuseAsync([.. reading.Problems.Take(50).Select(p => p.ToString())]);
    }

    private async Task<IActionResult> BeginAsync(StageBook book)
    {
        var draft = await drafts.BeginAsync(book.Name, book, Visitor.Person.Id, Visitor.Now);
        return Say($"{db.Processes.Local.First(p => p.Id == draft.ProcessId).Name} is a draft. It is for no deal until it is published.", $"/admin/stages/{draft.ProcessId}/draft");
    }

    private async Task<IActionResult> RefuseAsync(IReadOnlyList<string> problems)
    {
        Problems = problems;
        return await ShowAsync();
    }

    private async Task<IActionResult> ShowAsync()
    {
        var all = await db.ProcessVersions.AsNoTracking().Where(v => v.State != VersionState.Retired).ToListAsync();
        var versions = all.ToLookup(v => v.ProcessId);
        IsAsItCame = all.TrueForAll(v => v.EditedAt is null);
        var lines = new List<ProcessLine>();
        foreach (var process in await db.Processes.AsNoTracking().OrderBy(p => p.Ordinal).ThenBy(p => p.Name).ToListAsync())
        {
            var (published, draft) = (versions[process.Id].FirstOrDefault(v => v.State == VersionState.Published), versions[process.Id].FirstOrDefault(v => v.State == VersionState.Draft));
            if ((published ?? draft) is not { } shown || (published is null && Visitor.IsReader)) continue;
            var pilot = versions[process.Id].FirstOrDefault(v => v.State == VersionState.Pilot);
            var standing = published is null ? "a draft" : $"version {published.Number}{(process.IsDefault ? ", for all other deals" : process.Segment is { } segment ? $", for segment {segment}" : "")}{(pilot is null ? "" : $"; {pilot.Number} is piloted")}";
            var stages = (await shelf.OpenAsync(process.Id, shown.Number)).Stages;
            lines.Add(new ProcessLine(process.Id, process.Name, standing, [.. stages.Select(s => s.Name)], Asks(stages), published is not null, draft is not null));
        }
        Processes = lines;
        if (Visitor.IsAdmin) Gallery = [.. BuiltInBooks.Names.Select(n => (n, BuiltInBooks.Open(n), BuiltInBooks.For(n)))];
        return Page();
    }

    private static string Asks(IReadOnlyList<Stage> stages) => Wording.List([
        Wording.Count(stages.Count, "stage"), Wording.Count(stages.Sum(s => s.Entry.Count + s.Exit.Count), "criterion", "criteria"), Wording.Count(stages.Sum(s => s.Artifacts.Count), "document")]);
}
