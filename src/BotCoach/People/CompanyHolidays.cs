using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.People;

/// <summary>A calendar file that was read and waits for a yes.</summary>
public sealed record OfferedDays(Guid Set, IReadOnlyList<CompanyDay> Entries, int Had);

/// <summary>
/// The company's own holidays, for an admin, in chat and console alike. Each change makes a set of its own, and the workspace names the one that holds: a
/// form that was made from another set is stale.
/// </summary>
public sealed class CompanyHolidays(BotCoachDb db, PersonClocks clocks, Audit audit)
{
    public const int MostBytes = 1_000_000;
    public const int MostEntries = 500;

    public Task<List<CompanyDay>> EntriesAsync(Guid set) => db.CompanyDays.AsNoTracking().Where(d => d.SetId == set).OrderBy(d => d.Ordinal).ToListAsync();

    /// <summary>The set that holds; null: none.</summary>
    public async Task<Guid?> SetAsync() => (await db.FoundedWorkspaceAsync()).HolidaySet;

    /// <summary>The file that waits for a yes, or null.</summary>
    public async Task<OfferedDays?> WaitingAsync()
    {
        var holds = await SetAsync();
        if (await db.CompanyDays.Where(d => d.SetId != holds).OrderByDescending(d => d.SetId).Select(d => (Guid?)d.SetId).FirstOrDefaultAsync() is not { } set) return null;
        return new(set, await EntriesAsync(set), await CountAsync(holds));
    }

    /// <summary>A file's days wait for a yes; what waited before is overtaken by them.</summary>
    public async Task<OfferedDays> OfferAsync(IReadOnlyList<IcsEntry> days, DateTimeOffset now)
    {
        var holds = await SetAsync();
        await db.CompanyDays.Where(d => d.SetId != holds).ExecuteDeleteAsync();
        var set = Guid.CreateVersion7(now);
        return new(set, Write(days, set), await CountAsync(holds));
    }

    /// <summary>These days hold from now on, and no others.</summary>
    public async Task UseAsync(Guid set, int count, Actor actor, DateTimeOffset now)
    {
        await HoldAsync(set, now);
        audit.Did(actor, $"company holidays: {count} in use", db.WorkspaceId, now);
    }

    public Task DiscardAsync(Guid set) => db.CompanyDays.Where(d => d.SetId == set).ExecuteDeleteAsync();

    /// <summary>The company keeps none of its own.</summary>
    public async Task RemoveAsync(Actor actor, DateTimeOffset now)
    {
        await HoldAsync(null, now);
        audit.Did(actor, "company holidays: removed", db.WorkspaceId, now);
    }

    /// <summary>One more, beside those that hold. False: they are others by now than the ones that were looked at.</summary>
    public async Task<bool> AddAsync(Guid? basedOn, IcsEntry day, Actor actor, DateTimeOffset now)
    {
        if (await HeldAsync(basedOn) is not { } held) return false;
        await ReplaceAsync([.. held.Select(Entry), day], now);
        audit.Did(actor, $"company holidays: one more, {Iso(day.Days)}", db.WorkspaceId, now);
        return true;
    }

    /// <summary>All that hold but one. False: they are others by now than the ones that were looked at.</summary>
    public async Task<bool> DropAsync(Guid basedOn, int ordinal, Actor actor, DateTimeOffset now)
    {
        if (await HeldAsync(basedOn) is not { } held || held.Find(d => d.Ordinal == ordinal) is not { } gone) return false;
        await ReplaceAsync([.. held.Where(d => d != gone).Select(Entry)], now);
        audit.Did(actor, $"company holidays: one less, {Iso(Entry(gone).Days)}", db.WorkspaceId, now);
        return true;
    }

    private async Task<List<CompanyDay>?> HeldAsync(Guid? basedOn)
    {
        await db.LockWorkspaceAsync();
        var holds = await db.Workspaces.Where(w => w.Id == db.WorkspaceId).Select(w => w.HolidaySet).SingleAsync();
        return holds != basedOn ? null : holds is { } set ? await EntriesAsync(set) : [];
    }

    private async Task ReplaceAsync(IReadOnlyList<IcsEntry> days, DateTimeOffset now)
    {
        var set = Guid.CreateVersion7(now);
        await HoldAsync(days.Count == 0 ? null : set, now);
        Write([.. days.OrderBy(d => d.Days.First)], set);
    }

    private async Task HoldAsync(Guid? set, DateTimeOffset now)
    {
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(to => to.SetProperty(w => w.HolidaySet, set));
        await db.CompanyDays.Where(d => d.SetId != set).ExecuteDeleteAsync();
        await clocks.CompanyCalendarChangedAsync(now);
    }

    private List<CompanyDay> Write(IReadOnlyList<IcsEntry> days, Guid set)
    {
        List<CompanyDay> rows = [.. days.Select((e, i) => new CompanyDay
        {
            WorkspaceId = db.WorkspaceId, SetId = set, Ordinal = i, Name = e.Name, FirstOn = e.Days.First, LastOn = e.Days.Last, EveryYears = e.EveryYears, UntilOn = e.Until,
        })];
        db.CompanyDays.AddRange(rows);
        return rows;
    }

    private Task<int> CountAsync(Guid? set) => set is null ? Task.FromResult(0) : db.CompanyDays.CountAsync(d => d.SetId == set);

    private static IcsEntry Entry(CompanyDay day) => new(day.Name, new DaySpan(day.FirstOn, day.LastOn), day.EveryYears, day.UntilOn);

    private static string Iso(DaySpan days) => days.First == days.Last ? $"{days.First:uuuu-MM-dd}" : $"{days.First:uuuu-MM-dd} to {days.Last:uuuu-MM-dd}";
}
