namespace BotCoach.Recaps;

/// <summary>What somebody in a call is: one of our people, a stakeholder of the deal, somebody else of either side, or nobody can tell.</summary>
public enum SpeakerKind { Unknown, Person, Stakeholder, Theirs, Ours }

/// <summary>Who a speaker is: the row, where there is one, and the name.</summary>
public sealed record SpeakerIs(SpeakerKind Kind, Guid? Id = null, string? Name = null)
{
    public static readonly SpeakerIs Unknown = new(SpeakerKind.Unknown);

    public CallSide? Side => Kind switch
    {
        SpeakerKind.Person or SpeakerKind.Ours => CallSide.Seller,
        SpeakerKind.Stakeholder or SpeakerKind.Theirs => CallSide.Buyer,
        _ => null,
    };

    /// <summary>As it is kept with the call: see <see cref="Call.Speakers"/>.</summary>
    public string Kept => $"{Kind}:{Id:N}:{Name}";

    public static SpeakerIs Read(string kept) => kept.Split(':', 3) is [var kind, var id, var name] && Enum.TryParse<SpeakerKind>(kind, out var known)
        ? new SpeakerIs(known, Guid.TryParse(id, out var row) ? row : null, name.Length == 0 ? null : name) : Unknown;
}

/// <summary>Somebody who speaks in a call: as the transcript calls them, and who that is.</summary>
/// <param name="IsUnsure">Nothing tells who it is: "Speaker 2", "iPhone", a name that two people have.</param>
public sealed record HeardSpeaker(string Label, SpeakerIs Is, bool IsUnsure = false)
{
    public string Name => Is.Name ?? Label;

    /// <summary>A rep is offered to say who it is; of others only the side is asked.</summary>
    public bool IsOpen => IsUnsure || Writing.Sides.IsLabel(Label);
}

/// <summary>Who speaks in a call, in the order in which they begin. Pure.</summary>
public sealed record HeardSpeakers(IReadOnlyList<HeardSpeaker> All)
{
    public bool AreUnsure => All.Any(s => s.IsUnsure);

    /// <summary>The names that the transcript has; "Speaker 2" is none.</summary>
    public IReadOnlyList<string> Labels => [.. All.Select(s => s.Label).Where(l => !SpeakerRules.IsNobody(l) && !Writing.Sides.IsLabel(l))];

    public IReadOnlyList<string> Ours => On(CallSide.Seller);

    public IReadOnlyList<string> Theirs => On(CallSide.Buyer);

    /// <summary>Those who are of the company, by the names under which they stand in the draft. A name that two of them have is nobody's.</summary>
    public IReadOnlyDictionary<string, Guid> People => All.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.All(s => s.Is.Kind == SpeakerKind.Person) && g.Select(s => s.Is.Id).Distinct().ToList() is [not null])
        .ToDictionary(g => g.Key, g => g.First().Is.Id!.Value, StringComparer.Ordinal);

    /// <summary>The call with everybody under their own name: what is drafted, checked and quoted speaks of Dana Lee, who was "Speaker 2". Its cues stay what they are.</summary>
    public Transcript Named(Transcript transcript)
    {
        var names = All.Where(s => s.Name != s.Label).ToDictionary(s => s.Label, s => s.Name, StringComparer.Ordinal);
        return names.Count == 0 ? transcript : transcript with { Cues = [.. transcript.Cues.Select(c => c.Speaker is { } who && names.TryGetValue(who, out var name) ? c with { Speaker = name } : c)] };
    }

    private List<string> On(CallSide side) => [.. All.Where(s => s.Is.Side == side).Select(s => s.Name).Distinct(StringComparer.Ordinal)];
}
