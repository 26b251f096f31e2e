namespace BotCoach.Deals;

/// <summary>Our touches of a buyer who has not answered since: how many, since when, and the last.</summary>
public readonly record struct Touches(int Made, DateTimeOffset Since, DateTimeOffset Last)
{
    /// <summary>Null where we have not touched them since they answered or the stage began, or nobody ever said so. What a file says of a touch is one.</summary>
    public static Touches? Of(Deal deal)
    {
        if (deal.TouchedAt is not { } last || deal.HeardAt >= last) return null;
        if (deal is { TouchesSince: { } since, TouchesMade: > 0 }) return new Touches(deal.TouchesMade, since, last);
        return deal.StageEnteredAssumed || last >= deal.StageEnteredAt ? new Touches(1, last, last) : null;
    }

    /// <summary>What a change of a deal makes of them: a word of theirs or another stage begins anew, a touch is one more.</summary>
    public static void Follow(Deal deal, DateTimeOffset? heardBefore, DateTimeOffset? touchedBefore, bool hasMoved)
    {
        if (hasMoved || deal.HeardAt > (heardBefore ?? DateTimeOffset.MinValue)) (deal.TouchesMade, deal.TouchesSince) = (0, null);
        if (!(deal.TouchedAt > (touchedBefore ?? DateTimeOffset.MinValue))) return;
        if (deal.TouchesMade == 0 && !hasMoved && touchedBefore is { } first && !(deal.HeardAt >= first) && first >= deal.StageEnteredAt) (deal.TouchesMade, deal.TouchesSince) = (1, first);
        deal.TouchesSince ??= deal.TouchedAt;
        deal.TouchesMade++;
    }
}
