namespace BotCoach.Metrics;

/// <summary>
/// Who uses what, of a team or of all: counts of a team's people, never of one beside another. "Lately" is in the last <see cref="Days"/> days. Open deals are those that
/// are not parked; people are those who own one.
/// </summary>
/// <param name="Team">Empty: deals of no team.</param>
public sealed record Adoption(string Team)
{
    public const int Days = 28;
    public const int WeekDays = 7;

    /// <summary>A nudge that was shown no longer ago may still be answered.</summary>
    public const int DaysToAnswer = 2;

    /// <summary>Of a team of fewer its figures would be somebody's own: they are for who leads it alone.</summary>
    public const int FewestPeople = 3;

    /// <summary>People who own an open deal.</summary>
    public int People { get; init; }

    /// <summary>Open deals.</summary>
    public int Open { get; init; }

    /// <summary>People who changed a deal by hand in the last seven days ÷ people.</summary>
    public Rate Week { get; init; }

    /// <summary>The same lately.</summary>
    public Rate Month { get; init; }

    /// <summary>Checklists walked: open deals on which somebody answered a criterion lately ÷ open deals.</summary>
    public Rate Walked { get; init; }

    /// <summary>Open deals that have an amount ÷ open deals.</summary>
    public Rate Amount { get; init; }

    /// <summary>… a close date.</summary>
    public Rate CloseDate { get; init; }

    /// <summary>… a next step with a day.</summary>
    public Rate NextStep { get; init; }

    /// <summary>… somebody of the buyer's named.</summary>
    public Rate Known { get; init; }

    /// <summary>What became of the nudges that were shown lately.</summary>
    public NudgeAnswers Nudges { get; init; }

    /// <summary>Recaps of which the rep accepted a line ÷ recaps that were drafted lately and are about a deal.</summary>
    public Rate Recaps { get; init; }

    /// <summary>Reviews that were held lately, in which a deal of it was talked about.</summary>
    public int Reviews { get; init; }

    public Ramp Ramp { get; init; } = Ramp.None;
}

/// <summary>Nudges by what people made of them.</summary>
/// <param name="Overtaken">Settled by something else before they were answered: no part of any rate.</param>
/// <param name="Fresh">Shown too lately to be missed an answer: neither.</param>
public readonly record struct NudgeAnswers(int Done, int NotUseful, int Snoozed, int Ignored, int Overtaken, int Fresh)
{
    /// <summary>Done, not useful, snoozed or left without an answer: the denominator of each.</summary>
    public int Counted => Done + NotUseful + Snoozed + Ignored;

    public Rate ActedOn => new(Done, Counted);
}

/// <summary>All of it, and each team by itself in the order of names.</summary>
/// <param name="TooFew">Teams of too few people to be told apart.</param>
public sealed record AdoptionTable(Adoption All, IReadOnlyList<Adoption> Teams, IReadOnlyList<string> TooFew);
