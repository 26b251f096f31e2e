using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.People;

/// <summary>What a calendar file says of days: each entry that lasts whole days, and how many have an hour and are left out.</summary>
public sealed record IcsDays(IReadOnlyList<IcsEntry> Entries, int WithHours);

/// <summary>An entry of whole days, once or every so many years.</summary>
public sealed record IcsEntry(string Name, DaySpan Days, int EveryYears, LocalDate? Until);

/// <summary>Reads a calendar file (RFC 5545): entries of whole days, also several in a row, also yearly. What it does not understand is said with its line.</summary>
public static partial class IcsRules
{
    public const int MostEntries = 1_000;
    private const int MostDaysOfEntry = 62;
    private const int MostName = 100;
    private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    public static (IcsDays? Days, string? Fault) Read(string text)
    {
        try
        {
            return (Entries(Unfold(text)), null);
        }
        catch (IcsFault fault)
        {
            return (null, fault.Message);
        }
    }

    private static IcsDays Entries(List<Line> lines)
    {
        if (lines.Count == 0 || lines[0].Name != "BEGIN" || !Is(lines[0].Value, "VCALENDAR")) throw new IcsFault("This is no calendar file: its first line is not BEGIN:VCALENDAR.");
        var (entries, withHours, open) = (new List<IcsEntry>(), 0, new Stack<Line>());
        Dictionary<string, Line> own = [];
        foreach (var line in lines)
        {
            if (line.Name == "BEGIN")
            {
                if (Is(line.Value, "VEVENT")) own = [];
                open.Push(line);
            }
            else if (line.Name == "END")
            {
                if (open.Count == 0 || !Is(open.Pop().Value, line.Value)) throw line.Fault($"END:{line.Value} closes nothing that is open");
                if (!Is(line.Value, "VEVENT") || (own.TryGetValue("STATUS", out var status) && Is(status.Value, "CANCELLED"))) continue;
                if (Entry(own, line) is { } entry) entries.Add(entry);
                else withHours++;
                if (entries.Count > MostEntries) throw line.Fault($"there are more than {MostEntries} entries; a file of holidays has fewer");
            }
            else if (open.TryPeek(out var inside) && Is(inside.Value, "VEVENT")) own[line.Name] = line;
        }
        if (open.Count > 0) throw open.Peek().Fault($"what begins here is not closed: the file ends before END:{open.Peek().Value}");
        return new IcsDays(entries, withHours);
    }

    /// <summary>Null for one with an hour.</summary>
    private static IcsEntry? Entry(Dictionary<string, Line> own, Line end)
    {
        if (!own.TryGetValue("DTSTART", out var start)) throw end.Fault("the entry that ends here has no DTSTART");
        if (start.Value.Contains('T')) return null;
        foreach (var name in (string[])["EXDATE", "RDATE", "RECURRENCE-ID"])
            if (own.TryGetValue(name, out var line)) throw line.Fault($"single days of a repeated entry ({name}) are more than I understand. Write each year as an entry of its own");
        var first = Date(start);
        var last = Last(own, first);
        if (last < first) throw start.Fault("the entry ends before it begins");
        if (Period.DaysBetween(first, last) >= MostDaysOfEntry) throw start.Fault($"the entry lasts longer than {MostDaysOfEntry} days");
        var title = own.TryGetValue("SUMMARY", out var summary) ? Chat.Wording.Short(Plain(summary.Value), MostName) : "";
        var (every, until) = own.TryGetValue("RRULE", out var rule) ? Repeat(rule, first) : (0, null);
        return new IcsEntry(title.Length > 0 ? title : "Company holiday", new DaySpan(first, last), every, until);
    }

    // A DTEND is the day after the last.
    private static LocalDate Last(Dictionary<string, Line> own, LocalDate first)
    {
        if (own.TryGetValue("DTEND", out var end)) return Date(end) is var after && after == first ? first : after.PlusDays(-1);
        if (!own.TryGetValue("DURATION", out var lasts)) return first;
        if (Length().Match(lasts.Value) is not { Success: true } length) throw lasts.Fault($"“{Chat.Wording.Short(lasts.Value, 40)}” is no number of whole days, like P3D");
        var number = int.Parse(length.Groups[1].Value, CultureInfo.InvariantCulture) * (length.Groups[2].Value == "W" ? 7 : 1);
        return first.PlusDays(Math.Max(1, number) - 1);
    }

    private static (int Every, LocalDate? Until) Repeat(Line rule, LocalDate first)
    {
        var parts = rule.Value.ToUpperInvariant().Split(';').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
        var isSame = parts.GetValueOrDefault("BYMONTH", $"{first.Month}") == $"{first.Month}" && parts.GetValueOrDefault("BYMONTHDAY", $"{first.Day}") == $"{first.Day}";
        var other = parts.Keys.Except(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "WKST"]).FirstOrDefault();
        if (parts.GetValueOrDefault("FREQ") != "YEARLY" || other is not null || !isSame)
            throw rule.Fault("I understand entries that come back every year on the same date, and this one comes back otherwise. Write each year as an entry of its own");
        var every = Number(rule, parts, "INTERVAL") ?? 1;
        if (Number(rule, parts, "COUNT") is { } count) return (every, new LocalDate(Math.Min(9_000, first.Year + every * (count - 1)), 12, 31));
        return (every, parts.TryGetValue("UNTIL", out var until) ? Date(rule with { Value = until.Split('T')[0] }) : null);
    }

    private static int? Number(Line rule, Dictionary<string, string> parts, string name)
    {
        if (!parts.TryGetValue(name, out var value)) return null;
        return int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1_000 ? number : throw rule.Fault($"{name} is no number from 1 to 1,000");
    }

    private static LocalDate Date(Line line) => Compact.Parse(line.Value) is { Success: true, Value: var day } ? day
        : throw line.Fault($"“{Chat.Wording.Short(line.Value, 40)}” is no day, like 20261224");

    private static List<Line> Unfold(string text)
    {
        var lines = new List<Line>();
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (raw.Length > 0 && raw[0] is ' ' or '\t' && lines.Count > 0) lines[^1] = lines[^1] with { Value = lines[^1].Value + raw[1..] };
            else if (raw.Trim().Length > 0) lines.Add(Split(raw.TrimEnd(), number));
        }
        return lines;
    }

    // A colon inside quotes belongs to a parameter.
    private static Line Split(string raw, int number)
    {
        if (Property().Match(raw) is { Success: true, Groups: [_, var name, var value] }) return new Line(number, name.Value.ToUpperInvariant(), value.Value.Trim());
        throw new IcsFault($"Line {number}: “{Chat.Wording.Short(raw, 40)}” is no line of a calendar file, which are like NAME:value.");
    }

    private static string Plain(string value) => Escaped().Replace(value, m => m.Groups[1].Value is "n" or "N" ? " " : m.Groups[1].Value).Trim();

    private static bool Is(string value, string other) => string.Equals(value, other, StringComparison.OrdinalIgnoreCase);

    private sealed record Line(int Number, string Name, string Value)
    {
        public IcsFault Fault(string what) => new($"Line {Number}: {what}.");
    }

    private sealed class IcsFault(string message) : Exception(message);

    [GeneratedRegex("^([A-Za-z0-9-]+)(?:;(?:[^\":]|\"[^\"]*\")*)?:(.*)$")]
    private static partial Regex Property();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();

    [GeneratedRegex("^P(\\d{1,3})([DW])$")]
    private static partial Regex Length();
}
