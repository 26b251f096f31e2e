namespace BotCoach.Recaps.Writing;

/// <summary>
/// Which side each speaker is on: known names first, then roles in the call's head, then how they talk ("our clients", "what would it cost"). A call in which
/// nobody sells has no sides.
/// </summary>
internal sealed class Sides
{
    private const int FewestSigns = 2;
    private static readonly string[] SellerRoles = ["account executive", "sales engineer", "sales rep", "account manager", "sdr", "bdr", "solutions engineer", "solutions consultant", "solutions architect", "solution engineer", "business development", "customer success", "presales", "pre-sales"];
    private readonly CallSide?[] _sides;
    private readonly Talk _talk;

    private Sides(Talk talk) => (_talk, _sides) = (talk, new CallSide?[talk.Speakers.Count]);

    public bool AreKnown => _sides.Contains(CallSide.Seller);

    public CallSide? Of(int speaker) => speaker < 0 ? null : _sides[speaker];

    /// <summary>The speakers of one side.</summary>
    public IEnumerable<int> On(CallSide side) => Enumerable.Range(0, _sides.Length).Where(s => _sides[s] == side);

    public static Sides Of(Talk talk, IReadOnlyList<string> ours)
    {
        var sides = new Sides(talk);
        for (var i = 0; i < sides._sides.Length; i++)
            if (ours.Any(o => SameName(o, talk.Speakers[i]))) sides._sides[i] = CallSide.Seller;
        if (!sides.AreKnown) sides.ByRoles();
        if (!sides.AreKnown) sides.ByTalk();
        if (sides.AreKnown)
            for (var i = 0; i < sides._sides.Length; i++) sides._sides[i] ??= CallSide.Buyer;
        return sides;
    }

    /// <summary>"Robert" is Robert Martinez.</summary>
    public static bool SameName(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) || one.StartsWith(other + " ", StringComparison.OrdinalIgnoreCase) || other.StartsWith(one + " ", StringComparison.OrdinalIgnoreCase);

    private void ByRoles()
    {
        foreach (var attendee in _talk.Transcript.Attendees.Where(a => a.Role is { } role && SellerRoles.Any(s => role.Contains(s, StringComparison.OrdinalIgnoreCase))))
            for (var i = 0; i < _sides.Length; i++)
                if (SameName(attendee.Name, _talk.Speakers[i])) _sides[i] = CallSide.Seller;
    }

    private void ByTalk()
    {
        var (sells, buys, lines) = (new int[_sides.Length], new int[_sides.Length], new int[_sides.Length]);
        foreach (var said in _talk.Said.Where(s => s.Speaker >= 0))
        {
            lines[said.Speaker]++;
            if (said.Has(Mark.Selling)) sells[said.Speaker]++;
            if (said.Has(Mark.Buying)) buys[said.Speaker]++;
        }
        // In a meeting that is no sales call people say such things too, but seldom.
        if (sells.Sum() < FewestSigns || sells.Sum() * 25 < _talk.Said.Count) return;
        for (var i = 0; i < _sides.Length; i++)
            if (sells[i] >= FewestSigns && sells[i] > buys[i] && sells[i] * 15 >= lines[i]) _sides[i] = CallSide.Seller;
    }
}
