using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Recaps;

/// <summary>Who a speaker may be, as an option of a form.</summary>
/// <param name="Beside">What tells two of one name apart.</param>
public sealed record SpeakerChoice(SpeakerIs Is, string? Beside = null)
{
    public string Value => Is.Kind switch
    {
        SpeakerKind.Person => $"p:{Is.Id:N}", SpeakerKind.Stakeholder => $"s:{Is.Id:N}", SpeakerKind.Theirs => "theirs", SpeakerKind.Ours => "ours", _ => "unknown",
    };

    public static SpeakerChoice? Read(string? value) => value switch
    {
        null => null,
        "unknown" => new SpeakerChoice(SpeakerIs.Unknown),
        "theirs" => new SpeakerChoice(new SpeakerIs(SpeakerKind.Theirs)),
        "ours" => new SpeakerChoice(new SpeakerIs(SpeakerKind.Ours)),
        _ when value.Length > 2 && value[1] == ':' && Guid.TryParse(value[2..], out var id) && value[0] is 'p' or 's' => new SpeakerChoice(new SpeakerIs(value[0] == 'p' ? SpeakerKind.Person : SpeakerKind.Stakeholder, id)),
        _ => null,
    };
}

/// <summary>
/// The form that asks who speaks: of those whom nothing tells each one who it is, the most talkative first, and as many as every platform's form takes; of the others
/// who is ours. Pure.
/// </summary>
public static class SpeakerForms
{
    public const string Ours = "ours", OtherOfOurs = "Somebody else of ours";

    /// <summary>So many of each side are offered: Teams shows at most 25 options where several choices stand in one form.</summary>
    public const int MostPeople = 10;

    private const int MostTicked = 50;
    private const int MostAsked = 8;

    // A dialog of Teams has 25 KB with all that travels along; a name and its id take some 110 characters of them.
    private const int MostOptions = 130;

    private static readonly SpeakerChoice[] Others = [new(new SpeakerIs(SpeakerKind.Theirs)), new(new SpeakerIs(SpeakerKind.Ours)), new(SpeakerIs.Unknown)];

    public static string WhoOf(int speaker) => $"who-{speaker}";

    public static string NameOf(int speaker) => $"name-{speaker}";

    /// <summary>What the form was made from: a draft, of a deal. Of another one nothing of it holds.</summary>
    public static string MarkOf(Call call) => $"{call.Draft}-{call.DealId:N}";

    public static Form Who(Call call, Transcript transcript, HeardSpeakers heard, IReadOnlyList<SpeakerChoice> offered)
    {
        var all = heard.All.Index().ToList();
        var open = all.Where(s => s.Item.IsOpen || call.Speakers.ContainsKey(s.Item.Label)).OrderBy(s => s.Item.IsOpen ? 0 : 1).ThenByDescending(s => Said(transcript, s.Item.Label)).ToList();
        var asked = open.Take(Math.Clamp(MostOptions / (offered.Count + Others.Length), 1, MostAsked)).ToList();
        List<Field> fields = [.. asked.SelectMany(s => Asked(s.Index, s.Item, transcript, offered))];
        var told = all.Where(s => !open.Contains(s)).Take(MostTicked).ToList();
        if (told.Count > 0)
            fields.Add(new ChoiceField(Ours, "Who of them is on your side", [.. told.Select(s => new Option($"{s.Index}", Wording.Short(s.Item.Label, 75)))], Several: true)
            {
                Optional = true, Value = string.Join(',', told.Where(s => s.Item.Is.Side == CallSide.Seller).Select(s => s.Index)),
            });
        var left = open.Count - asked.Count;
        return new Form("recap.sided", "Who is who", fields, $"{call.Id}:{MarkOf(call)}", call.Revision, "Draft it again",
            $"Everybody else is theirs. The draft is made again by it.{(left > 0 ? $" {Wording.Count(left, "speaker")} more, who said less, cannot be asked about here." : "")}");
    }

    private static IEnumerable<Field> Asked(int at, HeardSpeaker speaker, Transcript transcript, IReadOnlyList<SpeakerChoice> offered)
    {
        var label = Wording.Short(speaker.Label, 50);
        // who was said to be somebody who is not offered stays that one
        var present = new SpeakerChoice(speaker.Is);
        List<SpeakerChoice> choices = [.. offered, .. speaker.Is.Id is not null && offered.All(o => o.Value != present.Value) ? [present] : (SpeakerChoice[])[], .. Others];
        yield return new ChoiceField(WhoOf(at), $"Who is “{label}”", [.. choices.Select(c => new Option(c.Value, LabelOf(c)))]) { Value = present.Value, Hint = Begins(transcript, speaker.Label) };
        yield return new TextField(NameOf(at), $"Name of “{label}”") { Optional = true, Value = speaker.Is.Id is null ? speaker.Is.Name : null, Hint = "Only if it is somebody else." };
    }

    private static string LabelOf(SpeakerChoice choice) => choice.Is.Kind switch
    {
        SpeakerKind.Theirs => "Somebody else of theirs",
        SpeakerKind.Ours => OtherOfOurs,
        SpeakerKind.Stakeholder => $"{Wording.Short(choice.Is.Name ?? "", 60)} (theirs)",
        SpeakerKind.Person => Wording.Short(choice.Beside is { } beside ? $"{choice.Is.Name} ({beside})" : choice.Is.Name ?? "", 75),
        _ => "I don’t know",
    };

    private static int Said(Transcript transcript, string label) => transcript.Cues.Sum(c => c.Speaker == label ? c.Text.Length : 0);

    /// <summary>What they say first, that is more than a greeting.</summary>
    private static string Begins(Transcript transcript, string label)
    {
        var said = transcript.Cues.Where(c => c.Speaker == label).SelectMany(c => Writing.Words.Sentences(c.Text).Select(r => c.Text[r].Trim())).Take(10).ToList();
        return $"They begin: “{Wording.ShortAtWord((said.Find(s => s.Count(c => c == ' ') >= 3) ?? said.FirstOrDefault() ?? "…").ReplaceLineEndings(" "), 200)}”";
    }
}
