using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>A version of a process as it is or was, to be read and printed, and what is otherwise in it than in the one before, or in any two. Nothing is changed here.</summary>
public sealed class VersionModel(BotCoachDb db, StageShelf shelf, PeopleNames names) : ConsolePage
{
    public override Role Needs => Role.Admin;

    public Process Process { get; private set; } = null!;
    public int Number { get; private set; }
    public string Standing { get; private set; } = "";
    public StageBook Book { get; private set; } = null!;

    /// <summary>The process's versions, the newest first.</summary>
    public IReadOnlyList<int> Numbers { get; private set; } = [];

    /// <summary>The version before this one; null for the first.</summary>
    public int? Before { get; private set; }
    public IReadOnlyList<BookChange> Changes { get; private set; } = [];

    /// <summary>The two that are compared, and the difference; null until two are chosen.</summary>
    public string From { get; private set; } = "";
    public string To { get; private set; } = "";
    public IReadOnlyList<BookChange>? Compared { get; private set; }

    public string Here => $"/admin/stages/{Process.Id}/versions/{Number}";

    public async Task<IActionResult> OnGetAsync(Guid process, int number, string? from, string? to)
    {
        if (!await ReadAsync(process, number)) return NotFound();
        if (Before is { } before) Changes = await BetweenAsync(before, number);
        (From, To) = (from ?? $"{Before ?? number}", to ?? $"{number}");
        if (from is not null || to is not null) await CompareAsync();
        return Page();
    }

    /// <summary>The version as a file.</summary>
    public async Task<IActionResult> OnGetFileAsync(Guid process, int number) => await ReadAsync(process, number)
        ? File(System.Text.Encoding.UTF8.GetBytes(StageBookYaml.Write(Book)), "application/yaml", $"{Process.Name}-{Number}.yaml")
        : NotFound();

    private async Task<bool> ReadAsync(Guid process, int number)
    {
        var versions = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == process).OrderByDescending(v => v.Number).ToListAsync();
        if (await db.Processes.FindAsync(db.WorkspaceId, process) is not { } known || versions.Find(v => v.Number == number) is not { } version) return false;
        (Process, Number, Book, Numbers) = (known, number, StageBookJson.Read(version.Document), versions.ConvertAll(v => v.Number));
        Before = VersionRules.Before(version, versions)?.Number;
        Standing = RolloutMessage.State(version, await names.OfAsync([version.EditedBy, version.PublishedBy]), Visitor.Zone);
        return true;
    }

    private async Task CompareAsync()
    {
        var (from, to) = (Known(From), Known(To));
        Errors = new[] { ("from", from), ("to", to) }.Where(c => c.Item2 is null).ToDictionary(c => c.Item1, _ => "This process has no such version.");
        if (from is { } one && to is { } other) Compared = await BetweenAsync(one, other);
    }

    private int? Known(string number) => Numbers.Where(n => $"{n}" == number).Select(n => (int?)n).FirstOrDefault();

    private async Task<IReadOnlyList<BookChange>> BetweenAsync(int from, int to) =>
        StageBookDiff.Between(await shelf.OpenAsync(Process.Id, from), await shelf.OpenAsync(Process.Id, to));
}
