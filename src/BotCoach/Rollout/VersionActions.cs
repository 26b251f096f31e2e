using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>The versions that there were, in chat, for admins: each to be read as it was, and what it changed in words. Nothing of them is edited here.</summary>
public sealed class VersionActions(BotCoachDb db, StageShelf shelf, PeopleNames names, Outbox outbox, Audit audit)
{
    /// <summary>The stages of a version.</summary>
    public Task<Reply> OpenAsync(Turn turn) => WithAsync(turn, async (process, version, _, _) =>
        StagesMessage.Old(process, version.Number, await BookAsync(version), RolloutMessage.State(version, await names.OfAsync([version.PublishedBy]), turn.Zone)));

    /// <summary>One stage of a version.</summary>
    public Task<Reply> StageAsync(Turn turn) => WithAsync(turn, async (process, version, _, stage) =>
        await BookAsync(version) is var book && book.Find(stage) is { } found ? StagesMessage.Page(process, book, found, version.Number) : null);

    /// <summary>A document's template as it was in a version.</summary>
    public Task<Reply> TemplateAsync(Turn turn) => WithAsync(turn, async (_, version, _, artifact) =>
        ArtifactTemplate.Find(await BookAsync(version), artifact) is { } found ? ArtifactTemplate.Page(found) : null, inPlace: false);

    /// <summary>What a version says otherwise than the one before it.</summary>
    public Task<Reply> ChangesAsync(Turn turn) => WithAsync(turn, async (process, version, all, _) =>
        VersionRules.Before(version, all) is { } before ? RolloutMessage.Changes(process, version.Number, before.Number, StageBookDiff.Between(await BookAsync(before), await BookAsync(version))) : null);

    private Task<StageBook> BookAsync(ProcessVersion version) => shelf.OpenAsync(version.ProcessId, version.Number);

    private async Task<Reply> WithAsync(Turn turn, Func<Process, ProcessVersion, IReadOnlyList<ProcessVersion>, string, Task<Message?>> look, bool inPlace = true)
    {
        if (!audit.IsAdmin(turn, "the process")) return Reply.Words(DraftMessage.AdminsOnly);
        string[] said = [.. turn.Argument.Split(':', 2), ""];
        if (!int.TryParse(said[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || turn.Id is not { } id || await db.Processes.FindAsync(db.WorkspaceId, id) is not { } process) return Gone;
        var all = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == id).ToListAsync();
        // a draft is shown where it is edited
        if (all.Find(v => v.Number == number && v.State != VersionState.Draft) is not { } version || await look(process, version, all, said[1]) is not { } message) return Gone;
        if (!inPlace) return new Say(message);
        await outbox.ReplaceAsync(turn, message);
        return Reply.None;
    }

    private static Reply Gone => Reply.Words("That version is not there any more. Type “stages history” to see those that are.");
}
