using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>A preview of many deals as it stands in somebody's chat.</summary>
/// <param name="IsComing">The deals are gone through just now: it says how far that is.</param>
/// <param name="IsMade">It says what the draft does; else that it comes, or could not be made.</param>
public sealed record ShownPreview(Message Message, bool IsComing, bool IsMade);

/// <summary>A draft's preview as a message: at once where few deals are touched, else a moment later.</summary>
public sealed class PreviewDesk(BotCoachDb db, Drafts drafts, Releases releases, Preview preview, PeopleNames names, StageMoves moves, Outbox outbox)
{
    /// <summary>A click waits for the preview of so many deals.</summary>
    public const int MostAtOnce = 2_000;

    private const int MostLooked = 30;

    public Task<int> TouchedAsync(ProcessVersion draft) => db.Deals.CountAsync(d => d.Status == DealStatus.Open
        && db.Deals.Any(o => o.OwnerId == d.OwnerId && o.ProcessId == draft.ProcessId && o.Status == DealStatus.Open));

    public async Task<Message> MessageAsync(Process process, ProcessVersion draft, DateTimeOffset now, Func<int, Task>? told = null)
    {
        var book = drafts.Read(draft);
        var gone = (await moves.OfAsync(new OpenDraft(process, draft, book))).Select(g => (g, book.Find(g.To)?.Name ?? g.To)).ToList();
        if (await releases.ProblemsAsync(draft) is { Count: > 0 } problems) return RolloutMessage.InTheWay(problems, process.Id, gone.Count > 0 ? draft : null);
        var impact = await preview.OfAsync(draft, now, told);
        var changes = await drafts.BasisAsync(draft) is { } basis ? StageBookDiff.Between(basis, book) : [];
        return RolloutMessage.Preview(process, draft, changes, impact, await names.OfAsync(impact.Owners.Keys.Select(id => (Guid?)id)), gone);
    }

    /// <summary>It comes into a message of its own, which the person gets in chat, and which the console shows too.</summary>
    public async Task BeginAsync(Process process, ProcessVersion draft, Guid person, DateTimeOffset now)
    {
        var looking = RolloutMessage.Looking(process, await TouchedAsync(draft));
        await AskAsync(draft, person, (await outbox.ShowAsync(person, KeyOf(draft, person), looking, now)).Id, now);
    }

    /// <summary>It comes into this message. One that the person waits for already comes here instead.</summary>
    public async Task AskAsync(ProcessVersion draft, Guid person, Guid message, DateTimeOffset now)
    {
        var request = await db.PreviewRequests.FindAsync(db.WorkspaceId, draft.ProcessId, person);
        if (request is null)
        {
            db.PreviewRequests.Add(new PreviewRequest { WorkspaceId = db.WorkspaceId, ProcessId = draft.ProcessId, PersonId = person, MessageId = message, AskedAt = now });
            return;
        }
        if (request.MessageId != message && await outbox.FindAsync(request.MessageId) is { } before) outbox.Edit(before, RolloutMessage.Elsewhere(draft.ProcessId), now);
        (request.MessageId, request.AskedAt) = (message, now);
    }

    /// <summary>What the person was shown of this very draft, or waits for; null: nothing that still holds.</summary>
    public async Task<ShownPreview?> ShownAsync(ProcessVersion draft, Guid person)
    {
        if (await db.PreviewRequests.FindAsync(db.WorkspaceId, draft.ProcessId, person) is { } request && await outbox.FindAsync(request.MessageId) is { } coming)
            return new ShownPreview(Message.FromJson(coming.Content), IsComing: true, IsMade: false);
        if (await outbox.FindAsync(KeyOf(draft, person)) is not { } made) return await InChatAsync(draft, person);
        var message = Message.FromJson(made.Content);
        var isMade = RolloutMessage.IsPreviewOf(draft, message);
        return isMade || RolloutMessage.IsFailure(message) ? new ShownPreview(message, IsComing: false, isMade) : await InChatAsync(draft, person);
    }

    /// <summary>What was asked for in chat stands in whatever message that was: among the newest ones it is found.</summary>
    private async Task<ShownPreview?> InChatAsync(ProcessVersion draft, Guid person)
    {
        var newest = await db.OutgoingMessages.AsNoTracking().Where(m => m.PersonId == person && m.Place == Place.Chat).OrderByDescending(m => m.CreatedAt).Take(MostLooked).Select(m => m.Content).ToListAsync();
        return newest.Where(c => c.Contains("rollout.pilot", StringComparison.Ordinal)).Select(Message.FromJson).FirstOrDefault(m => RolloutMessage.IsWholePreviewOf(draft, m)) is { } made
            ? new ShownPreview(made, IsComing: false, IsMade: true) : null;
    }

    private static string KeyOf(ProcessVersion draft, Guid person) => $"preview:{draft.ProcessId}:{person}:{draft.Revision}";
}
