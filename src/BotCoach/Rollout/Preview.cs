using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>
/// Replays a draft on the open deals, by the real gate, the real rules and the real brief: what would be asked anew of which deals, and what each owner's briefs
/// would say in the next week if nobody acts. It writes nothing, and holds some deals at a time. What somebody waits for is read in their own unit of work;
/// many deals by some units at once.
/// </summary>
public sealed class Preview(BotCoachDb db, StageShelf shelf, DeskReader desks, IServiceScopeFactory scopes)
{
    private const int ToldEach = 5_000;
    private const int OwnersAtOnce = 500;
    private const int MostAtWork = 4;
    private const int StretchesOfBlock = 20;

    /// <summary>To count in a whole company which words are worn costs as much as to ask it of each deal's in one of so many.</summary>
    private const int CountedAsOne = 7;

    public static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    /// <summary>So many are held at a time by each unit that reads: of more the collector copies many while they are held, of fewer there are too many trips.</summary>
    public int DealsAtOnce { get; set; } = 300;

    /// <summary>More than these are read by several units.</summary>
    public int DealsOfOneUnit { get; set; } = PreviewDesk.MostAtOnce;

    /// <param name="told">Is told now and then how many deals were looked at.</param>
    public async Task<Impact> OfAsync(ProcessVersion draft, DateTimeOffset now, Func<int, Task>? told = null)
    {
        var replay = new Replay(draft, (await shelf.PilotsAsync()).FirstOrDefault(v => v.ProcessId == draft.ProcessId), now);
        var rows = await RowsAsync(draft.ProcessId);
        var weeks = await WeeksAsync(rows, now);
        var stretches = await StretchesAsync(rows);
        var made = rows.Count > DealsOfOneUnit ? await ManyAsync(stretches, replay, weeks, told) : await ReplayedAsync(desks, stretches, replay, weeks, null);
        return new Impact(made.Sum(m => m.Deals), made.Sum(m => m.Moved), [.. made.SelectMany(m => m.Struck)], weeks.ToDictionary(w => w.Key, w => w.Value.Sum()));
    }

    /// <summary>What the next brief of each of these people would say if nobody acts, also where their team is not on yet.</summary>
    public async Task<IReadOnlyList<(DeskAhead Desk, DateTimeOffset At, BriefChoice Choice)>> NextBriefsAsync(Guid[] owners, DateTimeOffset now) =>
        [.. from desk in await desks.DesksAsync(owners, now)
            let open = desk with { Person = desk.Person with { Hushed = desk.Person.Hushed with { IsOff = false } } }
            let first = open.First(now)
            select (open, first.At, first.Choice)];

    /// <summary>The deals that are looked at, in the order of their ids: all open ones of whoever has one in this process.</summary>
    private async Task<IReadOnlyList<Row>> RowsAsync(Guid processId)
    {
        var owners = await db.Deals.AsNoTracking().Where(d => d.ProcessId == processId && d.Status == DealStatus.Open).Select(d => d.OwnerId).Distinct().ToListAsync();
        return await db.Deals.AsNoTracking().Where(d => d.Status == DealStatus.Open && owners.Contains(d.OwnerId)).OrderBy(d => d.Id)
            .Select(d => new Row(d.Id, d.OwnerId, d.Amount, d.Triage)).ToListAsync();
    }

    private async Task<IReadOnlyDictionary<Guid, WeekAhead>> WeeksAsync(IReadOnlyList<Row> rows, DateTimeOffset now)
    {
        var (weeks, ofOwners) = (new Dictionary<Guid, WeekAhead>(), rows.ToLookup(r => r.OwnerId));
        foreach (var some in ofOwners.Select(o => o.Key).Chunk(OwnersAtOnce))
            foreach (var (id, person) in await desks.PeopleAsync(some, now))
                weeks[id] = new WeekAhead(person, ofOwners[id].Where(r => r.Triage != Triage.Waiting).Select(r => r.Amount), now, now + Ahead);
        return weeks;
    }

    private async Task<List<DealStretch>> StretchesAsync(IReadOnlyList<Row> rows)
    {
        var (stretches, before) = (new List<DealStretch>(), Guid.Empty);
        foreach (var block in rows.Select(r => r.Id).Chunk(DealsAtOnce * StretchesOfBlock))
        {
            var isDense = !await db.LieFurtherApartAsync(before, block[^1], block.Length * 2);
            foreach (var some in block.Chunk(DealsAtOnce))
            {
                stretches.Add(new DealStretch(before, some, isDense));
                before = some[^1];
            }
        }
        return stretches;
    }

    private async Task<IReadOnlyList<Part>> ManyAsync(List<DealStretch> stretches, Replay replay, IReadOnlyDictionary<Guid, WeekAhead> weeks, Func<int, Task>? told)
    {
        var worn = await WornAsync(stretches.Sum(s => s.Ids.Count));
        var (made, looked, next) = (new Part[stretches.Count], 0, -1);
        using var telling = new SemaphoreSlim(1);
        await Parallel.ForAsync(0, Math.Min(Environment.ProcessorCount, MostAtWork), async (_, cancel) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(db.WorkspaceId);
            var reader = scope.ServiceProvider.GetRequiredService<DeskReader>();
            while (Interlocked.Increment(ref next) is var at && at < stretches.Count && !cancel.IsCancellationRequested)
            {
                made[at] = (await ReplayedAsync(reader, [stretches[at]], replay, weeks, worn))[0];
                if (told is not null) await TellAsync(stretches[at].Ids.Count);
            }
        });
        return made;

        async Task TellAsync(int more)
        {
            await telling.WaitAsync();
            try
            {
                looked += more;
                if (looked / ToldEach > (looked - more) / ToldEach) await told(looked);
            }
            finally
            {
                telling.Release();
            }
        }
    }

    private static async Task<List<Part>> ReplayedAsync(DeskReader reader, IReadOnlyList<DealStretch> stretches, Replay replay, IReadOnlyDictionary<Guid, WeekAhead> weeks, IReadOnlyList<string>? worn)
    {
        var parts = new List<Part>();
        foreach (var stretch in stretches)
        {
            var (deals, moved, struck) = (0, 0, new List<DealImpact>());
            foreach (var (open, said) in await reader.DealsAsync(stretch, worn))
            {
                // handed over since to somebody who is not looked at
                if (!weeks.TryGetValue(open.Deal.OwnerId, out var week)) continue;
                var then = replay.Of(open);
                (deals, moved) = (deals + (then.IsAimed ? 1 : 0), moved + (then.HasMoved ? 1 : 0));
                if (then.Hit is { } hit) struck.Add(hit);
                week.Take(then.Deal, said);
            }
            parts.Add(new Part(deals, moved, struck));
        }
        return parts;
    }

    /// <summary>The words that stand on too many deals; null where it costs less to ask it of each deal's own.</summary>
    private async Task<IReadOnlyList<string>?> WornAsync(int deals) =>
        await db.HasMoreDealsAsync(deals * CountedAsOne) ? null : await db.WornKeysAsync(Placeholders.SameOnTooMany);

    private sealed record Row(Guid Id, Guid OwnerId, decimal? Amount, Triage Triage);

    private sealed record Part(int Deals, int Moved, IReadOnlyList<DealImpact> Struck);
}
