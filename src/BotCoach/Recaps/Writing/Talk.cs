namespace BotCoach.Recaps.Writing;

/// <summary>One sentence of a call with what its phrases show.</summary>
internal sealed record Said(int Cue, int Speaker, string Text, Range Range, Token[] Words, Mark Marks)
{
    /// <summary>Where a phrase that binds somebody begins, in words; -1 where there is none.</summary>
    public int BindsAt { get; init; } = -1;

    /// <summary>How many words that phrase takes.</summary>
    public int BindsLength { get; init; }

    public bool Has(Mark any) => (Marks & any) != 0;

    public bool HasAll(Mark all) => (Marks & all) == all;

    public ReadOnlySpan<char> Span => Text.AsSpan()[Range].Trim();
}

/// <summary>A call taken apart for reading: sentences in order, speakers by number, who leads.</summary>
internal sealed class Talk
{
    /// <summary>How many sentences are looked at around one, however long a turn is.</summary>
    public const int Reach = 40;

    private const double LeadByWords = 0.5;
    private const Mark Binding = Mark.CommitI | Mark.CommitWe | Mark.LetMe | Mark.MustWe | Mark.MustI | Mark.Assign | Mark.Ask | Mark.MayYou | Mark.Offer;
    private readonly List<Said> _said = [];
    private readonly List<string> _speakers = [];

    private Talk(Transcript transcript) => Transcript = transcript;

    public Transcript Transcript { get; }
    public IReadOnlyList<Said> Said => _said;
    public IReadOnlyList<string> Speakers => _speakers;

    /// <summary>Who says it, where the transcript names somebody.</summary>
    public string? NameOf(Said said) => said.Speaker < 0 ? null : _speakers[said.Speaker];

    /// <summary>Who runs the meeting: opens, moves on and closes it, and speaks much. -1 where nobody is named.</summary>
    public int Leader { get; private set; } = -1;

    /// <summary>The first sentence of each cue, and at the end the number of sentences.</summary>
    public IReadOnlyList<int> FirstOf { get; private set; } = [];

    public static Talk Of(Transcript transcript)
    {
        var talk = new Talk(transcript);
        var (words, names, places) = (new Words(), NamesOf(transcript), new List<int>(transcript.Cues.Count + 1));
        string? before = null;
        for (var i = 0; i < transcript.Cues.Count; i++)
        {
            places.Add(talk._said.Count);
            var cue = transcript.Cues[i];
            // Rolling captions say each line again.
            if (cue.Text != before || cue.Text.Length < 20) talk.Add(i, cue, words, names);
            before = cue.Text;
        }
        places.Add(talk._said.Count);
        talk.FirstOf = places;
        talk.Leader = talk.FindLeader();
        return talk;
    }

    private void Add(int at, Cue cue, Words words, HashSet<string> names)
    {
        var speaker = cue.Speaker is null ? -1 : _speakers.IndexOf(cue.Speaker);
        if (speaker < 0 && cue.Speaker is not null)
        {
            speaker = _speakers.Count;
            _speakers.Add(cue.Speaker);
        }
        foreach (var range in Words.Sentences(cue.Text))
        {
            if (MachineTalk.Is(cue.Text.AsSpan()[range])) continue;
            foreach (var clause in Clauses.Of(cue.Text, range))
            {
                var tokens = words.Of(cue.Text, clause);
                if (tokens.Length > 0) _said.Add(Judge(at, speaker, cue.Text, clause, tokens, names));
            }
        }
    }

    private static Said Judge(int cue, int speaker, string text, Range range, Token[] tokens, HashSet<string> names)
    {
        var (marks, bindsAt, bindsLength) = (Mark.None, -1, 0);
        for (var i = 0; i < tokens.Length; i++)
        {
            var (found, length) = CommitPhrases.All.At(tokens, i);
            if ((found & Binding) != 0 && bindsAt < 0) (bindsAt, bindsLength) = (i, length);
            marks |= found | MatterPhrases.All.At(tokens, i).Marks | MeaningPhrases.All.At(tokens, i).Marks | DealPhrases.All.At(tokens, i).Marks;
            if (names.Contains(tokens[i].Word)) marks |= Mark.Role;
            if (tokens[i].Word[0] is '$' or '€' or '£') marks |= Mark.Price;
        }
        if (text.AsSpan()[range].TrimEnd(" \"”)*").EndsWith("?")) marks |= Mark.Question;
        return new Said(cue, speaker, text, range, tokens, marks) { BindsAt = bindsAt, BindsLength = bindsLength };
    }

    /// <summary>The words by which people of this call are called: their names, and what roles are commonly called.</summary>
    private static HashSet<string> NamesOf(Transcript transcript)
    {
        var names = new HashSet<string>(["designer", "designers", "expert", "manager", "engineer", "marketing"], StringComparer.Ordinal);
        foreach (var name in transcript.Cues.Select(c => c.Speaker).OfType<string>().Concat(transcript.Attendees.Select(a => a.Name)).Distinct())
            foreach (var part in name.ToLowerInvariant().Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
                if (part.Length > 2) names.Add(part);
        names.ExceptWith(["user", "the", "speaker", "unknown", "and", "project"]);
        return names;
    }

    private int FindLeader()
    {
        if (_speakers.Count == 0) return -1;
        var points = new double[_speakers.Count];
        for (var i = 0; i < _said.Count; i++)
        {
            var said = _said[i];
            if (said.Speaker < 0) continue;
            points[said.Speaker] += LeadByWords * said.Words.Length / _said.Count;
            if (i < _said.Count * 0.15 && said.Has(Mark.Agenda)) points[said.Speaker]++;
            if (i > _said.Count * 0.85 && said.Has(Mark.Wrap | Mark.NextTime)) points[said.Speaker]++;
        }
        return Array.IndexOf(points, points.Max());
    }
}
