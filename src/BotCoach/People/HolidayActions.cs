using System.Text;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>
/// The company's own holidays, from a calendar file that an admin shares: look at what it would add, then use it. Each file is a set of its own, and the
/// workspace names the one that holds.
/// </summary>
public sealed class HolidayActions(BotCoachDb db, Calendars calendars, PersonClocks clocks, Outbox outbox, Audit audit)
{
    private const int MostBytes = 1_000_000;

    public static bool IsCalendar(IReadOnlyList<SharedFile> files) => files.Any(f => f.Name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase));

    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (turn.Person.Role != Role.Admin) return Reply.Words(HolidayMessage.ForAdmins);
        var workspace = await db.FoundedWorkspaceAsync();
        var entries = workspace.HolidaySet is { } set ? await EntriesAsync(set) : [];
        var today = (await calendars.OfAsync(turn.Person)).Today(turn.Now);
        await outbox.AnswerAsync(turn, HolidayMessage.Of(workspace, workspace.HolidaySet, entries, await calendars.PlacesAsync(), today));
        return Reply.None;
    }

    public async Task<Reply> FileAsync(Turn turn)
    {
        if (turn.Person.Role != Role.Admin) return Reply.Words(HolidayMessage.ForAdmins);
        if (((FileShared)turn.Inbound).Files is not [var file]) return Reply.Words(HolidayMessage.OneFile);
        if (file.Length > MostBytes) return Reply.Words(HolidayMessage.TooLarge);
        var (days, fault) = IcsRules.Read(await TextAsync(file));
        if (days is null) return Reply.Words($"{file.Name}: {fault}");
        if (days.Entries.Count == 0) return Reply.Words(HolidayMessage.NoDays(days.WithHours));
        var workspace = await db.FoundedWorkspaceAsync();
        // What waited for a yes is overtaken by this file.
        await db.CompanyDays.Where(d => d.SetId != workspace.HolidaySet).ExecuteDeleteAsync();
        var set = Guid.CreateVersion7(turn.Now);
        List<CompanyDay> entries = [.. days.Entries.Select((e, i) => Row(e, set, i))];
        db.CompanyDays.AddRange(entries);
        var had = workspace.HolidaySet is { } old ? await db.CompanyDays.CountAsync(d => d.SetId == old) : 0;
        var today = (await calendars.OfAsync(turn.Person)).Today(turn.Now);
        await outbox.ShowAsync(turn.Person.Id, $"holidays:{set}", HolidayMessage.DryRun(set, entries, days.WithHours, had, today), turn.Now);
        return Reply.None;
    }

    public async Task<Reply> UseAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 } entries, var set)) return Reply.Words(turn.Person.Role == Role.Admin ? HolidayMessage.Gone : HolidayMessage.ForAdmins);
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(to => to.SetProperty(w => w.HolidaySet, set));
        await db.CompanyDays.Where(d => d.SetId != set).ExecuteDeleteAsync();
        await outbox.ReplaceAsync(turn, HolidayMessage.Used(entries));
        await clocks.CompanyCalendarChangedAsync(turn.Now);
        return Reply.None;
    }

    public async Task<Reply> DropAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 }, var set) || set == (await db.FoundedWorkspaceAsync()).HolidaySet) return Reply.Words(HolidayMessage.Gone);
        await db.CompanyDays.Where(d => d.SetId == set).ExecuteDeleteAsync();
        await outbox.ReplaceAsync(turn, HolidayMessage.Dropped());
        return Reply.None;
    }

    public async Task<Reply> RemoveAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 }, var set) || set != (await db.FoundedWorkspaceAsync()).HolidaySet) return Reply.Words(HolidayMessage.Gone);
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(to => to.SetProperty(w => w.HolidaySet, (Guid?)null));
        await db.CompanyDays.Where(d => d.SetId == set).ExecuteDeleteAsync();
        await outbox.ReplaceAsync(turn, HolidayMessage.Removed());
        await clocks.CompanyCalendarChangedAsync(turn.Now);
        return Reply.None;
    }

    /// <summary>The set that is pressed, for an admin.</summary>
    private async Task<(IReadOnlyList<CompanyDay> Entries, Guid Set)> WaitingAsync(Turn turn)
    {
        if (turn.Id is not { } set) return ([], Guid.Empty);
        if (turn.Person.Role == Role.Admin) return (await EntriesAsync(set), set);
        audit.Refused(turn, "the company's holidays", set);
        return ([], set);
    }

    private Task<List<CompanyDay>> EntriesAsync(Guid set) => db.CompanyDays.AsNoTracking().Where(d => d.SetId == set).OrderBy(d => d.Ordinal).ToListAsync();

    private CompanyDay Row(IcsEntry entry, Guid set, int ordinal) => new()
    {
        WorkspaceId = db.WorkspaceId, SetId = set, Ordinal = ordinal, Name = entry.Name, FirstOn = entry.Days.First, LastOn = entry.Days.Last,
        EveryYears = entry.EveryYears, UntilOn = entry.Until,
    };

    private static async Task<string> TextAsync(SharedFile file)
    {
        await using var stream = await file.OpenAsync(default);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
