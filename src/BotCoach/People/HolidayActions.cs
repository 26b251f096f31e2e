using System.Text;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>
/// The company's own holidays, from a calendar file that an admin shares: look at what it would add, then use it. Each file is a set of its own, and the
/// workspace names the one that holds.
/// </summary>
public sealed class HolidayActions(BotCoachDb db, CompanyHolidays holidays, Calendars calendars, Outbox outbox, Audit audit)
{
    public static bool IsCalendar(IReadOnlyList<SharedFile> files) => files.Any(f => f.Name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase));

    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (turn.Person.Role != Role.Admin) return Reply.Words(HolidayMessage.ForAdmins);
        var workspace = await db.FoundedWorkspaceAsync();
        var entries = workspace.HolidaySet is { } set ? await holidays.EntriesAsync(set) : [];
        var today = (await calendars.OfAsync(turn.Person)).Today(turn.Now);
        await outbox.AnswerAsync(turn, HolidayMessage.Of(workspace, workspace.HolidaySet, entries, await calendars.PlacesAsync(), today));
        return Reply.None;
    }

    public async Task<Reply> FileAsync(Turn turn)
    {
        if (turn.Person.Role != Role.Admin) return Reply.Words(HolidayMessage.ForAdmins);
        if (((FileShared)turn.Inbound).Files is not [var file]) return Reply.Words(HolidayMessage.OneFile);
        var (days, fault) = await ReadAsync(file);
        if (days is null) return Reply.Words(fault!);
        var offered = await holidays.OfferAsync(days.Entries, turn.Now);
        var today = (await calendars.OfAsync(turn.Person)).Today(turn.Now);
        await outbox.ShowAsync(turn.Person.Id, $"holidays:{offered.Set}", HolidayMessage.DryRun(offered.Set, offered.Entries, days.WithHours, offered.Had, today), turn.Now);
        return Reply.None;
    }

    /// <summary>The days of a calendar file, or the sentence that says why there are none.</summary>
    public static async Task<(IcsDays? Days, string? Fault)> ReadAsync(SharedFile file)
    {
        if (file.Length > CompanyHolidays.MostBytes) return (null, HolidayMessage.TooLarge);
        var (days, fault) = IcsRules.Read(await TextAsync(file));
        if (days is null) return (null, $"{file.Name}: {fault}");
        return days.Entries.Count == 0 ? (null, HolidayMessage.NoDays(days.WithHours)) : (days, null);
    }

    public async Task<Reply> UseAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 } entries, var set)) return Reply.Words(turn.Person.Role == Role.Admin ? HolidayMessage.Gone : HolidayMessage.ForAdmins);
        await outbox.ReplaceAsync(turn, HolidayMessage.Used(entries));
        await holidays.UseAsync(set, entries.Count, turn.Actor, turn.Now);
        return Reply.None;
    }

    public async Task<Reply> DropAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 }, var set) || set == await holidays.SetAsync()) return Reply.Words(HolidayMessage.Gone);
        await holidays.DiscardAsync(set);
        await outbox.ReplaceAsync(turn, HolidayMessage.Dropped());
        return Reply.None;
    }

    public async Task<Reply> RemoveAsync(Turn turn)
    {
        if (await WaitingAsync(turn) is not ({ Count: > 0 }, var set) || set != await holidays.SetAsync()) return Reply.Words(HolidayMessage.Gone);
        await outbox.ReplaceAsync(turn, HolidayMessage.Removed());
        await holidays.RemoveAsync(turn.Actor, turn.Now);
        return Reply.None;
    }

    /// <summary>The set that is pressed, for an admin.</summary>
    private async Task<(IReadOnlyList<CompanyDay> Entries, Guid Set)> WaitingAsync(Turn turn)
    {
        if (turn.Id is not { } set) return ([], Guid.Empty);
        if (turn.Person.Role == Role.Admin) return (await holidays.EntriesAsync(set), set);
        audit.Refused(turn, "the company's holidays", set);
        return ([], set);
    }

    private static async Task<string> TextAsync(SharedFile file)
    {
        await using var stream = await file.OpenAsync(default);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
