using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>What happened on one side of a pilot since it began.</summary>
/// <param name="Deals">Open deals now.</param>
/// <param name="StayDays">How long each stay lasted that ended since, in days.</param>
/// <param name="Forward">Stays that ended with a move forward or a win.</param>
/// <param name="Asked">What the gates to the next stages ask of the open deals.</param>
/// <param name="There">And what of it is there.</param>
/// <param name="Answers">Nudges that somebody answered since.</param>
public sealed record PilotSide(int Deals, IReadOnlyList<double> StayDays, int Forward, int Asked, int There, int Answers, int Useful)
{
    /// <summary>From fewer nothing is said.</summary>
    public const int Fewest = 5;

    public double? MedianStay => StayDays.Count < Fewest ? null : StageMedians.Median(StayDays);

    /// <summary>Of the stays that ended, how many ended with a move forward.</summary>
    public double? Conversion => Share(Forward, StayDays.Count);

    public double? Compliance => Share(There, Asked);

    public double? Precision => Share(Useful, Answers);

    private static double? Share(int of, int all) => all < Fewest ? null : (double)of / all;
}

/// <summary>A pilot against the rest of its process, since the day it began.</summary>
public sealed record Comparison(PilotSide Pilot, PilotSide Rest);
