using BotCoach.Stages;

namespace BotCoach.Metrics;

/// <summary>
/// The figures of some deals, each defined here once. "Ended" is: won, lost or disqualified on a day of the period. "Open" is: open at the end of its last
/// day, also what waits to be sorted after an import or is parked, unless it is said otherwise. A stay is the time from entering a stage to leaving it or being closed in it.
/// </summary>
public sealed record PipelineMetrics
{
    /// <summary>Deals that began in the period.</summary>
    public int Created { get; init; }
    public int Open { get; init; }
    public int Won { get; init; }
    public int Lost { get; init; }

    /// <summary>Closed as no fit: counted apart, since nobody lost anything.</summary>
    public int Disqualified { get; init; }

    /// <summary>Owners of those that are open, or began or ended in the period. Where it is one, the figures are that person's own.</summary>
    public int Sellers { get; init; }

    /// <summary>Won ÷ (won + lost), of the ended ones. Open and disqualified deals are no part of it.</summary>
    public Rate WinRate => new(Won, Won + Lost);

    /// <summary>Days from a deal's beginning to its win, in the company's calendar. Deals whose end has no day are left out, and those that came here closed by a
    /// source that does not say when they began; so are open ones.</summary>
    public required Tally DaysToWin { get; init; }

    /// <summary>The same to its loss.</summary>
    public required Tally DaysToLoss { get; init; }

    /// <summary>The same to either: the length of a cycle. Disqualified deals are left out.</summary>
    public required Tally DaysToClose { get; init; }

    /// <summary>Amounts of the won ones, by currency: how large a deal is.</summary>
    public required IReadOnlyList<Money> WonAmounts { get; init; }

    /// <summary>Amounts of the open ones, by currency.</summary>
    public required IReadOnlyList<Money> OpenAmounts { get; init; }

    /// <summary>Open deals that have no next step with a day ÷ open deals that are not parked.</summary>
    public Rate WithoutNextStep { get; init; }

    /// <summary>Open deals whose dated next step the buyer has confirmed ÷ open deals that are not parked.</summary>
    public Rate Confirmed { get; init; }

    /// <summary>Open deals whose close date moved to a later day at least once ÷ open deals that have one.</summary>
    public Rate Slipped { get; init; }

    /// <summary>Open deals on which two different people of the buyer's are known ÷ open deals.</summary>
    public Rate MultiThreaded { get; init; }

    /// <summary>Open deals that have left their first stage and on which success criteria are written down and the impact has a number ÷ those that have left it.</summary>
    public Rate Discovery { get; init; }

    /// <summary>The champion's strength, 1 to 5, of the open deals that say one.</summary>
    public required Tally Champion { get; init; }

    /// <summary>
    /// Of the deals that were leads which came in in the period: minutes of the owner's working time from when they wrote to our first touch, or to their next word.
    /// Those that are not answered by the end of the last day are left out, and leads that nobody took are no deals.
    /// </summary>
    public Tally LeadMinutes { get; init; } = new();

    /// <summary>Answered within the time of their process ÷ all deals that were leads which came in in the period, also those that are not answered yet.</summary>
    public Rate LeadsInTime { get; init; }

    /// <summary>Moves back ÷ moves forward and back, in the period. A win is a move forward.</summary>
    public Rate Backward { get; init; }

    /// <summary>Deals that left their first stage forward for the first time in the period: qualified opportunities.</summary>
    public int Qualified { get; init; }

    /// <summary>Won ÷ (won + lost) of the ended ones, by where they came from; "" where nobody said.</summary>
    public required IReadOnlyDictionary<string, Rate> BySource { get; init; }

    /// <summary>Every stage of every process that these deals are or were in, in the order of the newest version; one that is gone stands last.</summary>
    public required IReadOnlyList<StageMetrics> Stages { get; init; }
}

/// <summary>The figures of one stage.</summary>
public sealed record StageMetrics(Guid ProcessId, string StageId, string Name, StageKind Kind, int Order)
{
    /// <summary>Deals that stand in it.</summary>
    public int Open { get; init; }

    /// <summary>Their amounts, by currency.</summary>
    public required IReadOnlyList<Money> OpenAmounts { get; init; }

    /// <summary>Deals that were in it on a day of the period, each once. What an import brought closed tells of no stage.</summary>
    public int Reached { get; init; }

    /// <summary>Whole hours in it of the deals that were lost in it in the period.</summary>
    public Tally LostHours { get; init; } = new();

    /// <summary>Times that a deal came into it in the period: begun here, or moved in from either side.</summary>
    public int In { get; init; }

    /// <summary>Stays that ended in the period with a move forward or a win.</summary>
    public int On { get; init; }

    /// <summary>… with a move back.</summary>
    public int Back { get; init; }

    /// <summary>… with a loss or as no fit.</summary>
    public int Out { get; init; }

    /// <summary>On ÷ (on + back + out): of the stays that ended, those that led on. Stays that last are no part of it.</summary>
    public Rate Conversion => new(On, On + Back + Out);

    /// <summary>Moves back ÷ stays that ended.</summary>
    public Rate Returned => new(Back, On + Back + Out);

    /// <summary>Whole hours of the stays that ended in the period; those of which nobody knows when they began are left out.</summary>
    public required Tally StayHours { get; init; }

    /// <summary>The middle stay in days, null of none.</summary>
    public double? MedianDays => StayHours.Median() / 24;

    /// <summary>
    /// Won ÷ finished (won, lost or no fit, whenever) of the deals that were in this stage at some time, as their history tells. What an import brought closed
    /// tells of no stage, and is left out.
    /// </summary>
    public Rate WonFromHere { get; init; }

    /// <summary>Deals that were lost in this stage in the period, by the reason that was given. What an import brought closed tells of no stage.</summary>
    public required IReadOnlyDictionary<string, int> Losses { get; init; }
}
