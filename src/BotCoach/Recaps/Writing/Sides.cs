namespace BotCoach.Recaps.Writing;

/// <summary>
/// Which side each speaker is on: known names first, then roles in the call's head, then how they talk ("our clients", "what would it cost"). A call in which
/// nobody sells has no sides.
/// </summary>
internal sealed class Sides
{
    private const int FewestSigns = 2;
    private static readonly string[] SellerRoles = ["account executive", "sales engineer", "sales rep", "account manager", "sdr", "bdr", "solutions engineer", "solutions consultant", "solutions architect", "solution engineer", "business development", "customer success", "presales", "pre-sales"];
    private static readonly string[] SellerLabels = ["rep", "seller", "sdr", "bdr", "ae", "agent", "salesperson"];
    private static readonly string[] BuyerLabels = ["prospect", "buyer", "customer", "client", "lead"];
    private readonly CallSide?[] _sides;
    private readonly Talk _talk;

    private Sides(Talk talk) => (_talk, _sides) = (talk, new CallSide?[talk.Speakers.Count]);

    public bool AreKnown => _sides.Contains(CallSide.Seller);

    public CallSide? Of(int speaker) => speaker < 0 ? null : _sides[speaker];

    /// <summary>The speakers of one side.</summary>
    public IEnumerable<int> On(CallSide side) => Enumerable.Range(0, _sides.Length).Where(s => _sides[s] == side);

    public static Sides Of(Talk talk, RecapCall call)
    {
        var sides = new Sides(talk);
        for (var i = 0; i < sides._sides.Length; i++)
            if (!call.Theirs.Contains(talk.Speakers[i]) && call.Ours.Any(o => SameName(o, talk.Speakers[i]))) sides._sides[i] = CallSide.Seller;
        foreach (var guess in (Action[])[sides.ByLabels, sides.ByRoles, sides.ByTalk])
        {
            if (sides.AreKnown) break;
            guess();
            for (var i = 0; i < sides._sides.Length; i++) if (call.Theirs.Contains(talk.Speakers[i])) sides._sides[i] = CallSide.Buyer;
        }
        // all the others are theirs: who is left spoke with them
        if (!sides.AreKnown && call.Theirs.Count > 0 && talk.Speakers.Where(s => !call.Theirs.Contains(s)).ToList() is [var last]) sides._sides[talk.Speakers.ToList().IndexOf(last)] = CallSide.Seller;
        if (sides.AreKnown)
            for (var i = 0; i < sides._sides.Length; i++) sides._sides[i] ??= CallSide.Buyer;
        return sides;
    }

    /// <summary>Whether the call itself, or what is known of our people, tells who sells.</summary>
    public static bool AreTold(Transcript transcript, RecapCall call) => Of(Talk.Of(transcript), call).AreKnown;

    /// <summary>What names a side and nobody: "REP", "Prospect", "Customer 2".</summary>
    public static bool IsLabel(string speaker) => Parts(speaker) is { Length: > 0 } parts && parts.All(p => SellerLabels.Contains(p) || BuyerLabels.Contains(p) || p.All(char.IsAsciiDigit)) && parts.Any(p => !p.All(char.IsAsciiDigit));

    /// <summary>"Robert" is Robert Martinez.</summary>
    public static bool SameName(string one, string other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase) || one.StartsWith(other + " ", StringComparison.OrdinalIgnoreCase) || other.StartsWith(one + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Speakers who are called by their side: "REP", "Prospect", "Customer 2".</summary>
    private void ByLabels()
    {
        var words = _talk.Speakers.Select(Parts).ToList();
        if (!words.Exists(w => w.Intersect(BuyerLabels).Any()) && !words.Exists(w => w.Intersect(SellerLabels).Any() && w.Length == 1)) return;
        for (var i = 0; i < _sides.Length; i++)
            _sides[i] = words[i].Intersect(BuyerLabels).Any() ? CallSide.Buyer : words[i].Intersect(SellerLabels).Any() ? CallSide.Seller : null;
    }

    private static string[] Parts(string speaker) => speaker.ToLowerInvariant().Split([' ', '_', '-', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries);

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
        if (_sides.Length == 2 && OfTwo() is { } seller)
        {
            _sides[seller] = CallSide.Seller;
            return;
        }
        if (sells.Sum() < FewestSigns || sells.Sum() * 25 < _talk.Said.Count) return;
        for (var i = 0; i < _sides.Length; i++)
            if (sells[i] >= FewestSigns && sells[i] > buys[i] && sells[i] * 15 >= lines[i]) _sides[i] = CallSide.Seller;
    }

    /// <summary>Of two, who sells: also by who asks what success would be, and who has the pains, the doubts and the choice; those alone will do where they are many.</summary>
    private int? OfTwo()
    {
        var (sells, buys, leans) = (new int[2], new int[2], new int[2]);
        foreach (var said in _talk.Said.Where(s => s.Speaker >= 0))
        {
            if (said.Has(Mark.Selling) || said.HasAll(Mark.Question | Mark.Success))
            {
                sells[said.Speaker]++;
                leans[said.Speaker]++;
            }
            if (said.Has(Mark.Buying | Mark.Rival) || said.HasAll(Mark.Price | Mark.Doubt)) buys[said.Speaker]++;
            else if (!said.Has(Mark.Pain) || said.Has(Mark.Question) || !Lines.SpeaksOfThem(said)) continue;
            leans[said.Speaker]--;
        }
        var seller = leans[0] > leans[1] ? 0 : 1;
        var ahead = leans[seller] - leans[1 - seller];
        return (sells[seller] > 0 && ahead >= FewestSigns) || (buys[1 - seller] > 0 && buys[seller] == 0 && ahead > FewestSigns) ? seller : null;
    }
}
