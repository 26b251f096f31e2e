namespace BotCoach.Recaps.Writing;

/// <summary>
/// What of a sentence and of its neighbourhood speaks for or against a next step: who binds whom, to what, when, and where in the meeting. The numbers stand
/// in the order of <see cref="StepWeights.Table"/>, which has a name and a weight for each.
/// </summary>
internal sealed class StepFeatures
{
    private const int Near = 6;
    private const int Wide = 14;
    private const Mark Matter = Mark.Task | Mark.Transfer | Mark.Thing;
    private readonly Talk _talk;
    private readonly int[] _binds, _roles, _instructs, _wraps, _leads;

    public StepFeatures(Talk talk)
    {
        _talk = talk;
        _binds = Sums(Binds);
        _roles = Sums(s => s.Has(Mark.Role) && s.Has(Mark.Future | Matter));
        _instructs = Sums(s => s.Has(Mark.Instruct | Mark.NextTime));
        _wraps = Sums(s => s.Has(Mark.Wrap | Mark.Bye));
        _leads = Sums(s => s.Speaker == talk.Leader);
    }

    /// <summary>Somebody is bound to a deed, in earnest.</summary>
    public static bool Binds(Said said) =>
        !said.Has(Mark.Past | Mark.Question | Mark.Not) && said.Has(Matter) &&
        said.Has(Mark.CommitI | Mark.CommitWe | Mark.MustWe | Mark.MustI | Mark.Assign | Mark.Ask);

    public double[] Of(int at)
    {
        var (said, all) = (_talk.Said[at], _talk.Said.Count);
        var place = (at + 1.0) / all;
        var (matter, binds, leads) = (said.Has(Matter), Binds(said), said.Speaker >= 0 && said.Speaker == _talk.Leader);
        var wrapBefore = Math.Min(Count(_wraps, at - Wide, at), 4) / 4.0;
        var wrapAfter = Math.Min(Count(_wraps, at + 1, at + Wide), 4) / 4.0;
        var bindsNear = Math.Min(Count(_binds, at - Near, at + Near) - (binds ? 1 : 0), 5) / 5.0;
        var rolesNear = Math.Min(Count(_roles, at - Near, at + Near), 4) / 4.0;
        return
        [
            1, B(said.Has(Mark.CommitI) && matter), B(said.Has(Mark.CommitWe) && matter), B(said.Has(Mark.MustWe) && matter), B(said.Has(Mark.MustI)),
            B(said.Has(Mark.Assign) && matter), B(said.Has(Mark.Assign) && !matter), B(said.Has(Mark.Ask)), B(said.Has(Mark.MayYou) && matter),
            B(said.Has(Mark.Role) && said.Has(Mark.Future)), B(said.Has(Mark.Role)), B(said.Has(Mark.Transfer)), B(said.Has(Mark.Task)), B(said.Has(Mark.Thing)),
            B(said.Has(Mark.Instruct)), B(said.Has(Mark.Due)), B(said.Has(Mark.NextTime)), B(IsImperative(said)), B(said.Has(Mark.InCall)), B(said.Has(Mark.Not)),
            B(said.Has(Mark.Past)), B(said.Has(Mark.Maybe | Mark.Opinion)), B(said.Has(Mark.Generic)), B(said.Has(Mark.Question)), B(said.Has(Mark.Decided)),
            Math.Min(said.Words.Length, 24) / 24.0, B(said.Words.Length < 4), B(leads), B(leads && (binds || said.HasAll(Mark.Role | Mark.Future))),
            B(place > 0.9), B(place > 0.95), B(place < 0.5), wrapBefore, wrapAfter, bindsNear, rolesNear,
            Math.Min(Count(_instructs, at - Near, at + Near), 3) / 3.0, Count(_leads, at - Near, at + Near) / (2.0 * Near + 1),
            B(binds && place > 0.9), B(binds) * wrapBefore, B(binds) * bindsNear, B(said.Has(Mark.Agenda)), B(said.Has(Mark.Thing) && said.Has(Mark.Due | Mark.NextTime)),
            B(said.Has(Mark.Doubt)), B(matter && said.Has(Mark.Due | Mark.NextTime)), B(binds && all - at < 12),
        ];
    }

    // "Send me your presentations", "so put it in the folder": nobody is named, a deed stands first.
    internal static bool IsImperative(Said said)
    {
        var at = 0;
        while (at < said.Words.Length - 2 && said.Words[at].Word is "so" or "and" or "okay" or "well" or "but" or "please" or "yeah" or "alright" or "right" or "now") at++;
        return (MatterPhrases.All.At(said.Words, at).Marks & (Mark.Task | Mark.Transfer)) != 0;
    }

    private int[] Sums(Func<Said, bool> counts)
    {
        var sums = new int[_talk.Said.Count + 1];
        for (var i = 0; i < _talk.Said.Count; i++) sums[i + 1] = sums[i] + (counts(_talk.Said[i]) ? 1 : 0);
        return sums;
    }

    /// <summary>How many from one place to another, both among them.</summary>
    private static int Count(int[] sums, int from, int to)
    {
        (from, to) = (Math.Clamp(from, 0, sums.Length - 1), Math.Clamp(to + 1, 0, sums.Length - 1));
        return to > from ? sums[to] - sums[from] : 0;
    }

    private static double B(bool holds) => holds ? 1 : 0;
}
