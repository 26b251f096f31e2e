using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People.Holidays;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>A person's own zone, hours and days: shown, and changed in a form. What follows from them is asked for again at once.</summary>
public sealed class SettingsActions(BotCoachDb db, Calendars calendars, PersonClocks clocks, Outbox outbox, Audit audit)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, await CardAsync(turn, await db.FoundedWorkspaceAsync()));
        return Reply.None;
    }

    /// <summary>The form, which remembers the card that it was opened from; a home is nobody's card, and is written anew by itself.</summary>
    public async Task<Reply> ChangeAsync(Turn turn) => new OpenForm(SettingsMessage.Form(
        turn.Person, await db.FoundedWorkspaceAsync(), await calendars.OfAsync(turn.Person), turn.Now, (await outbox.PressedAsync(turn))?.Id.ToString() ?? ""));

    public async Task<Reply> ChangedAsync(Turn turn)
    {
        var (person, workspace) = (turn.Person, await db.FoundedWorkspaceAsync());
        var (said, errors) = SettingsRules.Read(turn.Field, (await calendars.OfAsync(person)).Today(turn.Now));
        if (said is null) return new FormErrors(errors);
        var isMoved = person.DaysOff != said.DaysOff;
        var isNew = said with { DaysOff = null } != new OwnTime(person.Zone, person.WorkStart, person.WorkEnd, person.WorkDays, person.Country, null);
        Keep(person, said, workspace);
        var company = person.Role == Role.Admin ? await CompanyAsync(person, turn, workspace) : workspace;
        if (turn.Id is { } id && await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == person.Id) is { } card)
            outbox.Edit(card, await CardAsync(turn, company), turn.Now);
        if (company != workspace) await clocks.CompanyCalendarChangedAsync(turn.Now);
        else if (isNew) await clocks.CalendarChangedAsync(person.Id, turn.Now);
        else if (isMoved) await clocks.AwayChangedAsync(person.Id, turn.Now, isSooner: true);
        return Reply.None;
    }

    /// <summary>Another country has other working days, unless the person has chosen days of their own.</summary>
    private static void Keep(Person person, OwnTime said, Workspace workspace)
    {
        var (before, after) = (HolidayBook.UsualDays(person.Country ?? workspace.Country), HolidayBook.UsualDays(said.Country ?? workspace.Country));
        // A zone that stands there unchanged is not chosen by that.
        if (said.Zone != person.Zone) (person.Zone, person.ZoneIsChosen) = (said.Zone, said.Zone is not null);
        (person.WorkStart, person.WorkEnd) = (said.Start, said.End);
        person.WorkDays = said.Days == person.WorkDays && person.WorkDays == before ? after : said.Days;
        (person.Country, person.DaysOff) = (said.Country, said.DaysOff);
    }

    /// <summary>The workspace as it is now: its country goes for everybody who chose none, and so do its usual days.</summary>
    private async Task<Workspace> CompanyAsync(Person admin, Turn turn, Workspace workspace)
    {
        if (turn.Field(SettingsRules.CompanyCountry) is not { } chosen) return workspace;
        var country = HolidayBook.NameOf(chosen) is null ? null : chosen;
        if (country == workspace.Country) return workspace;
        var (before, after) = (HolidayBook.UsualDays(workspace.Country), HolidayBook.UsualDays(country));
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(w => w.Country, country));
        audit.Did(turn.Actor, $"company's country: {workspace.Country ?? "none"} → {country ?? "none"}", db.WorkspaceId, turn.Now);
        await db.People.Where(p => p.Id != admin.Id && p.Country == null && p.WorkDays == before).ExecuteUpdateAsync(set => set.SetProperty(p => p.WorkDays, after));
        if (admin.Country is null && admin.WorkDays == before) admin.WorkDays = after;
        return workspace.In(country);
    }

    private async Task<Message> CardAsync(Turn turn, Workspace workspace) =>
        SettingsMessage.Of(turn.Person, workspace, WorkCalendar.Of(turn.Person, workspace, await calendars.CompanyAsync()), turn.Now);
}
