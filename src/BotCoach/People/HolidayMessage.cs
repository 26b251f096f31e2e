using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People.Holidays;
using NodaTime;

namespace BotCoach.People;

/// <summary>The words of the company's own holidays.</summary>
public static class HolidayMessage
{
    private const int Shown = 12;
    private const int LastMonths = 10;

    public const string ForAdmins = "Only an admin can change the company's holidays. Your own days off: type off.";
    public const string Gone = "That file is not waiting any more. Share it again.";
    public const string Stale = "Somebody changed the company’s holidays meanwhile. Nothing of yours was saved: look at them again.";
    public const string OneFile = "One calendar file at a time, please: it takes the place of the one before.";
    public const string TooLarge = "That calendar file is larger than 1 MB. A file of holidays is smaller: export them alone.";

    public static string NoDays(int withHours) => withHours == 0
        ? "There is no entry in that calendar file."
        : $"There is no entry of whole days in that calendar file: {Wording.Count(withHours, "entry has", "entries have")} an hour.";

    /// <summary>What a file would add: nothing changes before it is pressed.</summary>
    public static Message DryRun(Guid set, IReadOnlyList<CompanyDay> entries, int withHours, int had, LocalDate today)
    {
        List<Block> blocks = [new Heading("Company holidays"), new Paragraph("On these days nobody gets a brief, and they count as no working days:"), .. Coming(entries, today)];
        if (withHours > 0) blocks.Add(new Paragraph($"{Wording.Count(withHours, "entry has", "entries have")} an hour and {(withHours == 1 ? "is" : "are")} left out.", Quiet: true));
        if (had > 0) blocks.Add(new Paragraph($"They take the place of the {Wording.Count(had, "entry", "entries")} that you have now.", Quiet: true));
        blocks.Add(Buttons.Of(new Button("Use these days", "holidays.use", $"{set}", Look.Main), new Button("Discard", "holidays.drop", $"{set}")));
        return new Message($"{Wording.Count(entries.Count, "holiday", "holidays")} in the file. Nothing has changed yet.", blocks);
    }

    /// <summary>What stands, with the way to change it.</summary>
    public static Message Of(Workspace workspace, Guid? set, IReadOnlyList<CompanyDay> entries, IReadOnlyCollection<string> places, LocalDate today)
    {
        var country = HolidayBook.NameOf(workspace.Country) ?? "no country is chosen";
        List<Block> blocks = [new Heading("Company holidays"), new Facts([new Fact("Public holidays", country), new Fact("Your own", entries.Count == 0 ? "none" : Wording.Count(entries.Count, "entry", "entries"))])];
        if (entries.Count > 0) blocks.AddRange(Coming(entries, today));
        if (Unannounced(places, today) is { } unknown) blocks.Add(new Paragraph($"{unknown} A calendar file with them puts that right."));
        blocks.Add(new Paragraph($"The country is in your {Text.Type("settings")}. For days of your own, drop a calendar file (.ics) into our chat.", Quiet: true));
        if (set is not null) blocks.Add(Buttons.Of(new Button("Remove them", "holidays.remove", $"{set}", Look.Careful)));
        return new Message("Your company's holidays.", blocks);
    }

    public static Message Used(IReadOnlyList<CompanyDay> entries) => Message.Say($"{Wording.Count(entries.Count, "company holiday is", "company holidays are")} kept from now on. Type {Text.Type("holidays")} to see them.");

    public static Message Dropped() => Message.Say("Discarded. Nothing has changed.");

    public static Message Removed() => Message.Say("Your company's own holidays are removed.");

    /// <summary>The holidays that nobody has announced yet for this year, and towards its end for the next, in a sentence; null where all are known.</summary>
    public static string? Unannounced(IEnumerable<string> places, LocalDate today)
    {
        int[] years = today.Month >= LastMonths ? [today.Year, today.Year + 1] : [today.Year];
        var missing = places.Distinct().SelectMany(p => years.Select(y => (Place: p, Year: y, Names: HolidayBook.Unknown(p, y)))).Where(m => m.Names.Count > 0)
            .Select(m => $"{Wording.List(m.Names)} {m.Year} in {HolidayBook.NameOf(m.Place)}").ToList();
        return missing.Count == 0 ? null : $"I do not know yet when these are, so I do not keep them: {string.Join("; ", missing)}.";
    }

    private static IEnumerable<Block> Coming(IReadOnlyList<CompanyDay> entries, LocalDate today)
    {
        var coming = entries.SelectMany(e => Enumerable.Range(today.Year, 2).SelectMany(e.In).Distinct().Where(s => s.Last >= today).Take(1).Select(s => (Span: s, Entry: e)))
            .OrderBy(c => c.Span.First).ToList();
        if (coming.Count == 0) yield return new Paragraph("None of them lies ahead of today, in this year or the next.");
        else yield return new Rows([.. coming.Take(Shown).Select(c => new Row(new Text([Text.Strong(AwayMessage.Span(c.Span, today)), new Plain($" · {c.Entry.Name}{Every(c.Entry)}")]), []))]);
        if (coming.Count > Shown) yield return new Paragraph($"…and {coming.Count - Shown} more.", Quiet: true);
    }

    private static string Every(CompanyDay day) => day.EveryYears switch { 0 => "", 1 => ", every year", var years => $", every {years} years" };
}
