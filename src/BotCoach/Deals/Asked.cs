namespace BotCoach.Deals;

internal enum AskedHow
{
    /// <summary>A field whose name is not known here.</summary>
    Nothing,

    /// <summary>"Budget", "Decision process".</summary>
    Label,

    /// <summary>"The start date is agreed."</summary>
    Statement,

    /// <summary>"Is a tender required?"</summary>
    YesOrNo,

    /// <summary>"Who decides?"</summary>
    Open,
}

/// <summary>What a question asks for, worked out once: its words, and which short words are an answer to it.</summary>
internal sealed class Asked
{
    public static readonly Asked Nothing = new("");

    private static readonly string[] Endings = ["", "s", "es", "e", "ed", "d", "ing", "ion", "ions", "er", "ers", "or", "ment", "ments", "al", "ly", "ation"];

    /// <summary>Without accents, as <see cref="Spelled"/> reads them.</summary>
    private static readonly HashSet<string> YesOrNo =
    [
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should", "may", "might",
        "ist", "sind", "hat", "haben", "kann", "konnen", "wird", "werden", "gibt", "wurde", "wurden", "est", "estce", "avezvous", "atil", "y", "es", "esta", "hay", "tiene", "tienen", "ha", "han", "puede",
        "e", "tem", "ha", "pode", "foi", "ce", "hanno", "puo", "zijn", "heeft", "hebben", "kan", "kunnen", "wordt", "czy",
    ];

    private static readonly HashSet<string> Openers = ["who", "whom", "whose", "what", "when", "which", "where", "why", "how", "or"];

    /// <summary>Whose "theirs" is.</summary>
    private static readonly string[] Buyers = ["buyer", "buyers", "customer", "customers", "client", "clients", "kunde", "kunden", "klant", "cliente", "client"];

    private static readonly string[] Sides = ["their", "theirs", "they", "his", "hers", "our", "ours", "mine", "us"];

    private readonly ulong[] _words;
    private readonly ulong _kin;
    private readonly HashSet<ulong> _choices = [];
    private readonly ulong _choiceKin;

    public Asked(string question)
    {
        var said = SaidWords(question);
        How = HowOf(question, said);
        var words = new HashSet<ulong>();
        foreach (var word in said) AddForms(words, word);
        _words = Table(words);
        foreach (var word in words) if (PlaceholderWords.Of(word).Kin is > 0 and var kin) _kin |= 1UL << kin;
        if (How is AskedHow.YesOrNo || question.Contains('?')) AddChoices(question.ToLowerInvariant());
        if (question.IndexOf('(') is >= 0 and var open && question.Contains('/') && question.IndexOf(')') is var close && close > open)
            foreach (var option in SaidWords(question.AsSpan(open, close - open))) _choices.Add(PlaceholderWords.HashOf(option));
        if (said.Contains("their") && (said.Contains("our") || said.Contains("ours")) && _choices.Count > 0) _choices.UnionWith(Sides.Select(w => PlaceholderWords.HashOf(w)));
        HasChoices = _choices.Count > 0;
        foreach (var word in _choices) if (PlaceholderWords.Of(word).Kin is > 0 and var kin) _choiceKin |= 1UL << kin;
        bool Any(params string[] stems) => said.Exists(w => stems.Any(s => w.StartsWith(s, StringComparison.Ordinal)));
        var first = said.FirstOrDefault() ?? "";
        IsChoiceOfTwo = How == AskedHow.YesOrNo && question.Contains(" or ") && !question.Contains(", or ");
        TakesTime = How == AskedHow.Nothing || first == "when" || Any("date", "day", "when", "timeline", "urgen", "start", "term", "time", "schedul", "mileston", "step");
        TakesNumber = How == AskedHow.Nothing || Any("amount", "many", "number", "cost", "price", "budget", "much", "term", "users", "seats", "revenue", "impact", "range", "value");
        TakesNone = said is ["expansion"] || Any("many", "blocker", "objection", "concession", "risk", "constraint", "competit", "alternativ", "dependen", "concern", "doubt", "compelling", "deadline") || (How == AskedHow.Label && Any("review"));
        TakesNothing = How == AskedHow.Open && first is "what" or "how" or "where" or "which" or "who" && !Any("problem", "decides", "purpose") && Any("did", "do", "have", "has", "happens", "left", "get", "between", "stop", "handle", "else", "tried", "could", "not");
        IsOfPeople = How == AskedHow.Nothing || first is "who" or "whose" || Any("who", "champion", "buyer", "people", "stakeholder", "sponsor", "account", "source", "person", "contact", "decider");
        IsOfTools = Any("stack", "today", "tried", "source", "tool", "handle", "alternativ");
        IsRating = said is ["fit"] || Any("category", "forecast", "strength", "rating", "rate");
        Count = said.Distinct().Count(w => (PlaceholderWords.Of(PlaceholderWords.HashOf(w)).Says & Says.Glue) == 0);
        if (How == AskedHow.Label && said.Count > 1) _initials = said.Aggregate(PlaceholderWords.Seed, (hash, word) => PlaceholderWords.Add(hash, word[0]));
        HasNo = said.Exists(w => (PlaceholderWords.Of(PlaceholderWords.HashOf(w)).Says & Says.No) != 0);
        HasNone = said.Exists(w => (PlaceholderWords.Of(PlaceholderWords.HashOf(w)).Says & Says.None) != 0);
        IsOfAccount = How == AskedHow.Label && Any("account", "compan", "competitor", "vendor");
        IsOfSource = Any("source");
        IsOfSize = Any("segment", "plan", "size", "product");
        IsOfChange = first == "why" || Any("trigger", "chang");
        IsOfDoing = Any("handle", "happens");
        IsOfTopics = How != AskedHow.Statement && Any("blocker", "objection", "between");
        IsOfProblem = How == AskedHow.Label && Any("problem");
        IsOfNeeds = Any("requirement", "criteri", "constraint");
        IsOfOutcome = Any("want", "desired", "success", "worked");
        IsNext = said is ["next", "step"] or ["next", "steps"] || (How == AskedHow.Open && said.Contains("next") && said[^1] is "step" or "steps");
        IsOfSteps = IsNext || (first == "what" && Any("agree", "left"));
        IsWhich = How != AskedHow.Statement && (first == "which" || Any("plan", "product", "size", "tier", "segment", "country", "grade", "class", "version", "department", "site", "team", "region"));
    }

    public AskedHow How { get; }

    public bool IsKnown => How != AskedHow.Nothing;

    /// <summary>A day or month alone is an answer.</summary>
    public bool TakesTime { get; }

    public bool TakesNumber { get; }

    /// <summary>"Theirs or ours?": a yes says neither.</summary>
    public bool IsChoiceOfTwo { get; }

    /// <summary>"None" says something: "Blockers".</summary>
    public bool TakesNone { get; }

    /// <summary>"Nothing" says something: "What did they do?".</summary>
    public bool TakesNothing { get; }
    public bool IsOfPeople { get; }

    /// <summary>The name of a program is an answer, not the place where one stands.</summary>
    public bool IsOfTools { get; }
    public bool IsRating { get; }
    public bool IsOfAccount { get; }
    public bool IsOfSource { get; }

    /// <summary>What is new there is what it asks for.</summary>
    public bool IsOfChange { get; }
    public bool IsOfSize { get; }

    /// <summary>What the rep will do is what it asks for.</summary>
    public bool IsOfSteps { get; }
    public bool IsNext { get; }

    /// <summary>A bare noun is an answer: what stands in the way.</summary>
    public bool IsOfTopics { get; }

    /// <summary>What somebody there does not know is an answer.</summary>
    public bool IsOfProblem { get; }

    /// <summary>What must be so is what it asks for.</summary>
    public bool IsOfNeeds { get; }
    public bool IsWhich { get; }

    /// <summary>What they do, or will do, is what it asks for.</summary>
    public bool IsOfDoing { get; }

    /// <summary>What they will see is what it asks for.</summary>
    public bool IsOfOutcome { get; }

    /// <summary>How many words it has that are more than grammar.</summary>
    public int Count { get; }
    public bool HasNo { get; }
    public bool HasNone { get; }

    public bool Has(ulong hash, ulong stem, int kin) => IsKnown && HasWord(hash, stem, kin);

    private bool HasWord(ulong hash, ulong stem, int kin) =>
        Holds(hash) || (stem != 0 && Holds(stem)) || (kin > 0 && (_kin >> kin & 1) == 1);

    /// <summary>One of the answers that the question itself offers: "theirs or ours".</summary>
    public bool IsChoice(ulong hash, int kin) => HasChoices && (_choices.Contains(hash) || (kin > 0 && (_choiceKin >> kin & 1) == 1));

    public bool HasChoices { get; }

    /// <summary>"EB" for "Economic buyer".</summary>
    private readonly ulong _initials;

    public bool IsShortFor(ulong hash) => hash == _initials;

    private bool Holds(ulong hash)
    {
        for (var at = (int)(hash >> 32) & (_words.Length - 1); _words[at] != 0; at = (at + 1) & (_words.Length - 1)) if (_words[at] == hash) return true;
        return false;
    }

    private static AskedHow HowOf(string question, List<string> said)
    {
        if (said.Count == 0) return AskedHow.Nothing;
        if (!question.Contains('?')) return said.Count > 6 || question.TrimEnd() is [.., '.' or ')'] && said.Count > 2 ? AskedHow.Statement : AskedHow.Label;
        return YesOrNo.Contains(said[0]) || IsWhetherDone(said) ? AskedHow.YesOrNo : AskedHow.Open;
    }

    /// <summary>"Security review needed?", "NDA signed?"</summary>
    private static bool IsWhetherDone(List<string> said) =>
        said.Count is > 1 and < 6 && (said[^1].EndsWith("ed", StringComparison.Ordinal) || said[^1] is "done" or "necessary" or "possible" or "ready") && !said.Exists(Openers.Contains);

    private static List<string> SaidWords(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        for (var spelled = new Spelled(text); spelled.Next();)
        {
            if (spelled.IsJoined && !spelled.IsPart) { words.Add(Plain(spelled.Raw)); spelled.Split(); }
            else words.Add(Plain(spelled.Raw));
        }
        return words;
    }

    private static string Plain(ReadOnlySpan<char> raw)
    {
        var letters = new char[raw.Length];
        var length = 0;
        foreach (var letter in raw) if (PlaceholderWords.FoldedOf(letter) is not '\0' and var small) letters[length++] = small;
        return new string(letters, 0, length);
    }

    private static void AddForms(HashSet<ulong> words, string word)
    {
        words.Add(PlaceholderWords.HashOf(word));
        if (word.Length < 4) return;
        if (word.Length > Spelled.StemLetters) words.Add(PlaceholderWords.HashOf(word.AsSpan(0, Spelled.StemLetters)));
        foreach (var ending in Endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || word.Length - ending.Length < 4) continue;
            var root = word[..^ending.Length];
            foreach (var other in Endings) words.Add(PlaceholderWords.HashOf(root + other));
        }
    }

    /// <summary>The word before "or", and those behind it until the next stop.</summary>
    private void AddChoices(string question)
    {
        for (var at = question.IndexOf(" or ", StringComparison.Ordinal); at >= 0; at = question.IndexOf(" or ", at + 4, StringComparison.Ordinal))
        {
            if (SaidWords(question.AsSpan(0, at)) is [.., var before]) Offer(before);
            var end = question.IndexOfAny([',', '?', '.', '('], at + 4);
            foreach (var word in SaidWords(question.AsSpan(at + 4, (end < 0 ? question.Length : end) - at - 4))) Offer(word);
        }

        void Offer(string word)
        {
            var hash = PlaceholderWords.HashOf(word);
            if (word is "theirs") foreach (var they in Buyers) _choices.Add(PlaceholderWords.HashOf(they));
            if ((PlaceholderWords.Of(hash).Says & Says.Glue) == 0 || word is "ours" or "theirs" or "us" or "them" or "we" or "they") _choices.Add(hash);
        }
    }

    private static ulong[] Table(HashSet<ulong> words)
    {
        var table = new ulong[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(words.Count * 3) + 2)];
        foreach (var word in words)
        {
            var at = (int)(word >> 32) & (table.Length - 1);
            while (table[at] != 0) at = (at + 1) & (table.Length - 1);
            table[at] = word;
        }
        return table;
    }
}
