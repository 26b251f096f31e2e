using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>
/// Reads CRMs, and writes back to them: one page, one retry or one write a unit of work. The CRM is asked before the unit begins, so that no click waits for it; how far reading is comes with what
/// was read, in one commit. What it does not answer as it should is data: it is asked again later, or a person has to look.
/// </summary>
internal sealed class CrmRun(BotCoachDb db, IEnumerable<IDealSource> sources, CrmKeys keys, CrmSteps steps) : IClaimingChore
{
    // longer than the requests of a page may take
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ImportTakes = TimeSpan.FromSeconds(30);

    private CrmLink? _read;
    private CrmStep? _step;

    public int Most { get; set; } = 1;

    public Claimed? Claimed { get; private set; }

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.TakeCrmLinkAsync(now, now + Hold) is not { } taken) return;
        db.Scope.Enter(taken.WorkspaceId);
        Claimed = new Claimed(taken.WorkspaceId, [taken.LinkId]);
        _read = await db.CrmLinks.AsNoTracking().SingleAsync(l => l.Id == taken.LinkId, cancel);
        if (!_read.Runs) return;
        // new deals wait until an import has ended, so that none is made twice; nothing is asked meanwhile, since what was written could not be written down
        if (await WaitsAsync(_read.State, cancel))
        {
            _step = new CrmStep(l => { l.NextAt = now + ImportTakes; return Task.CompletedTask; }, 0, 1, false, null);
            return;
        }
        var session = new SourceSession(keys.Read(_read), cancel);
        try
        {
            _step = await steps.NextAsync(_read, sources.First(s => s.Kind == _read.Kind), session, now);
        }
        finally
        {
            if (session.Renewed) await db.KeepCrmSecretAsync(_read.Id, _read.Secret, keys.Protect(session.Access));
        }
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_read is not { } read) return 0;
        db.Scope.Enter(read.WorkspaceId);
        var link = await db.CrmLinks.SingleAsync(l => l.Id == read.Id, cancel);
        link.TakenUntil = null;
        // somebody said something of it meanwhile: it is read again
        if (link.Revision != read.Revision || _step is not { } step)
        {
            if (!link.Runs) link.NextAt = null;
            return 1;
        }
        link.Revision++;
        link.Requests += step.Requests;
        if (await WaitsAsync(link.State, cancel))
        {
            link.NextAt = now + ImportTakes;
            return 1;
        }
        await step.WriteAsync(link);
        CrmSteps.Pace(link, step, now);
        return 1;
    }

    private async Task<bool> WaitsAsync(CrmState state, CancellationToken cancel) => state is not CrmState.Checking && await db.ImportRuns.AnyAsync(r => r.State == ImportState.Applying, cancel);

    public Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until) => db.CrmLinks.Where(l => ids.Contains(l.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(l => l.NextAt, until).SetProperty(l => l.TakenUntil, (DateTimeOffset?)null));

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => db.NextCrmDueAsync(cancel);
}

/// <summary>What was asked of a CRM, and what is written down of the answer.</summary>
/// <param name="WriteAsync">In the unit of work; it says in the link when it is looked at next.</param>
/// <param name="Requests">How many requests it took.</param>
/// <param name="PagesPerSecond">So many pages may be asked for in a second.</param>
/// <param name="IsPage">A page was asked for.</param>
/// <param name="Rest">How long the CRM asks to be left alone, though it answered.</param>
internal sealed record CrmStep(Func<CrmLink, Task> WriteAsync, int Requests, int PagesPerSecond, bool IsPage, TimeSpan? Rest);
