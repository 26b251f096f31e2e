using System.Globalization;
using System.Text;
using BotCoach.Recaps;
using BotCoach.Recaps.Reading;
using BotCoach.Recaps.Writing;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>How often a recap is right, beside a rule of keywords and one of place alone, and how fast it is there.</summary>
internal static class RecapBenchmark
{
    private static readonly LocalDate Day = new(2026, 11, 30);
    private static readonly string[] Keywords = ["will ", "'ll ", "going to", "gonna", "have to", "need to", "should ", "next meeting", "send ", "prepare", "work on", "look at", "look into", "make sure", "can you", "could you", "let's "];

    public static int Run()
    {
        if (RecapData.Folder is null)
        {
            Console.Error.WriteLine("../shared/data is not there");
            return 2;
        }
        var meetings = RecapData.Meetings();
        Console.WriteLine("| writer, on the 20 meetings | recall | precision | false alarms |\n|---|---|---|---|");
        Row("extractive", meetings.Select(m => FoundActions.Of(m, Drafts(m, Write(m.Transcript)))));
        Row("the same, each meeting by weights fitted without it", meetings.Select(m => FoundActions.Of(m, Drafts(m, Without(m, meetings)))));
        Row("keywords, whole meeting", meetings.Select(m => FoundActions.Of(m, ByKeyword(m, 0))));
        Row("keywords, last 15 %", meetings.Select(m => FoundActions.Of(m, ByKeyword(m, 0.85))));
        Row("every fourth turn of the last 5 %", meetings.Select(m => FoundActions.Of(m, ByPlace(m))));
        Row("the draft of another meeting (swapped)", meetings.Select((m, i) => FoundActions.Of(m, Drafts(m, Write(meetings[(i + 1) % meetings.Count].Transcript)))));
        var recaps = meetings.Select(m => (Meeting: m, Recap: Write(m.Transcript))).ToList();
        var cited = recaps.SelectMany(r => Cited(r.Recap).Select(c => r.Meeting.Places.ContainsKey(c))).ToList();
        Console.WriteLine($"\nCitations that are cues of their meeting: {RecapScore.Share(cited.Count(c => c), cited.Count)}. Lines dropped by the check: {recaps.Sum(r => r.Recap.Dropped)}.");
        Console.WriteLine($"Of the found actions that name one role, the owner is {Owners(recaps)}.\n");
        RecapSales.Run();
        Speed(meetings);
        return 0;
    }

    internal static Recap Write(Transcript transcript) => ExtractiveWriter.Write(transcript, RecapCall.On(transcript.HeldOn ?? Day));

    internal static IEnumerable<string> Cited(Recap recap) =>
    [
        .. recap.NextSteps.SelectMany(s => s.Cues), .. recap.Decisions.SelectMany(s => s.Cues), .. recap.Summary.SelectMany(s => s.Cues), .. recap.Risks.SelectMany(s => s.Cues), .. recap.Objections.SelectMany(s => s.Cues),
        .. recap.Problem.SelectMany(s => s.Cues), .. recap.Impact.SelectMany(s => s.Cues), .. recap.SuccessCriteria.SelectMany(s => s.Cues), .. recap.Stakeholders.SelectMany(s => s.Cues), .. recap.Proposed.SelectMany(s => s.Cues),
    ];

    internal static List<IReadOnlyList<int>> Drafts(RecapMeeting meeting, Recap recap) =>
        [.. recap.NextSteps.Select(s => (IReadOnlyList<int>)[.. s.Cues.Where(meeting.Places.ContainsKey).Select(c => meeting.Places[c])])];

    private static Recap Without(RecapMeeting one, List<RecapMeeting> all) =>
        ExtractiveWriter.Write(one.Transcript, RecapCall.On(Day), new StepWeights(RecapFit.Weights([.. all.Where(m => m != one), .. RecapData.Calls()]), StepWeights.Fitted.Enough));

    private static List<IReadOnlyList<int>> ByKeyword(RecapMeeting meeting, double from) =>
        [.. meeting.Transcript.Cues.Index().Where(c => c.Index >= from * meeting.Transcript.Cues.Count && Keywords.Any(k => c.Item.Text.Contains(k, StringComparison.OrdinalIgnoreCase))).Select(c => (IReadOnlyList<int>)[c.Index])];

    private static List<IReadOnlyList<int>> ByPlace(RecapMeeting meeting) =>
        [.. Enumerable.Range(0, meeting.Transcript.Cues.Count).Where(i => i >= 0.95 * meeting.Transcript.Cues.Count && i % 4 == 0).Select(i => (IReadOnlyList<int>)[i])];

    private static void Row(string what, IEnumerable<FoundActions> meetings)
    {
        var score = new RecapScore([.. meetings]);
        Console.WriteLine($"| {what} | {score.Recall} | {score.Precision} | {score.FalseAlarms} |");
    }

    /// <summary>Of the found actions that name one role: right where a step near it has that owner, open where none has any.</summary>
    private static string Owners(List<(RecapMeeting Meeting, Recap Recap)> recaps)
    {
        var (right, open, wrong) = (0, 0, 0);
        foreach (var (meeting, recap) in recaps)
            foreach (var action in meeting.Actions)
            {
                var roles = meeting.Transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct().Where(s => action.Text.Contains(s.Replace("User Interface", "interface", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)).ToList();
                var near = recap.NextSteps.Where(s => s.Cues.Any(c => action.IsNear(meeting.Places[c]))).ToList();
                if (roles.Count != 1 || near.Count == 0) continue;
                if (near.Exists(s => s.Owner == roles[0])) right++;
                else if (near.TrueForAll(s => s.Owner is null)) open++;
                else wrong++;
            }
        var all = right + open + wrong;
        return $"right in {RecapScore.Share(right, all)}, left open in {RecapScore.Share(open, all)}, somebody else in {RecapScore.Share(wrong, all)}; where one is named, right in {RecapScore.Share(right, right + wrong)}";
    }

    private static void Speed(List<RecapMeeting> meetings)
    {
        var file = new StringBuilder("WEBVTT\n\n");
        for (var i = 0; file.Length < 4_800_000; i++)
            foreach (var cue in meetings[i % meetings.Count].Transcript.Cues)
                file.Append(CultureInfo.InvariantCulture, $"{cue.Id}-{i}\n{cue.Start:hh\\:mm\\:ss\\.fff} --> {cue.End:hh\\:mm\\:ss\\.fff}\n<v {cue.Speaker}>{cue.Text}</v>\n\n");
        var bytes = Encoding.UTF8.GetBytes(file.ToString());
        var hour = new Transcript(TranscriptFormat.WebVtt, [.. meetings.SelectMany(m => m.Transcript.Cues).Where((_, i) => i < 1600)]);
        for (var i = 0; i < 20; i++)
        {
            TranscriptReader.Read(bytes);
            Write(hour);
        }
        var (parse, _) = Timed(() => TranscriptReader.Read(bytes), 10);
        var (draft, allocated) = Timed(() => Write(hour), 20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Parsing {bytes.Length / parse / 1e6:0} MB/s; a draft of an hour ({hour.Cues.Count} cues): {draft * 1000:0} ms, {allocated / 1e6:0.0} MB allocated (processor time)."));
    }

    private static (double Seconds, double Bytes) Timed(Action act, int times)
    {
        var (worked, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < times; i++) act();
        return ((Environment.CpuUsage.TotalTime - worked).TotalSeconds / times, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / times);
    }
}
