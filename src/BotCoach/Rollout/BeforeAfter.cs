using BotCoach.Metrics;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Rollout;

/// <summary>A version beside the one before it, or a pilot beside the rest of its process.</summary>
/// <param name="Before">The version before; null for the first of a process, which is beside nothing.</param>
/// <param name="Compared">A pilot, or what happened under the version; beside the rest, or as many days before it.</param>
/// <param name="Days">How many days are looked at on each side.</param>
public sealed record BeforeAfter(int Number, int? Before, bool IsPilot, LocalDate On, int Days, Comparison? Compared, IReadOnlyList<BookChange> Changes)
{
    public string Title => Before is not { } before ? $"Version {Number}, the first one" : IsPilot ? $"Version {Number}, piloted, beside the rest" : $"Version {before} and version {Number}";
}

/// <summary>A figure on both sides, in words.</summary>
public sealed record SideBySide(string What, string Before, string After);

/// <summary>The words of two versions beside each other. Of fewer than five there is no rate. Pure.</summary>
public static class BeforeAfterRules
{
    private const string TooFew = "too few yet";

    public static IReadOnlyList<SideBySide> Lines(BeforeAfter it)
    {
        if (it.Compared is not { } both) return [];
        List<SideBySide> lines =
        [
            new("Deals", Count(both.Rest.Deals), Count(both.Pilot.Deals)),
            Line("Stays that led on", both, s => Share(s.Conversion, s.Forward, s.StayDays.Count)),
            Line("Days in a stage, median", both, s => s.MedianStay is { } days ? $"{FigureWords.Number(Math.Round(days, 1))} (n = {Count(s.StayDays.Count)})" : TooFew),
            Line("Nudges that were of use", both, s => Share(s.Precision, s.Useful, s.Answers)),
        ];
        if (both.Pilot.Asked + both.Rest.Asked > 0) lines.Add(Line("What the next gate asks and is there", both, s => Share(s.Compliance, s.There, s.Asked)));
        return lines;
    }

    /// <summary>"Stays that led on: 40 % before, 55 % since."; null where one of the two is too few.</summary>
    public static string? Sentence(BeforeAfter it)
    {
        if (it.Compared is not { Pilot.Conversion: { } now, Rest.Conversion: { } was }) return null;
        return $"{Percent(now)} of the stays led on under version {it.Number}, {Percent(was)} {(it.IsPilot ? "beside it" : "before")}.";
    }

    private static SideBySide Line(string what, Comparison both, Func<PilotSide, string> told) => new(what, told(both.Rest), told(both.Pilot));

    private static string Share(double? share, int of, int all) => share is { } known ? $"{Percent(known)} ({Count(of)} of {Count(all)})" : TooFew;

    private static string Percent(double share) => $"{FigureWords.Percent(share)} %";

    private static string Count(int number) => FigureWords.Number(number);
}
