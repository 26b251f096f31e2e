namespace BotCoach.Recaps;

/// <summary>What a call gives away of its deal: its title, who was there, from which companies, and which names fall. Pure.</summary>
public sealed class CallClues
{
    // A name of a company that is said in passing is no proof: twice it is.
    private const int OftenSaid = 2;

    // What stands in a title of any meeting, or in a name of any company.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "call", "meeting", "demo", "discovery", "intro", "sync", "review", "follow", "up", "weekly", "sales", "the", "and", "with", "for", "new", "business", "deal", "project", "rollout", "pilot", "renewal", "expansion",
        "inc", "ltd", "llc", "gmbh", "ag", "corp", "co", "company", "group", "holding", "holdings", "sa", "bv", "plc", "limited", "solutions", "services", "systems", "international",
    };

    private readonly string _title;
    private readonly IReadOnlyList<string> _there;
    private readonly HashSet<string> _domains;
    private readonly string _said;

    private CallClues(string title, IReadOnlyList<string> there, HashSet<string> domains, string said) => (_title, _there, _domains, _said) = (title, there, domains, said);

    public static CallClues Of(Call call, Transcript transcript)
    {
        var attendees = CallAttendee.Of(call);
        var speakers = transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct(StringComparer.Ordinal);
        return new CallClues(call.Title, [.. speakers.Concat(attendees.Select(a => a.Name).OfType<string>()).Distinct(StringComparer.OrdinalIgnoreCase)], DomainsOf(attendees), string.Join('\n', transcript.Cues.Select(c => c.Text)));
    }

    /// <summary>Of a meeting that is still to come: nothing was said in it yet.</summary>
    public static CallClues Of(string title, IReadOnlyList<CallAttendee> attendees) => new(title, [.. attendees.Select(a => a.Name).OfType<string>()], DomainsOf(attendees), "");

    private static HashSet<string> DomainsOf(IEnumerable<CallAttendee> attendees) => attendees.Select(a => a.Address).OfType<string>().Select(a => a[(a.LastIndexOf('@') + 1)..].Split('.')[0].ToLowerInvariant()).ToHashSet();

    /// <summary>So much speaks for a deal; three and more is no accident.</summary>
    public int SignsOf(string name, string? account, string? externalId, IEnumerable<string> people)
    {
        var signs = 0;
        if (externalId is { Length: > 3 } id && Says(_title, id)) signs += 4;
        if (Says(_title, name)) signs += 3;
        if (account is { Length: > 1 } firm)
        {
            var core = CoreOf(firm);
            if (Says(_title, core)) signs += 3;
            if (_domains.Contains(core.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant())) signs += 3;
            if (Often(core)) signs += 1;
        }
        return signs + Math.Min(2, people.Count(p => _there.Any(t => t.Equals(p, StringComparison.OrdinalIgnoreCase)))) * 2;
    }

    /// <summary>"Acme Holding GmbH" is Acme.</summary>
    private static string CoreOf(string firm)
    {
        var words = firm.Split((char[])[' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Common.Contains(w)).ToList();
        return words.Count == 0 ? firm : string.Join(' ', words);
    }

    private static bool Says(string words, string what) => what.Length > 1 && !Common.Contains(what) && Writing.Words.FindWhole(words, what) >= 0;

    private bool Often(string what)
    {
        if (what.Length < 3 || Common.Contains(what)) return false;
        var (times, at) = (0, -1);
        while (times < OftenSaid && (at = Writing.Words.FindWhole(_said, what, at + 1)) >= 0) times++;
        return times == OftenSaid;
    }
}
