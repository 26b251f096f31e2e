using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>A draft takes effect, in chat, for admins: its preview, publishing, a pilot, and going back.</summary>
public sealed class RolloutActions(
    BotCoachDb db, Drafts drafts, Releases releases, PreviewDesk previews, PilotReading pilots, SalesTeams teams, StageShelf shelf, UsefulnessReading usefulness, StageMoves moves, DraftDesk desk, PeopleNames names, Outbox outbox, Audit audit)
{
    /// <summary>At once, or into the message that says that it comes.</summary>
    public Task<Reply> PreviewAsync(Turn turn) => WithDraftAsync(turn, (process, draft) => PreviewAsync(turn, process, draft));

    /// <summary>Asks where the deals go of stages that the draft has no more.</summary>
    public Task<Reply> MovesAsync(Turn turn) => WithDraftAsync(turn, async (process, draft) =>
    {
        if (!IsAsSeen(turn, draft)) return Reply.Words(RolloutMessage.Changed);
        var book = drafts.Read(draft);
        var gone = await moves.OfAsync(new OpenDraft(process, draft, book));
        return gone.Count == 0 ? Reply.Words("The draft has every stage that there was.") : new OpenForm(DraftForms.Moves(book, gone) with { Action = "rollout.moves", State = turn.Value });
    });

    public Task<Reply> MovedAsync(Turn turn) => WithDraftAsync(turn, async (process, draft) =>
    {
        if (!IsAsSeen(turn, draft)) return FormErrors.Whole(RolloutMessage.Changed);
        var open = new OpenDraft(process, draft, drafts.Read(draft));
        var result = desk.Map(open, await moves.OfAsync(open), turn.Field);
        return result.Outcome == DraftOutcome.Saved ? await PreviewAsync(turn, process, draft) : new FormErrors(result.Faults);
    });

    public Task<Reply> PublishAsync(Turn turn) => WithDraftAsync(turn, async (process, draft) =>
    {
        if (!IsAsSeen(turn, draft)) return Reply.Words(RolloutMessage.Changed);
        var problems = await releases.PublishAsync(draft, turn.Actor, turn.Now);
        return await EndAsync(turn, process, problems, async () => RolloutMessage.Published(process, draft, await releases.FollowersAsync(process.Id)));
    });

    public Task<Reply> PilotAsync(Turn turn) => WithDraftAsync(turn, async (_, draft) =>
    {
        if (!IsAsSeen(turn, draft)) return Reply.Words(RolloutMessage.Changed);
        var known = await teams.AllAsync();
        return known.Count == 0 ? Reply.Words("No deal belongs to a sales team yet. Give people their teams first.") : new OpenForm(RolloutMessage.Pilot(known, turn.Value));
    });

    public Task<Reply> PilotedAsync(Turn turn) => WithDraftAsync(turn, async (process, draft) =>
    {
        if (!IsAsSeen(turn, draft)) return FormErrors.Whole(RolloutMessage.Changed);
        string[] chosen = (turn.Field("teams") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (chosen.Length == 0) return FormErrors.At("teams", "Choose at least one team.");
        var problems = await releases.PilotAsync(draft, chosen, turn.Actor, turn.Now);
        if (problems.Count > 0) return FormErrors.Whole(problems[0].ToString());
        return await EndAsync(turn, process, problems, () => Task.FromResult(RolloutMessage.Piloted(process, draft)));
    });

    /// <summary>The versions of a process: by its button, or by its name in a command.</summary>
    public async Task<Reply> VersionsAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(DraftMessage.AdminsOnly);
        if (await NamedAsync(turn) is not { } process) return StagesMessage.NothingPublished;
        var versions = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == process.Id).ToListAsync();
        var people = await names.OfAsync([.. versions.SelectMany(v => new[] { v.EditedBy, v.PublishedBy })]);
        return await SayAsync(turn, RolloutMessage.Versions(process, versions, people, await db.VersionMoves.FindAsync(db.WorkspaceId, process.Id), turn.Zone));
    }

    /// <summary>Which criteria and fields of a process earn their place.</summary>
    public async Task<Reply> UseAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(DraftMessage.AdminsOnly);
        if (await NamedAsync(turn) is not { } process) return StagesMessage.NothingPublished;
        return (await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.Id == process.Id) is { Version: { } version }
            ? await SayAsync(turn, UsefulnessMessage.Of(process, await usefulness.OfAsync(version, turn.Now))) : Reply.Words($"{process.Name} is not published yet: no deal has used it.");
    }

    private async Task<Reply> PreviewAsync(Turn turn, Process process, ProcessVersion draft)
    {
        var touched = await previews.TouchedAsync(draft);
        if (touched <= PreviewDesk.MostAtOnce) return await SayAsync(turn, await previews.MessageAsync(process, draft, turn.Now));
        await previews.AskAsync(draft, turn.Person.Id, (await outbox.ReplaceAsync(turn, RolloutMessage.Looking(process, touched))).Id, turn.Now);
        return Reply.None;
    }

    /// <summary>The process that is meant, by its id or part of its name, one that is not published yet last; the default where none is named.</summary>
    private async Task<Process?> NamedAsync(Turn turn)
    {
        await shelf.EnsureBuiltInAsync(turn.Now);
        var published = (await shelf.PublishedAsync()).Select(p => p.Process).ToList();
        return published.Concat(await shelf.UnpublishedAsync()).FirstOrDefault(p => p.Id == turn.Id || (turn.Value.Length > 0 && p.Name.Contains(turn.Value.Trim(), StringComparison.OrdinalIgnoreCase)))
            ?? published.Find(p => p.IsDefault) ?? published.FirstOrDefault();
    }

    /// <summary>How the pilot has done beside the rest.</summary>
    public Task<Reply> CompareAsync(Turn turn) => WithAsync(turn, async process =>
        (await shelf.PilotsAsync()).FirstOrDefault(v => v.ProcessId == process.Id) is { } pilot
            ? await SayAsync(turn, ComparisonMessage.Of(process, pilot, await pilots.OfAsync(pilot, turn.Now), turn.Now))
            : Reply.Words("There is no pilot of this process any more."));

    public Task<Reply> WidenAsync(Turn turn) => WithAsync(turn, async process => await EndAsync(
        turn, process, await releases.WidenAsync(process.Id, turn.Actor, turn.Now), () => Task.FromResult($"The pilot of {process.Name} is for everyone now. All open deals follow.")));

    public Task<Reply> DropAsync(Turn turn) => WithAsync(turn, async process => await EndAsync(
        turn, process, await releases.DropAsync(process.Id, turn.Actor, turn.Now), () => Task.FromResult($"The pilot of {process.Name} is dropped. Its deals go back, with every answer.")));

    public Task<Reply> BackAsync(Turn turn) => WithAsync(turn, async process =>
    {
        if (!int.TryParse(turn.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Words(turn, DraftMessage.Gone);
        return await EndAsync(
            turn, process, await releases.RollBackAsync(process.Id, turn.Actor, turn.Now, number),
            () => Task.FromResult($"{process.Name} is back at version {number}. All open deals follow, with every answer."));
    });

    private async Task<Reply> EndAsync(Turn turn, Process process, IReadOnlyList<StageBookProblem> problems, Func<Task<string>> done) =>
        problems.Count > 0 ? await SayAsync(turn, RolloutMessage.InTheWay(problems, process.Id)) : await SayAsync(turn, RolloutMessage.Done(await done(), process));

    private async Task<Reply> SayAsync(Turn turn, Message message)
    {
        await outbox.ReplaceAsync(turn, message);
        return Reply.None;
    }

    private Task<Reply> WithDraftAsync(Turn turn, Func<Process, ProcessVersion, Task<Reply>> act) => WithAsync(turn, async process =>
        await drafts.FindAsync(process.Id) is { } draft ? await act(process, draft) : Words(turn, DraftMessage.Gone));

    private async Task<Reply> WithAsync(Turn turn, Func<Process, Task<Reply>> act)
    {
        if (Refused(turn)) return Words(turn, DraftMessage.AdminsOnly);
        var process = DraftSpot.Read(turn.Value) is { } spot ? await db.Processes.FindAsync(db.WorkspaceId, spot.ProcessId) : null;
        return process is null ? Words(turn, DraftMessage.Gone) : await act(process);
    }

    private static Reply Words(Turn turn, string words) => turn.Inbound is FormSubmitted ? FormErrors.Whole(words) : Reply.Words(words);

    /// <summary>What is published is what the preview told of.</summary>
    private static bool IsAsSeen(Turn turn, ProcessVersion draft) => turn.Argument == draft.Revision.ToString(CultureInfo.InvariantCulture);

    private bool Refused(Turn turn) => !audit.IsAdmin(turn, "the process");
}
