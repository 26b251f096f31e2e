namespace BotCoach.Recaps.Writing;

/// <summary>A sentence that holds a next step, and why: by its weight, or because it is one in so many words.</summary>
internal sealed record FoundStep(int At, double Weight, bool IsExplicit)
{
    /// <summary>Sentences that belong to it: the yes to an offer, the words that name the meeting.</summary>
    public List<int> Also { get; init; } = [];

    /// <summary>Two sides agreed on a time: a meeting.</summary>
    public bool IsMeeting { get; init; }
}

/// <summary>
/// Which sentences hold next steps. Most are found by weight (<see cref="StepWeights"/>): a deed, who is bound to it, and where in the meeting it is said. Some
/// are beyond doubt wherever they stand: a promise to hand something over, an offer that was taken, a time that both took. What the other side declined is none.
/// </summary>
internal sealed class StepFinder(Talk talk, Sides sides, Meant meant, StepWeights weights)
{
    private const int NounWithin = 8;
    private const int ShortYes = 8;
    private const int Most = 60;
    private readonly StepFeatures _features = new(talk);

    public List<FoundStep> Find()
    {
        var found = new List<FoundStep>();
        for (var i = 0; i < talk.Said.Count; i++)
            if (At(i) is { } step && !IsDeclined(i)) found.Add(step);
        return found.Count <= Most ? found : [.. found.OrderByDescending(f => f.IsExplicit).ThenByDescending(f => f.Weight).Take(Most).OrderBy(f => f.At)];
    }

    private FoundStep? At(int at)
    {
        var said = talk.Said[at];
        if (said.Words.Length < 2) return null;
        if (Meeting(at) is { } meeting) return meeting;
        if (Offer(at) is { } taken) return taken;
        var weight = weights.Of(_features.Of(at));
        if (IsPromise(said) || IsDuty(said)) return new FoundStep(at, weight, IsExplicit: true);
        return weight >= weights.Enough && CanBind(said) ? new FoundStep(at, weight, IsExplicit: false) : null;
    }

    /// <summary>"I'll send the contract today": who speaks hands something over. Only where there are sides: colleagues say such things all day.</summary>
    private bool IsPromise(Said said)
    {
        if (!sides.AreKnown || said.Has(Mark.Question | Mark.Past) || IsNegated(said)) return false;
        var matter = said.Has(Mark.Transfer) || (said.Has(Mark.Task) && said.Has(Mark.Due | Mark.Thing | Mark.Condition | Mark.Role));
        if (said.Has(Mark.LetMe)) return !said.Has(Mark.InCall) && (said.Has(Mark.Due) || !said.Words.Any(w => w.Word == "do")) && said.Has(Mark.Task | Mark.Transfer) && Bound(said, Mark.Task | Mark.Transfer);
        if (IsDelivery(said)) return sides.Of(said.Speaker) == CallSide.Seller;
        return said.Has(Mark.CommitI) && matter && !Bound(said, Mark.InCall) && Bound(said, Mark.Transfer | Mark.Task);
    }

    /// <summary>"You'll have the proposal by Thursday": who says so sends it.</summary>
    public static bool IsDelivery(Said said) =>
        said.BindsAt >= 0 && said.BindsAt + 2 < said.Words.Length && said.Words[said.BindsAt].Word == "you" && said.Words[said.BindsAt + 1].Word == "will" && said.Words[said.BindsAt + 2].Word is "have" or "get" or "receive" && said.HasAll(Mark.Thing | Mark.Due);

    /// <summary>"I still need to get this approved by our CFO": what somebody has to do for the deal to go on.</summary>
    private bool IsDuty(Said said) =>
        sides.AreKnown && said.Has(Mark.MustI | Mark.MustWe) && said.BindsAt is >= 0 and <= 3 && !said.Has(Mark.Question | Mark.Past) && !IsNegated(said) && (said.Has(Mark.Authority) || (said.Has(Mark.Due) && Bound(said, Mark.Task | Mark.Transfer)));

    /// <summary>The deed follows what binds: "I'll send", not "I'll be quick".</summary>
    private static bool Bound(Said said, Mark deed)
    {
        if (said.BindsAt < 0) return false;
        // "I'll have our security lead send it" binds who speaks as well.
        var next = said.BindsAt + said.BindsLength;
        var reach = next < said.Words.Length && said.Words[next].Word is "have" or "get" or "make" or "ask" ? next + 6 : next;
        for (var i = said.BindsAt; i < said.Words.Length && i <= reach; i++)
            if ((MatterPhrases.All.At(said.Words, i).Marks & deed) != 0) return true;
        return false;
    }

    /// <summary>"I can send you our white paper." "Please do."</summary>
    private FoundStep? Offer(int at)
    {
        var said = talk.Said[at];
        if (!sides.AreKnown || !said.Has(Mark.Offer | Mark.Ask) || !said.Has(Mark.Transfer) || said.Has(Mark.Past | Mark.CommitI) || IsNegated(said)) return null;
        if (!said.Has(Mark.Question) && (!said.Has(Mark.Offer) || !Bound(said, Mark.Transfer))) return null;
        var answer = meant.Answer(at, Mark.Yes | Mark.Ask | Mark.Not);
        return answer < 0 || !IsYes(talk.Said[answer]) ? null : new FoundStep(at, 1, IsExplicit: true) { Also = [answer] };
    }

    private static bool IsYes(Said answer) =>
        !answer.Has(Mark.Declined | Mark.Later) && (answer.Has(Mark.Yes) || (answer.Has(Mark.Ask) && answer.Has(Mark.Transfer) && !answer.Has(Mark.Not)));

    /// <summary>"Friday at 10 works": a time, taken by the one to whom it was offered.</summary>
    private FoundStep? Meeting(int at)
    {
        var said = talk.Said[at];
        if (sides.AreKnown && IsInvitation(said) && meant.Answer(at, Mark.Yes | Mark.Suits) is >= 0 and var yes && IsYes(talk.Said[yes])) return new FoundStep(at, 1, IsExplicit: true) { Also = [yes], IsMeeting = true };
        if (!sides.AreKnown || !(said.Has(Mark.Fixed) || (said.Has(Mark.Suits) && said.Words.Length <= ShortYes)) || !said.Has(Mark.Due) || said.Has(Mark.Question | Mark.Past) || IsNegated(said)) return null;
        var also = new List<int>();
        for (var i = at - 1; i >= Math.Max(0, at - Talk.Reach) && talk.Said[i].Cue >= said.Cue - NounWithin; i--)
            if (MeetingNoun(talk.Said[i]) is not null)
            {
                also.Add(i);
                break;
            }
        return new FoundStep(at, 1, IsExplicit: true) { Also = also, IsMeeting = true };
    }

    /// <summary>"Let's reconnect in two weeks?": a day, and talk of talking.</summary>
    private static bool IsInvitation(Said said)
    {
        if (!said.Has(Mark.Question) || !said.Has(Mark.Due) || !said.Has(Mark.CommitWe | Mark.Offer | Mark.Fixed)) return false;
        foreach (var token in said.Words) if (token.Word is "meet" or "speak" or "talk" or "reconnect" or "call" or "meeting" or "demo" or "session" or "workshop" or "again" or "kickoff") return true;
        return false;
    }

    /// <summary>What kind of meeting a sentence speaks of.</summary>
    public static string? MeetingNoun(Said said)
    {
        foreach (var token in said.Words)
            if (token.Word is "demo" or "meeting" or "workshop" or "kickoff" or "kick-off" or "review" or "session" or "visit" or "training" or "walkthrough" or "pilot" or "presentation" or "lunch" or "video") return token.Word;
        return null;
    }

    // Offered, and refused or cut off by the other side soon after.
    private bool IsDeclined(int at)
    {
        var said = talk.Said[at];
        for (var i = at + 1; i < Math.Min(talk.Said.Count, at + Talk.Reach) && talk.Said[i].Cue <= said.Cue + 2; i++)
            if (talk.Said[i].Speaker != said.Speaker && talk.Said[i].Has(Mark.Declined)) return true;
        return false;
    }

    private static bool IsNegated(Said said) => Conditions.IsNegated(said.Span);

    // Between two sides a wish or a plan of the seller's is no step yet.
    private bool CanBind(Said said)
    {
        if (IsNegated(said)) return false;
        var binds = said.Has(Mark.CommitI | Mark.CommitWe | Mark.MustWe | Mark.MustI | Mark.Assign | Mark.Ask) || StepFeatures.IsImperative(said);
        if (sides.AreKnown) return binds && !said.Has(Mark.Question | Mark.InCall);
        return binds || said.Has(Mark.MayYou | Mark.LetMe) || (said.Has(Mark.Role) && said.Has(Mark.Future | Mark.Task));
    }
}
