using System.Runtime.CompilerServices;

namespace BotCoach.Deals;

/// <summary>
/// Words that fill a field and say nothing: never evidence, on any path. What fits any other deal, or says no more than the question did, is taken away word by word; what
/// is left must say something. Every judgement of a deal asks it of all that was said, so it makes no strings, and reads a text no further than it must.
/// </summary>
public static class Placeholders
{
    /// <summary>The same words on so many deals are no evidence for any of them.</summary>
    public const int SameOnTooMany = 5;

    /// <summary>A question, worked out once.</summary>
    private static readonly ConditionalWeakTable<string, Asked> Questions = [];

    /// <summary>Whether this value of a field says nothing.</summary>
    public static bool IsOne(string? text, int sameOnDeals = 1) =>
        string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany || SaysNothing(text, Asked.Nothing);

    /// <summary>Whether this answer to a criterion, or to another question, says nothing: also a bare "yes", and the question's own words pasted back.</summary>
    public static bool IsOne(string? text, string criterion, int sameOnDeals) =>
        string.IsNullOrWhiteSpace(text) || sameOnDeals >= SameOnTooMany || SaysNothing(text, Questions.GetValue(criterion, static c => new Asked(c)));

    /// <summary>Whether this names nobody: a name may well begin like a placeholder ("Na Li", "NA Capital").</summary>
    public static bool IsNoName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return true;
        var weighed = new Weighed(Asked.Nothing);
        for (var words = new Spelled(name); words.Next();)
        {
            weighed.Read(ref words);
            if (weighed.Content > 0) return false;
        }
        return weighed.HoldsNoName;
    }

    private static bool SaysNothing(string text, Asked asked)
    {
        if (IsTemplate(text)) return true;
        var weighed = new Weighed(asked);
        for (var words = new Spelled(text, asked.IsKnown && Spelled.IsShouted(text)); words.Next();)
        {
            weighed.Read(ref words);
            if (weighed.IsDecided || weighed.Content >= Weighed.Enough) return false;
        }
        return weighed.SaysNothing;
    }

    /// <summary>"&lt;your text&gt;", "{{champion}}", "[date]": what stood there to be replaced.</summary>
    private static bool IsTemplate(string text)
    {
        if (text[0] is not ('<' or '{' or '[' or '#' or ' ')) return false;
        var bare = text.AsSpan().Trim();
        return bare.Length < 60 && ((bare is ['<', .., '>'] && !bare.Contains("://", StringComparison.Ordinal)) || bare is ['{', .., '}'] || (bare is ['#', .., '!' or '?' or 'A'] && !bare.Contains(' ')) || (bare is ['[', .., ']'] && !bare.ContainsAnyInRange('0', '9')));
    }
}
