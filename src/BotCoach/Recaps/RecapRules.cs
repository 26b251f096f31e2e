namespace BotCoach.Recaps;

/// <summary>
/// What may stand in a recap, whoever wrote it. A line cites cues that there are, and its names, numbers, sums in their currency and dates stand in them or near
/// them; else it is dropped and counted. What was promised on a condition carries it; what was said with a no is no promise. A day is read from the words that
/// were said, in the calendar of who said them, never taken from the writer. What was planted in a call for its writer holds nothing up.
/// </summary>
public static class RecapRules
{
    /// <summary>How many cues around a cited one count with it: a promise and its object often stand in neighbouring lines.</summary>
    public const int Around = 3;

    public static Recap Check(Recap draft, Transcript transcript, RecapCall call)
    {
        var check = new Checking(transcript, call, draft.Writer == Recap.ByModel);
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
            Summary = Kept(draft.Summary, check.Told), Problem = Kept(draft.Problem, check.Line), Impact = Kept(draft.Impact, check.Line),
            SuccessCriteria = Kept(draft.SuccessCriteria, check.Line), Competitors = Kept(draft.Competitors, check.Competitor), Decisions = Kept(draft.Decisions, check.Told),
            Risks = Kept(draft.Risks, check.Line), Stakeholders = Kept(draft.Stakeholders, check.Person), Objections = Kept(draft.Objections, check.Objection),
            NextSteps = Kept(draft.NextSteps, check.Step), Proposed = Kept(draft.Proposed, check.Proposal),
        };
        return recap with { Dropped = draft.Dropped + dropped };
    }

    private sealed class Checking(Transcript transcript, RecapCall call, bool isModels)
    {
        private readonly Dictionary<string, int> _places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index, StringComparer.Ordinal);
        private readonly Dictionary<int, CitedWords> _words = [];
        private readonly Promises _promises = new(transcript, isModels);
        private readonly Planted _planted = new(transcript, isModels);
        // a no in other words: "they refuse to sign"
        private static readonly List<string> Refusals = ["not", "n’t", "n't", "no ", "never", "without", "refuse", "decline", "reject", "against", "stop", "drop", "leave", "cancel", "kein", "nicht", "lehn"];
        private readonly HashSet<string> _speakers = transcript.Cues.Select(c => c.Speaker).OfType<string>().ToHashSet(StringComparer.Ordinal);

        /// <summary>Every name in it was said, also where it stands alone or first.</summary>
        public RecapLine? Competitor(RecapLine line) =>
            Holds(line.Text, line.Cues) && (line.Text.Split(' ').Length > 3 || line.Text.Split(' ').All(w => Near(line.Cues)!.Has(CitedFacts.Bare(CitedFacts.Trim(w).ToLowerInvariant())))) ? line : null;

        public RecapLine? Line(RecapLine line) => Holds(line.Text, line.Cues) ? line : null;

        /// <summary>What is told of a promise keeps the condition that was said with it, and tells no yes where a no was said.</summary>
        public RecapLine? Told(RecapLine line)
        {
            if (!Holds(line.Text, line.Cues, isDeed: true)) return null;
            if (!isModels || _promises.Behind(line.Text, PlacesOf(line.Cues)) is not { Binds: true } said || Conditions.In(line.Text) is not null) return line;
            if (said.IsNo && !Refusals.Exists(r => line.Text.Contains(r, StringComparison.OrdinalIgnoreCase)) && !Conditions.IsNegated(line.Text)) return null;
            return said is { IsNo: false, Condition: { } condition } ? line with { Text = $"{line.Text.TrimEnd('.', ' ')} ({condition})" } : line;
        }

        public SaidObjection? Objection(SaidObjection line) => Holds(line.Text, line.Cues) ? line : null;

        public Proposal? Proposal(Proposal line) => (line.Field is null) != (line.Criterion is null) && Holds(line.Value, line.Cues) && (line.Field != "close-date" || IsCloseDate(line)) ? line : null;

        /// <summary>A day on which nothing hangs: "by Friday, if legal agrees" is none yet.</summary>
        private bool IsCloseDate(Proposal line) =>
            WasSaid(line.Value, Near(line.Cues)!) && (!isModels || _promises.Saying(line.Value, PlacesOf(line.Cues)) is not { } said || said is { IsNo: false, Condition: null });

        /// <summary>Each of its words was said.</summary>
        private static bool WasSaid(string words, CitedWords near) => words.ToLowerInvariant().Split([' ', ',', '.', '…'], StringSplitOptions.RemoveEmptyEntries).All(w => near.Has(CitedFacts.Trim(w)));

        /// <summary>A role may be that of the call's own head, which nobody says in a call.</summary>
        public RecapPerson? Person(RecapPerson line)
        {
            if (Near(line.Cues) is not { } words || _planted.Bears($"{line.Name} {line.Role}", PlacesOf(line.Cues), words, false)) return null;
            foreach (var attendee in transcript.Attendees.Where(a => Names(a.Name, line.Name)))
            {
                words.Add(attendee.Name);
                words.Add(attendee.Role);
            }
            return line.Name.Length > 0 && CitedFacts.Missing($"{line.Name} and {line.Role}", words, call.Currency) is null && line.Name.Split(' ').All(p => words.Has(CitedFacts.Trim(p).ToLowerInvariant())) ? line : null;
        }

        public NextStep? Step(NextStep step)
        {
            if (!Holds(step.Action, step.Cues, isDeed: true) || (step.Condition is { } said && !Holds(said, step.Cues))) return null;
            var near = Near(step.Cues)!;
            if (step.Owner is { } owner && !_speakers.Contains(owner) && !owner.Split(", ").All(o => _speakers.Contains(o) || o.Split(' ').All(p => near.Has(CitedFacts.Trim(p).ToLowerInvariant())))) return null;
            if (Due(step, near) is not { } dated) return null;
            var places = PlacesOf(step.Cues);
            if (isModels) return _promises.BehindOtherWords(step.Action, places) is { } meant ? Kept(dated, meant) : dated;
            if (step.Condition is not null || _promises.Behind(step.Action, places) is not { } source) return dated;
            if (source.Condition is { } condition) return step.Action.Contains(condition, StringComparison.OrdinalIgnoreCase) ? dated : dated with { Condition = condition };
            return source.IsNo && !Conditions.IsNegated(step.Action) && Conditions.In(step.Action) is null ? null : dated;
        }

        /// <summary>A promise as it was meant: with its condition in the words that were said, and none where it was refused.</summary>
        private static NextStep? Kept(NextStep step, SaidPromise meant)
        {
            var own = step.Condition ?? Conditions.In(step.Action);
            if (meant.IsNo && !Conditions.IsNegated(step.Action) && (own is null || !Conditions.IsNegated(own)))
            {
                // "We won't send it until legal agrees" is a yes from then on
                if (meant.Condition is { } end && Conditions.IsEnd(end)) return own is not null && !Conditions.IsEnd(own) ? step : step with { Condition = Conditions.Refused(end) };
                return own is not null && meant.Condition is not null && Conditions.IsEnd(own) ? step : null;
            }
            if (meant.Condition is not { } condition || step.Action.Contains(condition, StringComparison.OrdinalIgnoreCase)) return step;
            return own is null || !Promises.Covers(own, condition) ? step with { Condition = condition } : step;
        }

        private static bool Names(string whole, string name) => whole.StartsWith(name, StringComparison.OrdinalIgnoreCase) || name.StartsWith(whole, StringComparison.OrdinalIgnoreCase);

        // A day without words, or with words that were not said, is an invention. A day that the words do not mean is put right.
        private NextStep? Due(NextStep step, CitedWords near)
        {
            if (step.DueText is not { } words) return step.Due is null ? step : null;
            if (CitedFacts.Missing(words, near, call.Currency) is not null || !WasSaid(words, near)) return null;
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

        private List<int> PlacesOf(IReadOnlyList<string> cues) => [.. cues.Select(c => _places[c]).Distinct()];

        private bool Holds(string text, IReadOnlyList<string> cues, bool isDeed = false) =>
            !string.IsNullOrWhiteSpace(text) && Near(cues) is { } words && CitedFacts.Missing(text, words, call.Currency) is null && !_planted.Bears(text, PlacesOf(cues), words, isDeed);

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
            words.Add(_planted.Honest(place));
            words.Add(cue.Speaker);
            foreach (var attendee in transcript.Attendees.Where(a => cue.Speaker is { } who && Names(a.Name, who))) words.Add(attendee.Name);
            return _words[place] = words;
        }
    }
}
