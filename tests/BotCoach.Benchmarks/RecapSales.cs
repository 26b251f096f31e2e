using System.Text.Json;
using BotCoach.Recaps;
using BotCoach.Recaps.Writing;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>The four sales calls: next steps against what is expected of them, all else against labels that were written before the writer. A line matches where it cites the cue of a label's quote, or one beside it.</summary>
internal static class RecapSales
{
    private const int Beside = 1;

    // What the expected steps' words of time mean on the days of the calls.
    private static readonly Dictionary<string, LocalDate?> Due = new()
    {
        ["discovery-call-01.md: Send case studies"] = null, ["discovery-call-01.md: Hold custom demo"] = new(2024, 1, 30),
        ["discovery-call-01.md: Send access to a couple of sample opportunities"] = new(2024, 1, 22),
        ["demo-call-success-01.md: Send pilot details, success metrics and a contract"] = new(2024, 2, 3), ["demo-call-success-01.md: Send security white paper"] = null,
        ["demo-call-success-01.md: Talk to Amy and Tom about the pilot"] = null, ["cold-call-success-01.md: Send invite"] = new(2024, 1, 15),
        ["cold-call-success-01.md: 30 minute video demo"] = new(2024, 1, 19),
    };

    // Who is expected to do each step, and on which side they are.
    private static readonly Dictionary<(string Call, string Action), (string[] Owners, CallSide Side)> Owners = RecapData.Owners();

    public static void Run()
    {
        var tallies = new Dictionary<string, (int Found, int Wanted, int Right, int Written)>();
        foreach (var call in RecapData.Calls())
        {
            var recap = ExtractiveWriter.Write(call.Transcript, RecapCall.On(call.Transcript.HeldOn!.Value) with { Criteria = Criteria() });
            Count(tallies, "next steps", [.. call.Actions.Select(a => a.Evidence)], RecapBenchmark.Drafts(call, recap));
            Steps(tallies, call, recap);
            Labelled(tallies, call, recap, RecapData.Labels().RootElement.GetProperty("calls").EnumerateArray().Single(c => c.GetProperty("call").GetString() == call.Id));
        }
        Console.WriteLine("| on the four sales calls | found | of what was written, right |\n|---|---|---|");
        foreach (var (what, t) in tallies) Console.WriteLine($"| {what} | {RecapScore.Share(t.Found, t.Wanted)} | {(t.Written < 0 ? "" : RecapScore.Share(t.Right, t.Written))} |");
        Console.WriteLine();
    }

    /// <summary>Of the expected steps that were found: whose they are, on which side, and by when.</summary>
    private static void Steps(Dictionary<string, (int, int, int, int)> tallies, RecapMeeting call, Recap recap)
    {
        foreach (var action in call.Actions)
        {
            if (recap.NextSteps.Where(s => s.Cues.Any(c => action.Evidence.Contains(call.Places[c]))).ToList() is not { Count: > 0 } near) continue;
            var (owners, side) = Owners[(call.Id, action.Text)];
            One(tallies, "owners of the next steps found", near.Exists(s => s.Owner is { } owner ? owners.Contains(owner.Split(' ')[0]) : owners.Length > 1 && s.Side == CallSide.Both));
            One(tallies, "sides of the next steps found", near.Exists(s => s.Side == side));
            if (Due.TryGetValue($"{call.Id}: {action.Text}", out var day)) One(tallies, "days of the next steps found", near.Exists(s => s.Due == day));
        }
    }

    private static void Labelled(Dictionary<string, (int, int, int, int)> tallies, RecapMeeting call, Recap recap, JsonElement label)
    {
        Count(tallies, "objections", Quotes(call, label, "objections"), Places(call, recap.Objections.Select(o => o.Cues)));
        Kinds(tallies, call, recap, label);
        Count(tallies, "pains (problem and impact)", Quotes(call, label, "pains"), Places(call, recap.Problem.Concat(recap.Impact).Select(o => o.Cues)));
        Count(tallies, "decisions", Quotes(call, label, "decisions"), Places(call, recap.Decisions.Select(o => o.Cues)));
        var (wanted, named) = (Values(label, "stakeholders", "name"), recap.Stakeholders.Select(s => s.Name).ToList());
        Add(tallies, "stakeholders", wanted.Count(w => named.Exists(n => Sides.SameName(n, w))), wanted.Count, named.Count(n => wanted.Exists(w => Sides.SameName(n, w))), named.Count);
        Roles(tallies, recap, label);
        var holds = label.GetProperty("criteria").EnumerateArray().Where(c => c.GetProperty("holds").GetBoolean()).Select(c => c.GetProperty("criterion").GetString()!).ToList();
        var proposed = recap.Proposed.Select(p => p.Criterion).OfType<string>().ToList();
        Add(tallies, "criteria with evidence", holds.Count(proposed.Contains), holds.Count, proposed.Count(holds.Contains), proposed.Count);
        var not = Values(label, "not", "criterion");
        Add(tallies, "criteria that a careless reader takes as proven (fewer is better)", proposed.Count(not.Contains), not.Count, 0, 0);
    }

    /// <summary>Of the objections found: of the kind that the label says.</summary>
    private static void Kinds(Dictionary<string, (int, int, int, int)> tallies, RecapMeeting call, Recap recap, JsonElement label)
    {
        var kinds = Values(label, "objections", "kind");
        foreach (var (quotes, kind) in Quotes(call, label, "objections").Zip(kinds))
            if (recap.Objections.Where(o => Near(quotes, [.. o.Cues.Select(id => call.Places[id])])).ToList() is { Count: > 0 } near)
                One(tallies, "kinds of the objections found", near.Exists(o => o.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Of the stakeholders found: the part in the deal that a rep is shown, which is "other" where none shows; and the title.</summary>
    private static void Roles(Dictionary<string, (int, int, int, int)> tallies, Recap recap, JsonElement label)
    {
        foreach (var person in label.GetProperty("stakeholders").EnumerateArray())
        {
            if (recap.Stakeholders.FirstOrDefault(s => Sides.SameName(s.Name, person.GetProperty("name").GetString()!)) is not { } found) continue;
            var (said, role) = (RecapLines.PartOf(found), person.GetProperty("role").GetString());
            One(tallies, role is null ? "no role given to stakeholders found of whom the call says none" : "roles of the stakeholders found of whom the call says one", said == (role ?? "other"));
            if (person.GetProperty("title").GetString() is { } title) One(tallies, "titles of the stakeholders found", found.Role?.Contains(title, StringComparison.OrdinalIgnoreCase) == true);
        }
    }

    private static List<AskedCriterion> Criteria() =>
        [.. BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages.SelectMany(s => s.Exit).Select(c => new AskedCriterion(c.Id, c.Text))];

    private static List<string> Values(JsonElement label, string list, string name) => [.. label.GetProperty(list).EnumerateArray().Select(i => i.GetProperty(name).GetString()!)];

    private static List<HashSet<int>> Quotes(RecapMeeting call, JsonElement label, string list) =>
        [.. label.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("quotes").EnumerateArray().SelectMany(q => RecapData.Quoted(call.Transcript, q.GetString()!)).ToHashSet())];

    private static List<IReadOnlyList<int>> Places(RecapMeeting call, IEnumerable<IReadOnlyList<string>> cues) => [.. cues.Select(c => (IReadOnlyList<int>)[.. c.Select(id => call.Places[id])])];

    private static void Count(Dictionary<string, (int, int, int, int)> tallies, string what, List<HashSet<int>> wanted, List<IReadOnlyList<int>> written)
    {
        Add(tallies, what, wanted.Count(w => written.Exists(c => Near(w, c))), wanted.Count, written.Count(c => wanted.Exists(w => Near(w, c))), written.Count);
    }

    private static bool Near(HashSet<int> quote, IReadOnlyList<int> cited) => cited.Any(c => quote.Any(q => Math.Abs(q - c) <= Beside));

    /// <summary>One more to judge, of which only one figure is told.</summary>
    private static void One(Dictionary<string, (int Found, int Wanted, int Right, int Written)> tallies, string what, bool isRight)
    {
        var before = tallies.GetValueOrDefault(what);
        tallies[what] = (before.Found + (isRight ? 1 : 0), before.Wanted + 1, 0, -1);
    }

    private static void Add(Dictionary<string, (int Found, int Wanted, int Right, int Written)> tallies, string what, int found, int wanted, int right, int written)
    {
        var before = tallies.GetValueOrDefault(what);
        tallies[what] = (before.Found + found, before.Wanted + wanted, before.Right + right, before.Written + written);
    }
}
