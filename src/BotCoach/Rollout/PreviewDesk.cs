using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>A draft's preview as a message: at once where few deals are touched, else a moment later.</summary>
public sealed class PreviewDesk(BotCoachDb db, Drafts drafts, Releases releases, Preview preview, PeopleNames names)
{
    /// <summary>A click waits for the preview of so many deals.</summary>
    public const int MostAtOnce = 2_000;

    public Task<int> TouchedAsync(ProcessVersion draft) => db.Deals.CountAsync(d => d.Status == DealStatus.Open
        && db.Deals.Any(o => o.OwnerId == d.OwnerId && o.ProcessId == draft.ProcessId && o.Status == DealStatus.Open));

    public async Task<Message> MessageAsync(Process process, ProcessVersion draft, DateTimeOffset now, Func<int, Task>? told = null)
    {
        if (await releases.ProblemsAsync(draft) is { Count: > 0 } problems) return RolloutMessage.InTheWay(problems, process.Id);
        var impact = await preview.OfAsync(draft, now, told);
        var changes = await drafts.BasisAsync(draft) is { } basis ? StageBookDiff.Between(basis, drafts.Read(draft)) : [];
        return RolloutMessage.Preview(process, draft, changes, impact, await names.OfAsync(impact.Owners.Keys.Select(id => (Guid?)id)));
    }

    /// <summary>It comes into this message.</summary>
    public async Task AskAsync(ProcessVersion draft, Guid person, Guid message, DateTimeOffset now)
    {
        var request = await db.PreviewRequests.FindAsync(db.WorkspaceId, draft.ProcessId, person);
        if (request is null) db.PreviewRequests.Add(new PreviewRequest { WorkspaceId = db.WorkspaceId, ProcessId = draft.ProcessId, PersonId = person, MessageId = message, AskedAt = now });
        else (request.MessageId, request.AskedAt) = (message, now);
    }
}
