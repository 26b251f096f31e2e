namespace BotCoach.Recaps;

/// <summary>
/// What may stand in a recap, whoever wrote it. A line cites cues that there are, and its names, numbers, sums and dates stand in them or near them;
/// else it is dropped and counted. What was promised on a condition carries it; what was said with a no is no promise. A day is read from the words that
/// were said, in the calendar of who said them, never taken from the writer.
/// </summary>
public static class RecapRules
{
    /// <summary>How many cues around a cited one count with it: a promise and its object often stand in neighbouring lines.</summary>
    public const int Around = 3;

    private const int MostSentences = 2000;

    public static Recap Check(Recap draft, Transcript transcript, RecapCall call)
    {
        var check = new Checking(transcript, call);
        var dropped = 0;
        List<T> Kept<T>(IReadOnlyList<T> lines, Func<T, T?> judge) where T : class
        {
            var kept = new List<T>(lines.Count);
            foreach (var line in lines)
            {
                if (judge(line) is { } held) kept.Add(held);
                else dropped++;
            }
            return kept;
        }
        var recap = draft with
        {
            Summary = Kept(draft.Summary, check.Line), Problem = Kept(draft.Problem, check.Line), Impact = Kept(draft.Impact, check.Line),
            SuccessCriteria = Kept(draft.SuccessCriteria, check.Line), Competitors = Kept(draft.Competitors, check.Competitor), Decisions = Kept(draft.Decisions, check.Line),
            Risks = Kept(draft.Risks, check.Line), Stakeholders = Kept(draft.Stakeholders, check.Person), Objections = Kept(draft.Objections, check.Objection),
            NextSteps = Kept(draft.NextSteps, check.Step), Proposed = Kept(draft.Proposed, check.Proposal),
        };
        return recap with { Dropped = draft.Dropped + dropped };
    }

    private sealed class Checking(Transcript transcript, RecapCall call)
    {
        private readonly Dictionary<string, int> _places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index, StringComparer.Ordinal);
        private readonly Dictionary<int, CitedWords> _words = [];
        private readonly Dictionary<int, List<(string Sentence, HashSet<string> Content)>> _sentences = [];
        private readonly HashSet<string> _speakers = transcript.Cues.Select(c => c.Speaker).OfType<string>().ToHashSet(StringComparer.Ordinal);

        /// <summary>Every name in it was said, also where it stands alone or first.</summary>
        public RecapLine? Competitor(RecapLine line) =>
            Holds(line.Text, line.Cues) && (line.Text.Split(' ').Length > 3 || line.Text.Split(' ').All(w => Near(line.Cues)!.Has(CitedFacts.Bare(CitedFacts.Trim(w).ToLowerInvariant())))) ? line : null;

        public RecapLine? Line(RecapLine line) => Holds(line.Text, line.Cues) ? line : null;

        public SaidObjection? Objection(SaidObjection line) => Holds(line.Text, line.Cues) ? line : null;

        public Proposal? Proposal(Proposal line) => (line.Field is null) != (line.Criterion is null) && Holds(line.Value, line.Cues) && (line.Field != "close-date" || WasSaid(line.Value, Near(line.Cues)!)) ? line : null;

        /// <summary>Each of its words was said.</summary>
        private static bool WasSaid(string words, CitedWords near) => words.ToLowerInvariant().Split([' ', ',', '.', '…'], StringSplitOptions.RemoveEmptyEntries).All(w => near.Has(CitedFacts.Trim(w)));

        /// <summary>A role may be that of the call's own head, which nobody says in a call.</summary>
        public RecapPerson? Person(RecapPerson line)
        {
            if (Near(line.Cues) is not { } words) return null;
            foreach (var attendee in transcript.Attendees.Where(a => Names(a.Name, line.Name)))
            {
                words.Add(attendee.Name);
                words.Add(attendee.Role);
            }
            return line.Name.Length > 0 && CitedFacts.Missing($"{line.Name} and {line.Role}", words) is null && line.Name.Split(' ').All(p => words.Has(CitedFacts.Trim(p).ToLowerInvariant())) ? line : null;
        }

        public NextStep? Step(NextStep step)
        {
            if (!Holds(step.Action, step.Cues) || (step.Condition is { } said && !Holds(said, step.Cues))) return null;
            var near = Near(step.Cues)!;
            if (step.Owner is { } owner && !_speakers.Contains(owner) && !owner.Split(", ").All(o => _speakers.Contains(o) || o.Split(' ').All(p => near.Has(CitedFacts.Trim(p).ToLowerInvariant())))) return null;
            if (Due(step, near) is not { } dated) return null;
            if (Source(step) is not { } source || step.Condition is not null) return dated;
            if (Conditions.In(source) is { } condition) return step.Action.Contains(condition, StringComparison.OrdinalIgnoreCase) ? dated : dated with { Condition = condition };
            return Conditions.IsNegated(source) && !Conditions.IsNegated(step.Action) && Conditions.In(step.Action) is null ? null : dated;
        }

        private static bool Names(string whole, string name) => whole.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(whole, StringComparison.OrdinalIgnoreCase);

        // A day without words, or with words that were not said, is an invention. A day that the words do not mean is put right.
        private NextStep? Due(NextStep step, CitedWords near)
        {
            if (step.DueText is not { } words) return step.Due is null ? step : null;
            if (CitedFacts.Missing(words, near) is not null || !WasSaid(words, near)) return null;
            return step with { Due = DueWords.Find(words, call.ReaderOf(WhoSaid(words, step)))?.Day };
        }

        /// <summary>Who says these words in what is cited, or near it; else who is to act.</summary>
        private string? WhoSaid(string words, NextStep step)
        {
            var places = step.Cues.Select(c => _places[c]).ToList();
            foreach (var at in places.Concat(places.SelectMany(p => Enumerable.Range(p - Around, 2 * Around + 1))).Where(p => p >= 0 && p < transcript.Cues.Count))
                if (Writing.Words.FindWhole(transcript.Cues[at].Text, words) >= 0) return transcript.Cues[at].Speaker;
            return step.Owner ?? transcript.Cues[places[0]].Speaker;
        }

        /// <summary>The sentence of the cited cues in which most of the action's words stand.</summary>
        private string? Source(NextStep step)
        {
            var wanted = Content(step.Action);
            if (wanted.Count == 0) return null;
            var best = step.Cues.SelectMany(c => Sentences(_places[c])).Select(s => (s.Sentence, Same: s.Content.Count(wanted.Contains))).OrderByDescending(s => s.Same).FirstOrDefault();
            return best.Same * 2 >= wanted.Count ? best.Sentence : null;
        }

        private List<(string Sentence, HashSet<string> Content)> Sentences(int place)
        {
            if (_sentences.TryGetValue(place, out var known)) return known;
            var text = transcript.Cues[place].Text;
            return _sentences[place] = [.. Writing.Words.Sentences(text).Take(MostSentences).Select(r => (text[r], Content(text[r])))];
        }

        private static HashSet<string> Content(string text) => text.ToLowerInvariant().Split((char[])[' ', ',', '.', '!', '?', '\n', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet();

        private bool Holds(string text, IReadOnlyList<string> cues) => !string.IsNullOrWhiteSpace(text) && Near(cues) is { } words && CitedFacts.Missing(text, words) is null;

        /// <summary>The words of the cited cues and of those around them; null where one cited is none of the call.</summary>
        private CitedWords? Near(IReadOnlyList<string> cues)
        {
            if (cues.Count == 0 || !cues.All(_places.ContainsKey)) return null;
            var near = new CitedWords();
            foreach (var at in cues.Select(c => _places[c]).SelectMany(p => Enumerable.Range(p - Around, 2 * Around + 1)).Where(p => p >= 0 && p < transcript.Cues.Count).Distinct()) near.Add(WordsOf(at));
            return near;
        }

        private CitedWords WordsOf(int place)
        {
            if (_words.TryGetValue(place, out var known)) return known;
            var (words, cue) = (new CitedWords(), transcript.Cues[place]);
            words.Add(cue.Text);
            words.Add(cue.Speaker);
            foreach (var attendee in transcript.Attendees.Where(a => cue.Speaker is { } who && Names(a.Name, who))) words.Add(attendee.Name);
            return _words[place] = words;
        }
    }
}
