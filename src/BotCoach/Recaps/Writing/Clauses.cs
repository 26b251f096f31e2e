namespace BotCoach.Recaps.Writing;

/// <summary>Takes a sentence apart where somebody is bound a second time in it: "Send me the proposal, and let's meet on Monday" is two promises.</summary>
internal static class Clauses
{
    private const int Shortest = 12;
    private static readonly string[] Joints = [" and ", ", and ", ", but ", ", so ", ", then "];
    private static readonly string[] Binders = ["i'll ", "i’ll ", "i will ", "let's ", "let’s ", "let me ", "we'll ", "we’ll ", "i'm going to ", "can you ", "could you ", "please send "];

    public static IEnumerable<Range> Of(string text, Range sentence)
    {
        var (from, length) = sentence.GetOffsetAndLength(text.Length);
        var end = from + length;
        var start = from;
        for (var at = start + Shortest; at < end - Shortest; at++)
        {
            if (text[at] is not (' ' or ',') || Joint(text.AsSpan(at, end - at)) is not { } joint) continue;
            yield return start..at;
            start = at + joint;
            at = start + Shortest;
        }
        yield return start..end;
    }

    private static int? Joint(ReadOnlySpan<char> rest)
    {
        foreach (var joint in Joints)
        {
            if (!rest.StartsWith(joint, StringComparison.OrdinalIgnoreCase)) continue;
            foreach (var binder in Binders) if (rest[joint.Length..].StartsWith(binder, StringComparison.OrdinalIgnoreCase)) return joint.Length;
        }
        return null;
    }
}
