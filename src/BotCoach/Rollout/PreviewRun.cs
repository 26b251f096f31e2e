using System.Collections.Concurrent;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>Makes the previews that people wait for, one a unit of work: they are read before it begins, so that no click waits for them.</summary>
public sealed class PreviewRun(BotCoachDb db, PreviewDesk desk, Drafts drafts, Outbox outbox, ChoreRunner runner) : IChore
{
    private const int MostTries = 3;

    // one that fails again and again is not to stand in everybody's way
    private static readonly ConcurrentDictionary<(Guid, Guid, Guid), (DateTimeOffset AskedAt, int Times)> Tries = [];

    private PreviewRequest? _asked;
    private Message? _made;

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithPreviewAsync() is not { } workspace) return;
        db.Scope.Enter(workspace);
        if (await db.PreviewRequests.AsNoTracking().OrderBy(r => r.AskedAt).FirstOrDefaultAsync(cancel) is not { } asked) return;
        _asked = asked;
        var tried = Tries.AddOrUpdate((workspace, asked.ProcessId, asked.PersonId), (asked.AskedAt, 1), (_, t) => t.AskedAt == asked.AskedAt ? (t.AskedAt, t.Times + 1) : (asked.AskedAt, 1));
        _made = tried.Times > MostTries ? RolloutMessage.NoPreview(asked.ProcessId) : await MakeAsync(asked, now, cancel);
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_asked is not { } asked || _made is not { } made) return 0;
        // asked again meanwhile, or made by another instance
        if (await db.PreviewRequests.FirstOrDefaultAsync(r => r.ProcessId == asked.ProcessId && r.PersonId == asked.PersonId, cancel) is not { } request || request.AskedAt != asked.AskedAt) return 1;
        if (await outbox.FindAsync(request.MessageId) is { } message) outbox.Edit(message, made, now);
        db.PreviewRequests.Remove(request);
        Tries.TryRemove((asked.WorkspaceId, asked.ProcessId, asked.PersonId), out _);
        return 1;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>How far it is goes into the message meanwhile, each time as a small unit of work of its own.</summary>
    private async Task<Func<int, Task>> TellAsync(PreviewRequest asked, Process process, ProcessVersion draft, DateTimeOffset now, CancellationToken cancel)
    {
        var all = await desk.TouchedAsync(draft);
        return done => runner.TwiceAsync(async services =>
        {
            services.GetRequiredService<WorkspaceScope>().Enter(asked.WorkspaceId);
            var to = services.GetRequiredService<Outbox>();
            // asked again meanwhile, it comes in another message
            if (!await services.GetRequiredService<BotCoachDb>().PreviewRequests.AnyAsync(r => r.ProcessId == asked.ProcessId && r.PersonId == asked.PersonId && r.AskedAt == asked.AskedAt && r.MessageId == asked.MessageId, cancel)) return true;
            if (await to.FindAsync(asked.MessageId) is { } message) to.Edit(message, RolloutMessage.Looking(process, all, done), now);
            return true;
        }, cancel);
    }

    private async Task<Message> MakeAsync(PreviewRequest asked, DateTimeOffset now, CancellationToken cancel)
    {
        var process = await db.Processes.AsNoTracking().FirstOrDefaultAsync(p => p.Id == asked.ProcessId, cancel);
        return process is not null && await drafts.FindAsync(asked.ProcessId) is { } draft ? await desk.MessageAsync(process, draft, now, await TellAsync(asked, process, draft, now, cancel)) : Message.Of(DraftMessage.Gone, new Paragraph(DraftMessage.Gone));
    }
}
