using BotCoach.Chat;

namespace BotCoach.Recaps;

/// <summary>Somebody who took part in a call, by name, by mail address or by both; kept as a line, "Dana Lee &lt;dana@acme.example&gt;". Pure.</summary>
public sealed record CallAttendee(string? Name, string? Address)
{
    public string Line => Name is null || Address is null ? Name ?? Address ?? "" : $"{Name} <{Address}>";

    /// <summary>So many letters of a line are kept.</summary>
    public const int LongestLine = 540;

    private const int Most = 100;

    /// <summary>As a call keeps them.</summary>
    public static string LinesOf(IEnumerable<CallAttendee> attendees) => string.Join('\n', attendees.Select(a => Wording.Short(RecapLines.Clean(a.Line).Replace('\n', ' ').Trim(), LongestLine)).Where(a => a.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most));

    /// <summary>Those of a call.</summary>
    public static IReadOnlyList<CallAttendee> Of(Call call) => [.. call.Attendees.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    /// <summary>"Dana Lee", "dana@acme.example", "Dana Lee &lt;dana@acme.example&gt;", "Dana Lee (dana@acme.example)".</summary>
    public static CallAttendee Read(string line)
    {
        line = line.Trim();
        if (!line.Contains('@')) return new CallAttendee(Filled(line), null);
        var open = line.LastIndexOfAny(['<', '(', '[']);
        var address = (open < 0 ? line : line[(open + 1)..]).Trim(' ', '<', '>', '(', ')', '[', ']', '"');
        // what stands in front of "@home" is no address
        return IsAddress(address) ? new CallAttendee(open < 0 ? null : Filled(line[..open].Trim(' ', '"')), address) : new CallAttendee(Filled(line), null);
    }

    public static bool IsAddress(string words) => words.IndexOf('@') is > 0 and var at && words.IndexOf('.', at) > at + 1 && !words.Any(char.IsWhiteSpace);

    private static string? Filled(string words) => words.Length == 0 ? null : words;
}
