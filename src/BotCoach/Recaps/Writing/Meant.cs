namespace BotCoach.Recaps.Writing;

/// <summary>Who is meant: a name or a role in a sentence, the one who is spoken to, the one who answers.</summary>
internal sealed class Meant
{
    private const int AnswerWithin = 3;
    private readonly Talk _talk;
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);

    public Meant(Talk talk)
    {
        _talk = talk;
        for (var i = 0; i < talk.Speakers.Count; i++)
            foreach (var word in talk.Speakers[i].ToLowerInvariant().Split([' ', ',', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2 && w is not ("the" or "and" or "speaker")))
            {
                if (!_byWord.TryGetValue(word, out var who)) _byWord.Add(word, who = []);
                if (!who.Contains(i)) who.Add(i);
            }
    }

    /// <summary>The speakers whom a stretch of words names, most words first; of "User Interface" two words say more than one.</summary>
    public List<int> Named(ReadOnlySpan<Token> words)
    {
        var found = new List<int>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!_byWord.TryGetValue(words[i].Word, out var who)) continue;
            var length = 1;
            while (i + length < words.Length && _byWord.TryGetValue(words[i + length].Word, out var next) && next.Intersect(who).ToList() is { Count: > 0 } both) (who, length) = (both, length + 1);
            if (who.Count == 1 && IsWholeEnough(who[0], length) && !found.Contains(who[0])) found.Add(who[0]);
            i += length - 1;
        }
        return found;
    }

    /// <summary>Who is spoken to: named in the sentence or before it, else who answers next, else the only other one.</summary>
    public int Addressed(int at)
    {
        var said = _talk.Said[at];
        if (Named(said.Words).Where(n => n != said.Speaker).ToList() is [var named, ..]) return named;
        for (var i = at - 1; i >= 0 && i >= at - 2 && _talk.Said[i].Speaker == said.Speaker; i--)
            if (_talk.Said[i].Words.Length <= 4 && Named(_talk.Said[i].Words).Where(n => n != said.Speaker).ToList() is [var before, ..]) return before;
        if (_talk.Speakers.Count == 2 && said.Speaker >= 0) return 1 - said.Speaker;
        // Among several, a yes to an order may be anybody's; to a question it is his who does it.
        if (!said.Has(Mark.Ask)) return -1;
        var answer = Answer(at, Mark.Yes | Mark.CommitI);
        return answer < 0 ? -1 : _talk.Said[answer].Speaker;
    }

    /// <summary>The place of the sentence in which somebody else answers so, soon; -1 where nobody does.</summary>
    public int Answer(int at, Mark so)
    {
        var said = _talk.Said[at];
        for (var i = at + 1; i < Math.Min(_talk.Said.Count, at + Talk.Reach) && _talk.Said[i].Cue <= said.Cue + AnswerWithin; i++)
        {
            var answer = _talk.Said[i];
            if (answer.Speaker == said.Speaker && answer.Cue > said.Cue + 1) return -1;
            if (answer.Speaker != said.Speaker && answer.Has(so)) return i;
        }
        return -1;
    }

    // A speaker called "Project Manager" is not meant by every "project".
    private bool IsWholeEnough(int speaker, int length)
    {
        var words = _talk.Speakers[speaker].Split(' ').Length;
        return length >= 2 || words == 1 || char.IsUpper(_talk.Speakers[speaker][0]) && !IsRole(_talk.Speakers[speaker]);
    }

    private static bool IsRole(string speaker)
    {
        foreach (var role in (string[])["Manager", "Designer", "Interface", "Engineer", "Director", "Speaker", "Expert", "User"])
            if (speaker.Contains(role, StringComparison.Ordinal)) return true;
        return false;
    }
}
