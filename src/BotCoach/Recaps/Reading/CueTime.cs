namespace BotCoach.Recaps.Reading;

/// <summary>Times as recorders write them: 00:00:10.087, 00:00:10,087, 0:0:0.570, 12:03, -00:00:01.000, any number of hours.</summary>
internal static class CueTime
{
    private const int MostDigits = 9;

    /// <summary>Reads a time at the beginning and leaves what follows it.</summary>
    public static bool Take(ref ReadOnlySpan<byte> line, out TimeSpan time)
    {
        time = default;
        var rest = line.TrimStart(" \t"u8);
        var isNegative = rest.Length > 0 && rest[0] == '-' && rest is not [_, (byte)'-', ..];
        if (isNegative) rest = rest[1..];
        if (!Number(ref rest, out var first) || !After(ref rest, ':') || !Number(ref rest, out var second)) return false;
        long seconds, ticks = 0;
        if (After(ref rest, ':'))
        {
            if (!Number(ref rest, out var third)) return false;
            seconds = (first * 60 + second) * 60 + third;
        }
        else seconds = first * 60 + second;
        if (rest.Length > 1 && rest[0] is (byte)'.' or (byte)',' && char.IsAsciiDigit((char)rest[1])) ticks = Fraction(ref rest);
        if (rest.Length > 0 && char.IsAsciiLetterOrDigit((char)rest[0])) return false;
        time = TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond + ticks) * (isNegative ? -1 : 1));
        line = rest;
        return true;
    }

    private static bool Number(ref ReadOnlySpan<byte> rest, out long number)
    {
        var digits = 0;
        number = 0;
        while (digits < rest.Length && digits < MostDigits && rest[digits] is >= (byte)'0' and <= (byte)'9') number = number * 10 + rest[digits++] - '0';
        rest = rest[digits..];
        return digits > 0;
    }

    private static bool After(ref ReadOnlySpan<byte> rest, char mark)
    {
        if (rest.Length == 0 || rest[0] != mark) return false;
        rest = rest[1..];
        return true;
    }

    private static long Fraction(ref ReadOnlySpan<byte> rest)
    {
        var (ticks, unit, at) = (0L, TimeSpan.TicksPerSecond, 1);
        for (; at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9'; at++) ticks += (rest[at] - '0') * (unit /= 10);
        rest = rest[at..];
        return ticks;
    }
}
