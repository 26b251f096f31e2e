namespace BotCoach.Recaps.Writing;

/// <summary>Finds phrases in a run of words, all of them in one pass: a tree of words whose leaves are marks.</summary>
internal sealed class Phrases
{
    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);
        public Mark Mark { get; set; }
    }

    private readonly Node _root = new();

    /// <summary>Phrases by lines; "a|b" in a word's place is either.</summary>
    public Phrases(IEnumerable<(Mark Mark, string Text)> table)
    {
        foreach (var (mark, text) in table)
            foreach (var phrase in text.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Add([_root], phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries), 0, mark);
    }

    /// <summary>The marks of all phrases that begin at this word, and how many words the longest takes.</summary>
    public (Mark Marks, int Length) At(ReadOnlySpan<Token> words, int from)
    {
        var (node, marks, length) = (_root, Mark.None, 0);
        for (var i = from; i < words.Length && node.Next.TryGetValue(words[i].Word, out var next); i++)
        {
            node = next;
            if (node.Mark == Mark.None) continue;
            marks |= node.Mark;
            length = i - from + 1;
        }
        return (marks, length);
    }

    private static void Add(List<Node> from, string[] words, int at, Mark mark)
    {
        if (at == words.Length)
        {
            foreach (var node in from) node.Mark |= mark;
            return;
        }
        var reached = new List<Node>();
        foreach (var node in from)
            foreach (var word in words[at].Split('|'))
            {
                if (!node.Next.TryGetValue(word, out var next)) node.Next.Add(word, next = new Node());
                reached.Add(next);
            }
        Add(reached, words, at + 1, mark);
    }
}
