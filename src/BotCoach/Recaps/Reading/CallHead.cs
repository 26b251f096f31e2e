using System.Globalization;
using NodaTime;

namespace BotCoach.Recaps.Reading;

/// <summary>What the head of a page says of its call: who took part, and on which day. Its outcome is not read: the call itself has to show it.</summary>
internal sealed record CallHead(IReadOnlyList<Attendee> Attendees, LocalDate? HeldOn)
{
    private static readonly string[] Present = ["participants", "attendees", "present", "organizer", "organiser", "invitees"];
    private static readonly string[] Dates = ["MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMM yyyy", "yyyy-MM-dd", "yyyy/MM/dd", "d.M.yyyy"];

    public static CallHead Of(IEnumerable<string> lines)
    {
        var attendees = new List<Attendee>();
        LocalDate? day = null;
        var isList = false;
        foreach (var line in lines)
        {
            var plain = line.Replace("**", "", StringComparison.Ordinal).Trim();
            if (isList && plain is ['-' or '*' or '•', ..]) Add(attendees, plain[1..]);
            else isList = false;
            if (isList || plain.IndexOf(':') is not (> 0 and var colon)) continue;
            var (key, value) = (plain[..colon].Trim().ToLowerInvariant(), plain[(colon + 1)..].Trim());
            if (Present.Contains(key))
            {
                isList = true;
                foreach (var one in Split(value)) Add(attendees, one);
            }
            else if (key is "date" or "call date" or "held on" && day is null) day = Day(value);
        }
        return new CallHead(attendees, day);
    }

    private static void Add(List<Attendee> attendees, string words)
    {
        words = words.Trim();
        if (words.Length == 0) return;
        var open = words.IndexOf('(');
        if (words.Contains('@') && CallAttendee.Read(words) is { Address: { } address } took) attendees.Add(new Attendee(took.Name ?? address, null) { Address = address });
        else attendees.Add(open > 0 && words[^1] == ')' ? new Attendee(words[..open].Trim(), words[(open + 1)..^1].Trim()) : new Attendee(words, null));
    }

    // By the commas that stand outside of parentheses.
    private static IEnumerable<string> Split(string value)
    {
        var (from, depth) = (0, 0);
        for (var i = 0; i <= value.Length; i++)
        {
            if (i < value.Length && value[i] == '(') depth++;
            else if (i < value.Length && value[i] == ')') depth--;
            else if (i == value.Length || (value[i] is ',' or ';' && depth == 0))
            {
                yield return value[from..i];
                from = i + 1;
            }
        }
    }

    private static LocalDate? Day(string value) =>
        DateOnly.TryParseExact(value, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? new LocalDate(day.Year, day.Month, day.Day) : null;
}
