using System.Text.RegularExpressions;
using BotCoach.Recaps.Writing;

namespace BotCoach.Recaps;

/// <summary>A person of ours who may be meant; near is who owns the deal, brought the call or was there.</summary>
public sealed record CirclePerson(Guid Id, string Name, string? Address, bool IsNear);

/// <summary>Those among whom the speakers of a call are looked for.</summary>
public sealed record SpeakerCircle(IReadOnlyList<CirclePerson> People, IReadOnlyList<(Guid Id, string Name)> Stakeholders, IReadOnlyList<CallAttendee> Attendees)
{
    /// <summary>Who has turned out to be somebody else meanwhile.</summary>
    public IReadOnlyDictionary<Guid, Guid> Merged { get; init; } = new Dictionary<Guid, Guid>();

    public CirclePerson? Find(Guid? id) => id is { } known ? People.FirstOrDefault(p => p.Id == Merged.GetValueOrDefault(known, known)) : null;
}

/// <summary>
/// Tells who speaks in a call: by mail address, by the whole name, by the first name where nobody else around the deal has it. Between two it never guesses: that is
/// the rep's to say, and what the rep said holds.
/// </summary>
public static partial class SpeakerRules
{
    /// <param name="labels">Those who speak, as the transcript calls them.</param>
    /// <param name="circle">Who may be meant.</param>
    /// <param name="call">The call, with what its rep said of it.</param>
    public static HeardSpeakers Who(IReadOnlyList<string> labels, SpeakerCircle circle, Call call) => new([.. labels.Select(label =>
    {
        if (call.Speakers.TryGetValue(label, out var kept) && SpeakerIs.Read(kept) is { Kind: not SpeakerKind.Unknown } said) return new HeardSpeaker(label, Now(said, circle));
        var found = Found(label, circle);
        return call.OurSpeakers is null || found.IsUnsure ? found : OnSide(found, call.Ours.Contains(label));
    })]);

    /// <summary>What a recorder calls those whom it does not know: "Speaker 2", "SPEAKER_01", "iPhone", "+1 415 555 0100".</summary>
    public static bool IsNobody(string label) => !label.Any(char.IsLetter) || Numbered().IsMatch(label) || Devices().IsMatch(label);

    /// <summary>Without what stands behind it in parentheses: "Dana Lee (Acme)".</summary>
    public static string Bare(string label) => label.IndexOf('(') is > 0 and var open && label.TrimEnd().EndsWith(')') ? label[..open].Trim() : label.Trim();

    private static HeardSpeaker Found(string label, SpeakerCircle circle)
    {
        var bare = Bare(label);
        if (Mailed(bare, circle) is { } mailed) return Is(label, bare, SpeakerKind.Person, mailed.Id, mailed.Name);
        if (CallAttendee.IsAddress(bare) || IsNobody(bare)) return new HeardSpeaker(label, SpeakerIs.Unknown, IsUnsure: true);
        var found = circle.People.Where(p => IsWhole(p.Name, bare) || (p.IsNear && Sides.SameName(p.Name, bare))).Select(p => (Kind: SpeakerKind.Person, p.Id, p.Name))
            .Concat(circle.Stakeholders.Where(s => Sides.SameName(s.Name, bare)).Select(s => (Kind: SpeakerKind.Stakeholder, s.Id, s.Name))).ToList();
        if (bare.Contains(' ') && found.Where(f => IsWhole(f.Name, bare)).ToList() is { Count: > 0 } whole) found = whole;
        // another of that first name was there too, of whom nothing else is known
        var isShared = found.Count == 1 && !IsWhole(found[0].Name, bare) && circle.Attendees.Any(a => a.Name is { } name && Sides.SameName(name, bare) && !Sides.SameName(name, found[0].Name) && Person(a.Address, circle) is null);
        return found.Count == 0 ? new HeardSpeaker(label, SpeakerIs.Unknown) : found.Count > 1 || isShared ? new HeardSpeaker(label, SpeakerIs.Unknown, IsUnsure: true) : Is(label, bare, found[0].Kind, found[0].Id, found[0].Name);
    }

    /// <summary>The address itself, or that of the one who was there by this name.</summary>
    private static CirclePerson? Mailed(string bare, SpeakerCircle circle)
    {
        if (CallAttendee.IsAddress(bare)) return Person(bare, circle);
        var named = circle.Attendees.Where(a => a.Name is { } name && Sides.SameName(name, bare)).ToList();
        if (named.Where(a => IsWhole(a.Name!, bare)).ToList() is { Count: > 0 } whole) named = whole;
        return named.Select(a => a.Address?.ToLowerInvariant()).Distinct().ToList() is [{ } only] ? Person(only, circle) : null;
    }

    private static CirclePerson? Person(string? address, SpeakerCircle circle) =>
        address is null ? null : circle.People.Where(p => p.Address is { } own && own.Equals(address, StringComparison.OrdinalIgnoreCase)).ToList() is [var one] ? one : null;

    private static bool IsWhole(string name, string bare) => name.Equals(bare, StringComparison.OrdinalIgnoreCase);

    // "Sam" is Sam Lee; "Sam Lee" stays so where only "Sam" is known.
    private static HeardSpeaker Is(string label, string bare, SpeakerKind kind, Guid id, string name) =>
        new(label, new SpeakerIs(kind, id, !CallAttendee.IsAddress(bare) && bare.Length > name.Length && Sides.SameName(name, bare) ? bare : name));

    /// <summary>What was said of a row that is not there any more holds for its name.</summary>
    private static SpeakerIs Now(SpeakerIs said, SpeakerCircle circle) => said.Kind switch
    {
        SpeakerKind.Person when circle.Find(said.Id) is { } person => said with { Id = person.Id, Name = person.Name },
        SpeakerKind.Person => new SpeakerIs(SpeakerKind.Ours, null, said.Name),
        SpeakerKind.Stakeholder when circle.Stakeholders.FirstOrDefault(s => s.Id == said.Id) is { Name: not null } one => said with { Name = one.Name },
        SpeakerKind.Stakeholder => new SpeakerIs(SpeakerKind.Theirs, null, said.Name),
        _ => said,
    };

    /// <summary>The rep said who is ours: whoever was left out is not.</summary>
    private static HeardSpeaker OnSide(HeardSpeaker found, bool isOurs) =>
        isOurs ? found.Is.Side == CallSide.Seller ? found : found with { Is = new SpeakerIs(SpeakerKind.Ours, null, found.Label) }
        : found.Is.Side == CallSide.Seller ? found with { Is = new SpeakerIs(SpeakerKind.Theirs, null, found.Label) } : found;

    [GeneratedRegex(@"^(?:(?:unknown|unnamed|unidentified)[\s_-]*)?(?:speaker|spk|participant|attendee|guest|user|caller|voice|person|unknown|sprecher(?:in)?|teilnehmer(?:in)?|locuteur|intervenant|hablante|participante|orador|falante|spreker)?[\s_#.:-]*(?:\d+|[a-z])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<!\w)(?:iphone|ipad|android|galaxy|macbook|laptop|desktop|phone|telephone|telefon|zoom user|call-in user|dial-in|conference room|meeting room|board ?room)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Devices();
}
