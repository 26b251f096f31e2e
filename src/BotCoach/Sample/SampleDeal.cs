using BotCoach.Deals;

namespace BotCoach.Sample;

/// <summary>Somebody on the buyer's side of the sample.</summary>
internal sealed record Contact(string Name, string Title, string Department);

/// <summary>The step that stands on the deal now; days are working days from today, negative ones have passed.</summary>
internal sealed record SampleStep(string Text, int InDays, Side Side = Side.Us, bool Confirmed = false);

/// <summary>A deal of the sample, told in a few facts: everything else (who decides, what is asked for) follows from them.</summary>
/// <param name="Entered">How many days ago it entered each stage, from the first to the one it is in.</param>
/// <param name="ClosesIn">Days from today to its close date; negative ones have passed.</param>
internal sealed record SampleDeal(string Owner, string Account, string About, decimal Amount, int[] Entered, int ClosesIn)
{
    public required Contact Champion { get; init; }
    public required Contact Buyer { get; init; }
    public required string Trigger { get; init; }
    public required string Problem { get; init; }
    public required string Impact { get; init; }
    public required string Outcome { get; init; }
    public required string Stack { get; init; }

    /// <summary>Null: none, since <see cref="StepMissingFor"/> days.</summary>
    public SampleStep? Step { get; init; }
    public int StepMissingFor { get; init; }

    /// <summary>All that its stage asks for is there, and it was not moved.</summary>
    public bool Proven { get; init; }

    /// <summary>1 to 5, where somebody has judged it.</summary>
    public int? ChampionStrength { get; init; }

    public DealStatus Ended { get; init; }
    public int EndedAgo { get; init; }
    public string? Reason { get; init; }

    public string Name => $"{Account}, {About}";
}
