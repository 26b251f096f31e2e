using System.Globalization;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The versions of a process: a pilot beside the rest, widened or dropped, and back to an earlier one.</summary>
public sealed class VersionsModel(BotCoachDb db, Releases releases, ProcessScope scope, PilotReading pilots, PeopleNames names) : ConsolePage
{
    private static readonly HashSet<string> Buttons = ["rollout.widen", "rollout.drop", "rollout.back", "draft.show"];

    public override Role Needs => Role.Admin;

    public Process Process { get; private set; } = null!;
    public MessageView Versions { get; private set; } = null!;
    public MessageView? Compared { get; private set; }
    public FormView Scope { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid process) => await ReadAsync(process) ? await ShowAsync(null) : NotFound();

    public async Task<IActionResult> OnPostScopeAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        var typed = FormView.Read(Request.Form);
        Errors = await scope.ChangeAsync(Process, typed.GetValueOrDefault, Visitor.Actor, Visitor.Now);
        return Errors.Count > 0 ? await ShowAsync(typed) : Say($"{Process.Name} is saved. It decides for deals that come from now on.", $"/admin/stages/{process}/versions");
    }

    public async Task<IActionResult> OnPostPressAsync(Guid process, string? press)
    {
        if (!await ReadAsync(process)) return NotFound();
        var (verb, value) = press?.Split(' ', 2) is [var first, var rest] ? (first, rest) : ("", "");
        if (verb == "draft.show") return LocalRedirect($"/admin/stages/{process}/draft");
        int? number = int.TryParse(value.Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;
        var (problems, done) = verb switch
        {
            "rollout.widen" => (await releases.WidenAsync(process, Visitor.Actor, Visitor.Now), $"The pilot of {Process.Name} is for everyone now. All open deals follow."),
            "rollout.drop" => (await releases.DropAsync(process, Visitor.Actor, Visitor.Now), $"The pilot of {Process.Name} is dropped. Its deals go back, with every answer."),
            "rollout.back" => (await releases.RollBackAsync(process, Visitor.Actor, Visitor.Now, number), $"{Process.Name} is back at version {number}. All open deals follow, with every answer."),
            _ => ([new StageBookProblem("", "That cannot be done here.", IsWarning: false)], ""),
        };
        return Say(problems.Count > 0 ? problems[0].Sentence : done, $"/admin/stages/{process}/versions");
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyDictionary<string, string>? typed)
    {
        var process = Process.Id;
        Scope = new FormView(ProcessScope.Form(Process), Errors, typed);
        var versions = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == process).ToListAsync();
        var people = await names.OfAsync(versions.SelectMany(v => new[] { v.EditedBy, v.PublishedBy }));
        var message = RolloutMessage.Versions(Process, versions, people, await db.VersionMoves.FindAsync(db.WorkspaceId, process), Visitor.Zone);
        Versions = View(message with { Blocks = [.. message.Blocks.Select(b => b is Rows rows ? Linked(rows, versions) : b)] });
        if (versions.FirstOrDefault(v => v.State == VersionState.Pilot) is { } pilot) Compared = View(ComparisonMessage.Of(Process, pilot, await pilots.OfAsync(pilot, Visitor.Now), Visitor.Now));
        return Page();
    }

    /// <summary>Each leads to how it is or was, in the order in which the message names them.</summary>
    private Rows Linked(Rows rows, IEnumerable<ProcessVersion> versions) => new([
        .. rows.Items.Zip(versions.OrderByDescending(v => v.Number), (row, v) => row with { Text = new Link($"Version {v.Number}", $"/admin/stages/{Process.Id}/versions/{v.Number}") })]);

    private static MessageView View(Message message) => new(message with { Blocks = [.. message.Blocks.Where(b => b is not Heading)] }, Buttons);

    private async Task<bool> ReadAsync(Guid process)
    {
        if (await db.Processes.FirstOrDefaultAsync(p => p.Id == process) is not { } found) return false;
        Process = found;
        return true;
    }
}
