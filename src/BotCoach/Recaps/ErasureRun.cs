using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>
/// Goes on with what is to be erased, a few calls or some rows of one table a unit of work, so that clicks get in between; an interrupted erasure goes on
/// where the last unit committed. Who asked for it is told when it is done.
/// </summary>
internal sealed class ErasureRun(BotCoachDb db, Erasure erasure, Outbox outbox, Audit audit, PersonClocks clocks) : IChore
{
    private ErasureRequest? _read;
    private IReadOnlyList<HeardCall> _heard = [];

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithErasureAsync() is not { } workspace) return;
        db.Scope.Enter(workspace);
        _read = await db.ErasureRequests.AsNoTracking().OrderBy(e => e.AskedAt).FirstOrDefaultAsync(cancel);
        if (_read is { Step: 0 } request) _heard = await erasure.HearAsync(NameOf(request), request.Place, cancel);
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_read is not { } read || await db.TakeErasureAsync(read.Id, cancel) is not { } request) return 0;
        // another instance went on with it meanwhile: it is read again
        if (request.Revision != read.Revision) return 1;
        var (found, next) = request.Step == 0 ? await CallsAsync(request, now) : await erasure.TableAsync(NameOf(request), ErasedColumns.All[request.Step - 1], request.Place, now);
        var more = request.GoOn(next, found, await db.Calls.AnyAsync(c => c.MadeAt >= request.AskedAt, cancel));
        if (!more) await EndAsync(request, now);
        return 1;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private static ForgottenName NameOf(ErasureRequest request) => new(request.Name, request.Address);

    private async Task<(Erased, string?)> CallsAsync(ErasureRequest request, DateTimeOffset now) =>
        (await erasure.CallsAsync(NameOf(request), _heard, now), _heard.Count < Erasure.CallsAtOnce ? null : $"{_heard[^1].Id}");

    private async Task EndAsync(ErasureRequest request, DateTimeOffset now)
    {
        db.ErasureRequests.Remove(request);
        // homes may say of a deal what has been put right since
        if (request.Entries + request.Lines > 0) await clocks.AllHomesChangedAsync(now);
        var sums = $"{Wording.Count(request.Transcripts, "transcript")}, {Wording.Count(request.Lines, "line")}, {Wording.Count(request.Entries, "other entry", "other entries")}";
        var role = (await db.People.AsNoTracking().FirstAsync(p => p.Id == request.PersonId)).Role;
        audit.Did(new Actor(request.PersonId, role, "host", By.Rule), $"erased somebody of a buyer's: {sums}", db.WorkspaceId, now);
        await outbox.ShowAsync(request.PersonId, $"forgotten:{request.Id}", ErasureMessage.Done(request), now);
    }
}
