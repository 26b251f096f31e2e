using BotCoach.Channels;
using BotCoach.People;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin.Pages;

/// <summary>The days on which the company is closed: a list, a day more or less, or a calendar file.</summary>
public sealed class HolidaysModel(CompanyHolidays holidays, Calendars calendars) : ConsolePage
{
    public const int MostShown = 30;
    private const string Path = "/admin/people/holidays";
    private const int MostName = 120;
    private const int LongestDays = 60;

    public override Role Needs => Role.Admin;

    public Guid? Set { get; private set; }
    public IReadOnlyList<CompanyDay> Entries { get; private set; } = [];
    public OfferedDays? Waiting { get; private set; }
    public string? Unannounced { get; private set; }
    public FormView View { get; private set; } = null!;

    public Task OnGetAsync() => ShowAsync(null);

    public async Task<IActionResult> OnPostAddAsync(Guid? set)
    {
        var typed = FormView.Read(Request.Form);
        if (Read(typed) is not { } day) return await ShowAsync(typed);
        return Say(await holidays.AddAsync(set, day, Visitor.Actor, Visitor.Now) ? $"{day.Name} is kept from now on." : HolidayMessage.Stale, Path);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid set, int ordinal) =>
        Say(await holidays.DropAsync(set, ordinal, Visitor.Actor, Visitor.Now) ? "That day is removed." : HolidayMessage.Stale, Path);

    public async Task<IActionResult> OnPostFileAsync(IFormFile? file)
    {
        if (file is null) return Say("Choose a calendar file first.", Path);
        var (days, fault) = await HolidayActions.ReadAsync(new SharedFile(file.FileName, file.Length, _ => Task.FromResult(file.OpenReadStream())));
        if (days is null) return Say(fault!, Path);
        await holidays.OfferAsync(days.Entries, Visitor.Now);
        return LocalRedirect(Path);
    }

    public async Task<IActionResult> OnPostUseAsync(Guid set)
    {
        if (await holidays.WaitingAsync() is not { } waiting || waiting.Set != set) return Say(HolidayMessage.Gone, Path);
        await holidays.UseAsync(set, waiting.Entries.Count, Visitor.Actor, Visitor.Now);
        return Say(HolidayMessage.Used(waiting.Entries).Fallback.Split(". ")[0] + ".", Path);
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid set)
    {
        if (await holidays.WaitingAsync() is { } waiting && waiting.Set == set) await holidays.DiscardAsync(set);
        return Say("Discarded. Nothing has changed.", Path);
    }

    /// <summary>"2026-12-24 to 2026-12-31 · Winter break, every year".</summary>
    public static string Line(CompanyDay day)
    {
        var iso = LocalDatePattern.Iso;
        var span = day.FirstOn == day.LastOn ? iso.Format(day.FirstOn) : $"{iso.Format(day.FirstOn)} to {iso.Format(day.LastOn)}";
        return $"{span} · {day.Name}{day.EveryYears switch { 0 => "", 1 => ", every year", var years => $", every {years} years" }}";
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyDictionary<string, string>? typed)
    {
        Set = Visitor.Workspace.HolidaySet;
        Entries = Set is { } set ? await holidays.EntriesAsync(set) : [];
        Waiting = await holidays.WaitingAsync();
        Unannounced = HolidayMessage.Unannounced(await calendars.PlacesAsync(), Visitor.Today);
        View = new FormView(DayForm, Errors, typed);
        return Page();
    }

    private static Form DayForm { get; } = new("add-day", "Add a day",
    [
        new TextField("name", "What it is called"), new DateField("first", "Day, or the first one"), new DateField("last", "Last day") { Optional = true, Hint = "Empty: one day." },
        new ChoiceField("every", "How often", [new("0", "Once"), new("1", "Every year")]) { Value = "0" },
    ]);

    private IcsEntry? Read(IReadOnlyDictionary<string, string> typed)
    {
        var errors = new Dictionary<string, string>();
        var name = typed.GetValueOrDefault("name", "").Trim();
        if (name.Length is 0 or > MostName) errors["name"] = $"Give it a name of at most {MostName} characters.";
        var first = DayOf("first");
        var last = typed.GetValueOrDefault("last", "").Length == 0 ? first : DayOf("last");
        if (first is { } from && last is { } to && (to < from || Period.DaysBetween(from, to) > LongestDays)) errors["last"] = $"The last day lies at or after the first, and at most {LongestDays} days after it.";
        Errors = errors;
        return errors.Count > 0 ? null : new IcsEntry(name, new DaySpan(first!.Value, last!.Value), typed.GetValueOrDefault("every") == "1" ? 1 : 0, null);

        LocalDate? DayOf(string field)
        {
            if (LocalDatePattern.Iso.Parse(typed.GetValueOrDefault(field, "")) is { Success: true, Value.Year: > 1990 and < 2200 } read) return read.Value;
            errors[field] = "Choose a day.";
            return null;
        }
    }
}
