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

    public static void Run()
    {
        var tallies = new Dictionary<string, (int Found, int Wanted, int Right, int Written)>();
        var (due, dues) = (0, 0);
        foreach (var call in RecapData.Calls())
        {
            var recap = ExtractiveWriter.Write(call.Transcript, RecapCall.On(call.Transcript.HeldOn!.Value) with { Criteria = Criteria() });
            Count(tallies, "next steps", [.. call.Actions.Select(a => a.Evidence)], RecapBenchmark.Drafts(call, recap));
            foreach (var action in call.Actions.Where(a => Due.ContainsKey($"{call.Id}: {a.Text}")))
            {
                if (recap.NextSteps.Where(s => s.Cues.Any(c => action.Evidence.Contains(call.Places[c]))).ToList() is not { Count: > 0 } near) continue;
                dues++;
                if (near.Exists(s => s.Due == Due[$"{call.Id}: {action.Text}"])) due++;
            }
            Labelled(tallies, call, recap, RecapData.Labels().RootElement.GetProperty("calls").EnumerateArray().Single(c => c.GetProperty("call").GetString() == call.Id));
        }
        Console.WriteLine("| on the four sales calls | found | of what was written, right |\n|---|---|---|");
        foreach (var (what, t) in tallies) Console.WriteLine($"| {what} | {RecapScore.Share(t.Found, t.Wanted)} | {RecapScore.Share(t.Right, t.Written)} |");
        Console.WriteLine($"| days of the next steps found | {RecapScore.Share(due, dues)} | |\n");
    }

    private static void Labelled(Dictionary<string, (int, int, int, int)> tallies, RecapMeeting call, Recap recap, JsonElement label)
    {
        Count(tallies, "objections", Quotes(call, label, "objections"), Places(call, recap.Objections.Select(o => o.Cues)));
        Count(tallies, "pains (problem and impact)", Quotes(call, label, "pains"), Places(call, recap.Problem.Concat(recap.Impact).Select(o => o.Cues)));
        Count(tallies, "decisions", Quotes(call, label, "decisions"), Places(call, recap.Decisions.Select(o => o.Cues)));
        var (wanted, named) = (Values(label, "stakeholders", "name"), recap.Stakeholders.Select(s => s.Name).ToList());
        Add(tallies, "stakeholders", wanted.Count(w => named.Exists(n => Sides.SameName(n, w))), wanted.Count, named.Count(n => wanted.Exists(w => Sides.SameName(n, w))), named.Count);
        var holds = label.GetProperty("criteria").EnumerateArray().Where(c => c.GetProperty("holds").GetBoolean()).Select(c => c.GetProperty("criterion").GetString()!).ToList();
        var proposed = recap.Proposed.Select(p => p.Criterion).OfType<string>().ToList();
        Add(tallies, "criteria with evidence", holds.Count(proposed.Contains), holds.Count, proposed.Count(holds.Contains), proposed.Count);
        var not = Values(label, "not", "criterion");
        Add(tallies, "criteria that a careless reader takes as proven (fewer is better)", proposed.Count(not.Contains), not.Count, 0, 0);
    }

    private static List<AskedCriterion> Criteria() =>
        [.. BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages.SelectMany(s => s.Exit).Select(c => new AskedCriterion(c.Id, c.Text))];

    private static List<string> Values(JsonElement label, string list, string name) => [.. label.GetProperty(list).EnumerateArray().Select(i => i.GetProperty(name).GetString()!)];

    private static List<HashSet<int>> Quotes(RecapMeeting call, JsonElement label, string list) =>
        [.. label.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("quotes").EnumerateArray().SelectMany(q => RecapData.Quoted(call.Transcript, q.GetString()!)).ToHashSet())];

    private static List<IReadOnlyList<int>> Places(RecapMeeting call, IEnumerable<IReadOnlyList<string>> cues) => [.. cues.Select(c => (IReadOnlyList<int>)[.. c.Select(id => call.Places[id])])];

    private static void Count(Dictionary<string, (int, int, int, int)> tallies, string what, List<HashSet<int>> wanted, List<IReadOnlyList<int>> written)
    {
        static bool Near(HashSet<int> quote, IReadOnlyList<int> cited) => cited.Any(c => quote.Any(q => Math.Abs(q - c) <= Beside));
        Add(tallies, what, wanted.Count(w => written.Exists(c => Near(w, c))), wanted.Count, written.Count(c => wanted.Exists(w => Near(w, c))), written.Count);
    }

    private static void Add(Dictionary<string, (int Found, int Wanted, int Right, int Written)> tallies, string what, int found, int wanted, int right, int written)
    {
        var before = tallies.GetValueOrDefault(what);
        tallies[what] = (before.Found + found, before.Wanted + wanted, before.Right + right, before.Written + written);
    }
}
