using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Home;

/// <summary>What stands on a person's home, as it is now.</summary>
public sealed record HomeView(DayView Day, Workspace Workspace, WorkCalendar Calendar, DateTimeOffset Now, string? Unannounced, HomeSteps Steps, IReadOnlyList<HomeChecklist> Checklists)
{
    public Person Reader => Day.Reader;
}

/// <summary>The deals whose next step is due soon, the first few of so many.</summary>
public sealed record HomeSteps(IReadOnlyList<Deal> First, int All, IReadOnlyDictionary<Guid, string> Names);

/// <summary>A deal's checklist on the home: which of what its stage requires is still missing.</summary>
public sealed record HomeChecklist(Deal Deal, string Stage, int Asked, IReadOnlyList<string> Missing);

/// <summary>Reads a home with a fixed number of queries: whose day it is, what is due, and what could be walked today.</summary>
public sealed class HomeReading(BotCoachDb db, DayReading day, DealFiles files, PeopleNames names, Calendars calendars)
{
    public const int StepsShown = 6;
    public const int ChecklistsShown = 3;
    private const int DaysAhead = 3;

    // Some of what is opened has nothing missing and is left out.
    private const int ChecklistsOpened = 8;

    public async Task<HomeView> OfAsync(Person person, DateTimeOffset now)
    {
        var calendar = await calendars.OfAsync(person);
        var today = calendar.Today(now);
        var soon = calendar.AddWorkingDays(today, DaysAhead);
        var workspace = await db.FoundedWorkspaceAsync();
        return new HomeView(await day.OfAsync(person, today), workspace, calendar, now, await UnannouncedAsync(person, today), await StepsAsync(person, today, soon), await ChecklistsAsync(person, today, soon, now));
    }

    /// <summary>What an admin has to know of the holidays of everybody here.</summary>
    private async Task<string?> UnannouncedAsync(Person person, LocalDate today) =>
        person.Role == Role.Admin ? HolidayMessage.Unannounced(await calendars.PlacesAsync(), today) : null;

    private async Task<HomeSteps> StepsAsync(Person person, LocalDate today, LocalDate soon)
    {
        var due = (await day.WorkedAsync(person, today)).Where(d => d.NextStep != null && d.NextStepOn >= today && d.NextStepOn <= soon);
        var first = await due.AsNoTracking().OrderBy(d => d.NextStepSide == Side.Buyer ? 1 : 0).ThenBy(d => d.NextStepOn).ThenBy(d => d.Id).Take(StepsShown).ToListAsync();
        var all = first.Count < StepsShown ? first.Count : await due.CountAsync();
        return new HomeSteps(first, all, await names.OfAsync(first.Select(d => (Guid?)d.OwnerId)));
    }

    /// <summary>Of the person's own deals: first those whose walk has begun, then those with a step due, then the most valuable.</summary>
    private async Task<IReadOnlyList<HomeChecklist>> ChecklistsAsync(Person person, LocalDate today, LocalDate soon, DateTimeOffset now)
    {
        var own = await (await day.WorkedAsync(person, today)).Where(d => d.OwnerId == person.Id)
            .OrderBy(d => db.WalkPlaces.Any(w => w.DealId == d.Id && w.PersonId == person.Id) ? 0 : d.NextStep != null && d.NextStepOn <= soon ? 1 : 2)
            .ThenByDescending(d => (double?)d.Amount ?? 0).ThenBy(d => d.Id).Take(ChecklistsOpened).ToListAsync();
        return [.. (await files.OpenAsync(own)).Select(f => Open(f, now)).OfType<HomeChecklist>().Take(ChecklistsShown)];
    }

    private static HomeChecklist? Open(DealFile file, DateTimeOffset now)
    {
        var asked = Checklist.Of(file, file.Today(now), now).Items.Where(i => i.Criterion.Required).ToList();
        var missing = asked.Where(i => i.IsOpen).Select(i => i.Criterion.Text).ToList();
        return missing.Count == 0 ? null : new HomeChecklist(file.Deal, file.Stage?.Name ?? file.Deal.StageId, asked.Count, missing);
    }
}
