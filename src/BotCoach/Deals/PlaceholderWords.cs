using System.Globalization;
using System.Numerics;
using System.Text;

namespace BotCoach.Deals;

/// <summary>What a word does in an answer; one without any of these carries what the answer says.</summary>
[Flags]
internal enum Says : long
{
    Nothing = 0,

    /// <summary>Grammar: it joins others.</summary>
    Glue = 1 << 0,

    /// <summary>A filler or a judgement that fits any deal.</summary>
    Hollow = 1 << 1,

    /// <summary>Ready-made talk of sales: nothing as a reply to a question, though it may be a value of a field.</summary>
    Worn = 1 << 2,

    /// <summary>"tbd", "unknown", "n/a".</summary>
    Unknown = 1 << 3,

    /// <summary>"see", "ask", "attached".</summary>
    Pointer = 1 << 4,

    /// <summary>Where one is pointed to: "notes", "Gong".</summary>
    Place = 1 << 5,

    /// <summary>What one promises to do with a field: "fill", "check".</summary>
    Write = 1 << 6,

    /// <summary>"will", "must", "to".</summary>
    Will = 1 << 7,

    /// <summary>Days, months and their like.</summary>
    Time = 1 << 8,

    /// <summary>"later", "soon".</summary>
    Later = 1 << 9,

    Yes = 1 << 10,
    No = 1 << 11,

    /// <summary>"nothing", "nobody", "none".</summary>
    None = 1 << 12,

    /// <summary>"only", "except": some of what was asked for, and so more than it.</summary>
    Limit = 1 << 13,

    /// <summary>"Mr", "GmbH": a name stands beside it.</summary>
    Named = 1 << 14,

    /// <summary>"Will", "Jan", "Una": with a capital letter, also a name.</summary>
    Name = 1 << 15,

    /// <summary>"they", "he": whoever promises something is not the rep.</summary>
    Them = 1 << 16,

    /// <summary>"knows", "has": with a name alone, it points at somebody.</summary>
    Knows = 1 << 17,

    /// <summary>"two", "zero".</summary>
    Count = 1 << 18,

    /// <summary>"strong", "weak": a value where one is asked to rate.</summary>
    Rating = 1 << 19,

    /// <summary>"all", "both": a choice among what was asked for.</summary>
    Quantity = 1 << 20,

    /// <summary>"in", "on", "as per": a place behind it is pointed to.</summary>
    In = 1 << 21,

    /// <summary>"know", "sure", "data": not so, it is unknown.</summary>
    Known = 1 << 22,

    /// <summary>"stuff", "test", "blah": a filler everywhere, even where no question is known.</summary>
    Filler = 1 << 23,

    /// <summary>"yet": what is not so may become so.</summary>
    Yet = 1 << 24,

    /// <summary>"growth", "timing": it says something where nothing praises it and no ready-made talk is about it.</summary>
    Dull = 1 << 25,

    /// <summary>"good", "right", "huge".</summary>
    Praise = 1 << 26,

    /// <summary>"IT", "HR": in capitals no grammar.</summary>
    Caps = 1 << 27,

    /// <summary>"too": what follows is a complaint.</summary>
    Too = 1 << 28,

    /// <summary>"I", "my": the rep speaks of the rep.</summary>
    Me = 1 << 29,

    /// <summary>"Bo", "Jan", "Sam": with a capital letter always a name.</summary>
    Forename = 1 << 30,

    /// <summary>"to": what somebody is to do.</summary>
    To = 1L << 31,

    /// <summary>"they", "she": the buyer does something, or does not.</summary>
    They = 1L << 32,

    /// <summary>A weekday or a month.</summary>
    Date = 1L << 33,

    /// <summary>"Doe", "Mustermann".</summary>
    Nobody = 1L << 34,

    /// <summary>A month alone.</summary>
    Month = 1L << 35,

    /// <summary>"tool", "call": that there is none says something.</summary>
    Thing = 1L << 36,

    /// <summary>"update", "issue": that there is none says nothing.</summary>
    Blank = 1L << 37,

    /// <summary>"unclear", "pending": with what, it is an answer sooner than "tbd" is.</summary>
    Soft = 1L << 38,

    /// <summary>"small", "new": a value where a size or a plan is asked for.</summary>
    Size = 1L << 39,

    /// <summary>Grammar, and in English none.</summary>
    Foreign = 1L << 40,

    /// <summary>"nobody": with a verb, it is what somebody there does not do.</summary>
    NoPerson = 1L << 41,

    /// <summary>"lol": no filler beside other words.</summary>
    Laugh = 1L << 42,

    /// <summary>"lead", "mgr": somebody's title behind what they are responsible for.</summary>
    Title = 1L << 43,

    /// <summary>"the", "his": what follows is an English word, whatever it is elsewhere.</summary>
    Article = 1L << 44,

    /// <summary>"meeting", "review": a next step.</summary>
    Move = 1L << 45,

    /// <summary>"customer", "wait": of every day; one of them says nothing, two of them do.</summary>
    Plain = 1L << 46,

    /// <summary>"more", "one", "no": with a plain word, it says something.</summary>
    More = 1L << 47,

    /// <summary>"he", "she": what one person does is told of no other deal.</summary>
    One = 1L << 48,

    /// <summary>"good", "generic": with one more word, it praises any deal.</summary>
    Fine = 1L << 49,

    /// <summary>"see where": no pointer.</summary>
    Asks = 1L << 50,

    /// <summary>"po", "hr": also in small letters no grammar, where no foreign word stands before it.</summary>
    Short = 1L << 51,

    /// <summary>"year", "quarter": when there is money, or is none.</summary>
    Period = 1L << 52,

    /// <summary>"pending", "unknown": with a noun behind it, what stands in the way.</summary>
    Kind = 1L << 53,

    /// <summary>"under": as of which amount.</summary>
    Bound = 1L << 54,
}

/// <summary>Words that do the same.</summary>
internal sealed record WordList(Says Says, string Words);

/// <summary>
/// The words that fill a field, in eight languages, by the hash of their letters (small, without accents): a judgement of many deals looks up millions of them, and needs no
/// string for it.
/// </summary>
internal static class PlaceholderWords
{
    public const ulong Seed = 14695981039346656037;

    /// <summary>A letter or figure as it is compared: small, without accent; 0 for anything else. Beyond its end nothing is folded.</summary>
    public static readonly uint[] Folded = Fold();

    /// <summary>Set beside the letter in <see cref="Folded"/>.</summary>
    public const uint Capital = 1u << 16;
    public const uint Figure = 1u << 31;

    private static readonly ulong[] Hashes;
    private static readonly (Says Says, int Kin)[] Values;

    static PlaceholderWords()
    {
        var words = Read();
        Hashes = new ulong[BitOperations.RoundUpToPowerOf2((uint)words.Count * 2)];
        Values = new (Says, int)[Hashes.Length];
        foreach (var (hash, word) in words)
        {
            var at = Slot(hash);
            while (Hashes[at] != 0) at = (at + 1) & (Hashes.Length - 1);
            (Hashes[at], Values[at]) = (hash, word);
        }
    }

    /// <summary>Words of one kin say the same thing: "reqs" and "requirements". 0 for a word without.</summary>
    public static (Says Says, int Kin) Of(ulong hash)
    {
        var hashes = Hashes;
        for (var at = Slot(hash); hashes[at] != 0; at = (at + 1) & (hashes.Length - 1)) if (hashes[at] == hash) return Values[at];
        return default;
    }

    public static ulong Add(ulong hash, char letter) => (hash ^ letter) * 1099511628211;

    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var letter in word)
            if (FoldedOf(letter) is not '\0' and var folded) hash = Add(hash, folded);
        return hash;
    }

    public static char FoldedOf(char letter) => (char)FoldedWithClass(letter);

    public static uint FoldedWithClass(char letter) =>
        letter < Folded.Length ? Folded[letter] : char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) | (char.IsUpper(letter) ? Capital : 0) : 0;

    private static int Slot(ulong hash) => (int)(hash ^ (hash >> 29)) & (Hashes.Length - 1);

    private static Dictionary<ulong, (Says Says, int Kin)> Read()
    {
        var words = new Dictionary<ulong, (Says Says, int Kin)>();
        foreach (var (says, list) in ForeignWords.Lists) foreach (var word in Split(list)) Put(word, says | (says == Says.Glue ? Says.Foreign : 0), 0);
        foreach (var (says, list) in EnglishWords.Lists) foreach (var word in Split(list)) Put(word, says, 0, isForeign: says is Says.Caps or Says.Name);
        foreach (var (says, list) in EnglishWords.Verbs) foreach (var verb in Split(list)) foreach (var form in FormsOf(verb)) Put(form, says, 0);
        foreach (var (says, list) in EnglishWords.Nouns) foreach (var noun in Split(list)) foreach (var form in PluralsOf(noun)) Put(form, says | Says.Thing, 0);
        for (var kin = 0; kin < KinWords.Lists.Length; kin++) foreach (var word in Split(KinWords.Lists[kin])) Put(word, Says.Nothing, kin + 1);
        return words;

        void Put(string word, Says says, int kin, bool isForeign = true)
        {
            var known = words.GetValueOrDefault(HashOf(word));
            words[HashOf(word)] = ((known.Says & (isForeign ? ~Says.Nothing : ~Says.Foreign)) | says, kin == 0 ? known.Kin : kin);
        }
    }

    private static string[] Split(string list) => list.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>English ones; those that bend otherwise are listed word by word.</summary>
    private static IEnumerable<string> FormsOf(string verb)
    {
        var root = verb.EndsWith('e') ? verb[..^1] : verb;
        yield return verb;
        yield return root + "ing";
        if (verb.EndsWith('y') && !"aeou".Contains(verb[^2])) { yield return verb[..^1] + "ies"; yield return verb[..^1] + "ied"; }
        else { yield return root + "ed"; yield return verb + (verb[^1] is 's' or 'h' or 'x' ? "es" : "s"); }
    }

    private static IEnumerable<string> PluralsOf(string noun) =>
        noun.EndsWith('y') && !"aeou".Contains(noun[^2]) ? [noun, noun[..^1] + "ies"] : [noun, noun + (noun[^1] is 's' or 'h' or 'x' ? "es" : "s")];

    private static uint[] Fold()
    {
        var folded = new uint[0x250];
        for (var i = 0; i < folded.Length; i++)
        {
            var letter = (char)i;
            if (!char.IsLetterOrDigit(letter)) continue;
            var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
            var small = char.ToLower(bare, CultureInfo.InvariantCulture) switch { 'ł' => 'l', 'ø' => 'o', 'ı' => 'i', 'đ' => 'd', 'ß' => 's', 'æ' => 'a', var other => other };
            folded[i] = small | (char.IsUpper(letter) ? Capital : 0) | (char.IsAsciiDigit(small) ? Figure : 0);
        }
        return folded;
    }
}
