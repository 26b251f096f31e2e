using NodaTime;

namespace BotCoach.Deals;

/// <summary>Whose move it is, or that both wait for an agreed day.</summary>
public enum Waiting { Unknown, OnUs, OnBuyer, OnDate }

/// <summary>Whose turn it is, from the next step and from who spoke last.</summary>
public static class DealTurn
{
    public static Waiting Of(Deal deal, LocalDate today)
    {
        if (deal.NextStepOn > today && deal.NextStepConfirmed) return Waiting.OnDate;
        if (deal is { NextStep: not null, NextStepOn: not null, NextStepSide: { } side }) return side == Side.Us ? Waiting.OnUs : Waiting.OnBuyer;
        if (deal.HeardAt is null && deal.TouchedAt is null) return Waiting.Unknown;
        return deal.TouchedAt is null || deal.HeardAt > deal.TouchedAt ? Waiting.OnUs : Waiting.OnBuyer;
    }
}
