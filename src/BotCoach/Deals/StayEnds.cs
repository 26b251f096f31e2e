namespace BotCoach.Deals;

/// <summary>The events by which a deal's stay in a stage ends, where it had one.</summary>
public static class StayEnds
{
    /// <summary>It led on, to another stage or to the win.</summary>
    public static readonly DealEventKind[] Forward = [DealEventKind.Advanced, DealEventKind.Overridden, DealEventKind.Won];

    public static readonly DealEventKind[] All = [.. Forward, DealEventKind.MovedBack, DealEventKind.Lost, DealEventKind.Disqualified];
}
