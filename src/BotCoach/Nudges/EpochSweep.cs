using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>
/// Judges again what was judged before rules, holidays, zones or a process changed: a company's deals in the order of their ids, a few thousand a unit of
/// work, from the place where the one before it committed. Where the same is true as before, nothing is written. What is due by time does not wait for it.
/// </summary>
public sealed class EpochSweep(BotCoachDb db, IServiceScopeFactory scopes, Calendars calendars, NudgeLedger ledger) : IClaimingChore
{
    private const int Chunks = 40;

    /// <summary>What a unit of work gives to the ledger at most before it ends: a click may wait for one of those deals.</summary>
    private const int MostTold = 200;

    private EpochChunk? _chunk;
    private IReadOnlyList<Guid> _told = [];
    private int? _most;

    public int Most { get => _most ?? (db is SqliteDb ? 200 : 500); set => _most = value; }

    public Claimed? Claimed => AtWork is { Count: > 0 } ids ? new Claimed(db.WorkspaceId, ids) : null;

    private IReadOnlyList<Guid> AtWork => _chunk is null ? _told : [.. _chunk.Asked.Keys];

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.ClaimEpochPlaceAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var (place, epoch) = (await db.EpochPlaces.SingleAsync(cancel), await calendars.EpochAsync());
        if (place.Epoch == epoch) return await GoOnAsync(place, now);
        await db.AwaitOlderJudgesAsync();
        place.Begin(epoch);
        return 1;
    }

    /// <summary>It is of this epoch then, and due once more.</summary>
    public async Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => await db.PutOffDealsAsync(ids, until, await calendars.EpochAsync());

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private async Task<int> GoOnAsync(EpochPlace place, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(place.WorkspaceId);
        var reader = scope.ServiceProvider.GetRequiredService<EpochReader>();
        var (chunks, done) = (_most is null && db is not SqliteDb ? Chunks : 1, 0);
        var told = new List<Guid>();
        var (chunk, reading) = Begin(reader, place, now);
        try
        {
            for (var n = 1; ; n++)
            {
                _chunk = chunk;
                await reading;
                var read = chunk;
                (place.DealId, done) = (read.End ?? place.DealId, done + read.Dues.Count);
                var isEnd = read.IsLast || n == chunks || told.Count >= MostTold;
                if (!isEnd) (chunk, reading) = Begin(reader, place, now);
                told.AddRange(await WriteAsync(read, place.Epoch, now));
                if (isEnd) break;
            }
        }
        finally
        {
            // nobody closes the connection under a reader
            await Task.WhenAny(reading);
        }
        // once for all of them: what the ledger costs besides its deals is as much for a few as for many
        (_chunk, _told) = (null, told);
        await ledger.JudgeAsync(await db.ClaimDealsAsync(told), now);
        if (!chunk.IsLast) return done;
        place.DealId = null;
        reader.End();
        return done + 1;
    }

    private (EpochChunk, Task) Begin(EpochReader reader, EpochPlace place, DateTimeOffset now)
    {
        var (chunk, after, epoch, most) = (new EpochChunk(), place.DealId!.Value, place.Epoch, Most);
        return (chunk, Task.Run(() => reader.ReadAsync(chunk, after, most, epoch, now)));
    }

    /// <summary>Writes what is true now and was not before; returns the deals that are the ledger's.</summary>
    private async Task<IEnumerable<Guid>> WriteAsync(EpochChunk chunk, long epoch, DateTimeOffset now)
    {
        var changes = chunk.Judge(now).ToList();
        var silent = changes.Where(c => !c.Change.IsTold).ToList();
        var moved = await db.MoveDueAsync([.. silent.Select(c => new MovedRow(c.Due, c.Change.NextAt))], epoch);
        await db.HoldAsync([.. silent.Where(c => c.Change.Held.Count > 0 && moved.Contains(c.Deal.Id)).SelectMany(c => c.Change.Held)]);
        return changes.Where(c => c.Change.IsTold).Select(c => c.Deal.Id);
    }
}
