using System.Text.Json;
using BotCoach.Recaps;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>The writer on the shared meetings and calls: what the benchmark measures, held.</summary>
public sealed class SharedCallTests
{
    private const int Around = 3;

    [RecapDataFact]
    public void Of_the_twenty_meetings_six_in_ten_actions_are_found_and_three_in_ten_drafts_are_one()
    {
        var (found, actions, right, drafted, alarms) = (0, 0, 0, 0, new List<string>());
        foreach (var (id, transcript, evidence, hasNone) in Meetings())
        {
            var places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index);
            var recap = Transcripts.Draft(transcript);
            var steps = recap.NextSteps.Select(s => s.Cues.Select(c => places[c]).ToList()).ToList();
            bool Is(HashSet<int> action, List<int> step) => step.Exists(c => action.Any(e => Math.Abs(e - c) <= Around));
            found += evidence.Count(e => steps.Exists(s => Is(e, s)));
            actions += evidence.Count;
            right += steps.Count(s => evidence.Exists(e => Is(e, s)));
            drafted += steps.Count;
            if (hasNone && steps.Count > 0) alarms.Add(id);
            Assert.Equal(0, recap.Dropped);
            Assert.All(recap.Decisions.SelectMany(d => d.Cues), c => Assert.True(places.ContainsKey(c)));
        }
        Assert.Equal(41, actions);
        Assert.True(found >= 0.6 * actions, $"{found} of {actions} actions");
        Assert.True(right >= 0.3 * drafted, $"{right} of {drafted} drafts");
        Assert.True(alarms.Count <= 1, string.Join(", ", alarms));
    }

    [RecapDataFact]
    public void The_sales_calls_give_the_steps_that_are_expected_with_their_owner_side_and_day()
    {
        Assert.Equal(
            [
                "Marcus, Seller: Share some case studies [39 40]",
                "?, Both: Demo: Tuesday at 3, next week, 2024-01-30 (Tuesday at 3, next week) [41 44 45 47]",
                "Marcus, Seller: Send the invite [45]",
                "Jennifer, Buyer: Send a couple of opportunities after this call, 2024-01-22 (after this call) [45 46]",
            ], Steps("discovery-call-01"));
        Assert.Equal(
            [
                "Alex, Seller: Send our security white paper [39 40]", "Robert, Buyer: Talk to Amy and Tom [49]",
                "Lisa, Seller: Send over pilot details, success metrics, and a contract today, 2024-02-03 (today) [50 55]",
            ], Steps("demo-call-success-01"));
        Assert.Equal(
            [
                "?, Both: Meeting: Friday at 10, 2024-01-19 (Friday at 10) [14 16 19]", "Sarah, Seller: Send the invite, 2024-01-15 (right now) [16 17]",
                "Sarah, Seller: Prep the demo around Salesforce and that volume [19]",
            ], Steps("cold-call-success-01"));
    }

    [RecapDataFact]
    public void The_call_that_ends_without_a_next_step_gives_none_and_its_outcome_and_notes_are_not_read()
    {
        Assert.Empty(Steps("cold-call-unsuccessful-01"));
        var recap = Transcripts.Draft(Transcripts.File("sales-calls/cold-call-unsuccessful-01.md"));
        Assert.Equal([ObjectionKind.Need, ObjectionKind.Timing], recap.Objections.Select(o => o.Kind));
        Assert.DoesNotContain(recap.Summary, l => l.Text.Contains("jargon", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> Steps(string call) => Transcripts.Draft(Transcripts.File($"sales-calls/{call}.md")).NextSteps.Select(Transcripts.Line);

    private static IEnumerable<(string Id, Transcript Transcript, List<HashSet<int>> Evidence, bool HasNone)> Meetings()
    {
        using var gold = JsonDocument.Parse(File.ReadAllText(Path.Combine(RecapDataFactAttribute.Folder!, "ami-val/gold.json")));
        foreach (var meeting in gold.RootElement.EnumerateArray())
        {
            var id = meeting.GetProperty("meeting_id").GetString()!;
            var transcript = Transcripts.File($"ami-val/vtt/{id}.vtt");
            var places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index);
            var actions = meeting.GetProperty("actions").EnumerateArray().ToList();
            yield return (id, transcript, [.. actions.Where(a => a.TryGetProperty("evidence", out _)).Select(a => a.GetProperty("evidence").EnumerateArray().Select(e => e.GetString()!).Where(places.ContainsKey).Select(e => places[e]).ToHashSet())], actions.Count == 0);
        }
    }
}
