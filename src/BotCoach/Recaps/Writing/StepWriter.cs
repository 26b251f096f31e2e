namespace BotCoach.Recaps.Writing;

/// <summary>Makes next steps of the sentences that hold them: owner, side, deed, day, condition, in the words of the call.</summary>
internal sealed class StepWriter(Talk talk, Sides sides, Meant meant, RecapCall call)
{
    private const int DayWithin = 3;
    private const int TwinWithin = 10;
    private const int LongThing = 8;
    private const int LongestPointing = 10;
    private readonly Dictionary<string, int> _places = talk.Transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index, StringComparer.Ordinal);

    public List<NextStep> Write(IEnumerable<FoundStep> found)
    {
        var steps = new List<(NextStep Step, FoundStep Found)>();
        foreach (var one in found)
        {
            var step = Write(one);
            if (step.Action.Length < 3) continue;
            var twin = steps.FindIndex(s => IsSame(s.Step, s.Found, step, one));
            if (twin < 0) steps.Add((step, one));
            else steps[twin] = (Joined(steps[twin].Step, steps[twin].Found, step, one), steps[twin].Found);
        }
        return steps.ConvertAll(s => s.Step);
    }

    private NextStep Write(FoundStep found)
    {
        var said = talk.Said[found.At];
        found = WithWhatIsMeant(found, out var means);
        var owners = found.IsMeeting ? [] : Owners(found);
        var due = Due(found);
        var side = found.IsMeeting ? CallSide.Both : SideOf(owners);
        var condition = ConditionOf(found, out var conditionAt);
        return new NextStep(
            owners.Count == 0 ? null : string.Join(", ", owners.Select(o => talk.Speakers[o])), sides.AreKnown ? side : null,
            found.IsMeeting ? ActionText.Meeting(said, found.Also.Select(a => StepFinder.MeetingNoun(talk.Said[a])).FirstOrDefault(n => n is not null), due?.Words) : ActionText.Of(means ?? said),
            due?.Day, due?.Words, condition, Cues([said.Cue, .. found.Also.Select(a => talk.Said[a].Cue), .. conditionAt is { } c ? [talk.Said[c].Cue] : (int[])[]]));
    }

    /// <summary>"I'll send that right now" after "Send me the invite": the other's words say what it is.</summary>
    private FoundStep WithWhatIsMeant(FoundStep found, out Said? means)
    {
        means = null;
        var said = talk.Said[found.At];
        if (!said.Has(Mark.CommitI) || !IsPronoun(said)) return found;
        for (var i = found.At - 1; i >= Math.Max(0, found.At - Talk.Reach) && talk.Said[i].Cue >= said.Cue - 2; i--)
        {
            var asked = talk.Said[i];
            if (asked.Speaker == said.Speaker || !asked.Has(Mark.Transfer) || !asked.Has(Mark.Thing) || !(asked.Has(Mark.Ask) || StepFeatures.IsImperative(asked)) || IsPronoun(asked)) continue;
            means = asked;
            return found with { Also = [.. found.Also, i] };
        }
        return found;
    }

    private List<string> Cues(IEnumerable<int> places) => [.. places.Distinct().Order().Select(p => talk.Transcript.Cues[p].Id)];

    private List<int> Owners(FoundStep found)
    {
        var said = talk.Said[found.At];
        var named = meant.Named(said.Words).Where(n => n != said.Speaker || !said.Has(Mark.CommitI)).ToList();
        if (said.Has(Mark.Assign) && !said.Has(Mark.CommitI) && meant.Named(BeforeDeed(said)) is { Count: > 0 } called) return called;
        if (said.Has(Mark.Ask) && found.Also.Count > 0 && talk.Said[found.Also[0]] is var answer && answer.Cue > said.Cue) return One(answer.Speaker);
        if (StepFeatures.IsImperative(said) && said.Has(Mark.Transfer) && !said.Has(Mark.CommitI)) return One(IsToAll(said) ? -1 : meant.Addressed(found.At));
        if (said.BindsAt >= 0 && said.Words[said.BindsAt].Word is "i" or "let" && said.Has(Mark.CommitI | Mark.LetMe | Mark.MustI)) return One(said.Speaker);
        if (StepFinder.IsDelivery(said)) return One(said.Speaker);
        if (named.Count > 0 && !sides.AreKnown && said.Has(Mark.Future | Mark.Role) && !said.Has(Mark.CommitWe | Mark.MustWe)) return named;
        if (said.Has(Mark.Offer) && !said.Has(Mark.Ask)) return One(said.Speaker);
        if (said.Has(Mark.CommitWe | Mark.MustWe)) return sides.AreKnown ? One(said.Speaker) : [];
        return said.Has(Mark.Assign | Mark.Ask | Mark.MayYou) || StepFeatures.IsImperative(said) ? One(IsToAll(said) ? -1 : meant.Addressed(found.At)) : [];
    }

    private static ReadOnlySpan<Token> BeforeDeed(Said said) => said.BindsAt > 0 ? said.Words.AsSpan(0, said.BindsAt + Math.Min(said.BindsLength, 3)) : said.Words.AsSpan(0, Math.Min(said.Words.Length, 8));

    private static bool IsToAll(Said said)
    {
        for (var i = 0; i < said.Words.Length; i++)
        {
            if (said.Words[i].Word is "guys" or "everyone" or "everybody" or "together" or "individually") return true;
            if (said.Words[i].Word is "two" or "three" or "all" or "both" && i > 0 && said.Words[i - 1].Word == "you") return true;
        }
        return false;
    }

    private static List<int> One(int speaker) => speaker < 0 ? [] : [speaker];

    private CallSide? SideOf(List<int> owners)
    {
        var of = owners.Select(sides.Of).Distinct().ToList();
        return of.Count switch { 0 => CallSide.Both, 1 => of[0], _ => CallSide.Both };
    }

    /// <summary>By when: said in the sentence, else in the yes to it, else right before it. "Next week" said with the same weekday before moves it there.</summary>
    private SaidDue? Due(FoundStep found)
    {
        var said = talk.Said[found.At];
        var due = Of(said) ?? found.Also.Select(a => talk.Said[a].Cue > said.Cue ? Of(talk.Said[a]) : null).FirstOrDefault(d => d is not null);
        if (due is null && found.IsMeeting) return DayBefore(found);
        if (due is not { IsBareWeekday: true }) return due;
        for (var i = found.At - 1; i >= Math.Max(0, found.At - Talk.Reach) && talk.Said[i].Cue >= said.Cue - DayWithin; i--)
        {
            var text = talk.Said[i].Span.ToString();
            if (!text.Contains("next week", StringComparison.OrdinalIgnoreCase) || !text.Contains(due.Day.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase)) continue;
            return new SaidDue($"{due.Words}, next week", DueWords.InNextWeek(due.Day, call.ReaderOf(talk.NameOf(said))));
        }
        return due;
    }

    /// <summary>"2 PM works": of the day that was spoken of.</summary>
    private SaidDue? DayBefore(FoundStep found)
    {
        for (var i = found.At - 1; i >= Math.Max(0, found.At - Talk.Reach) && talk.Said[i].Cue >= talk.Said[found.At].Cue - DayWithin; i--)
            if (Of(talk.Said[i]) is { } day) return day;
        return null;
    }

    private SaidDue? Of(Said said) => DueWords.Find(said.Span.ToString(), call.ReaderOf(talk.NameOf(said)));

    /// <summary>In the sentence, or in what the same speaker adds to it ("But only once the budget is confirmed.").</summary>
    private string? ConditionOf(FoundStep found, out int? at)
    {
        at = null;
        var said = talk.Said[found.At];
        if (Conditions.In(said.Span) is { } condition) return condition;
        var next = found.At + 1;
        if (next >= talk.Said.Count || talk.Said[next].Speaker != said.Speaker || talk.Said[next].Words.Length > 16) return null;
        var more = talk.Said[next].Span;
        if (Conditions.FindAt(more) is not (>= 0 and var from) || from > 24 || !Adds(talk.Said[next].Words)) return null;
        // "Once you sign it, we can meet" is the condition of its own promise.
        if (Conditions.In(more) is not { } added || from + added.Length < more.TrimEnd(" .!,").Length) return null;
        at = next;
        return added;
    }

    private static bool Adds(Token[] words) => words[0].Word is "but" or "though" or "once" or "provided" or "assuming" or "unless" or "pending" or "subject" or "that" or "if" or "as" or "it" or "until" or "depending" or "and";

    // The same deed of the same one said twice: "Send me the invite." "I'll send that right now."
    private bool IsSame(NextStep one, FoundStep before, NextStep other, FoundStep found)
    {
        var (first, second) = (talk.Said[before.At], talk.Said[found.At]);
        if (before.IsMeeting && found.IsMeeting) return one.Due?.DayOfWeek == other.Due?.DayOfWeek || other.Due is null;
        if (before.IsMeeting || found.IsMeeting) return false;
        if (before.Also.Contains(found.At)) return true;
        if (before.Also.Exists(a => talk.Said[a].Cue == second.Cue && talk.Said[a].Cue > first.Cue) && second.Has(Mark.CommitI) && first.Has(Mark.Transfer) && second.Has(Mark.Transfer)) return true;
        if (second.Cue - first.Cue > TwinWithin) return false;
        // "Send that over" is said to the one who offered it.
        if (first.Has(Mark.Transfer) && second.Has(Mark.Transfer) && IsPronoun(second) && StepFeatures.IsImperative(second) && first.Speaker != second.Speaker) return true;
        if (one.Owner != other.Owner) return false;
        if (first.Has(Mark.Transfer) && second.Has(Mark.Transfer) && one.Owner is not null && ((IsPronoun(first) && second.Cue - first.Cue <= 2) || IsPronoun(second) || AsksForIt(second, first))) return true;
        return (one.Owner is not null && first.Has(Mark.Transfer) && second.Has(Mark.Transfer) && SharesThing(first, second)) || SameWords(first.Words, second.Words);
    }

    // "Send the docs" by the one to whom they were promised; "send me an invite" asks for something else.
    private bool AsksForIt(Said said, Said promise)
    {
        if (!StepFeatures.IsImperative(said) || said.Speaker == promise.Speaker || said.Words.Length > 12) return false;
        foreach (var token in said.Words)
            if (token.Word is "docs" or "documents" or "details" or "information" or "info" or "stuff" or "materials" || (token.Word.Length > 4 && promise.Words.Any(w => w.Word == token.Word))) return true;
        return false;
    }

    /// <summary>What is handed over is only pointed at: "send that over", "I'll have it to you".</summary>
    private static bool IsPronoun(Said said)
    {
        if (said.Words.Length > LongestPointing) return false;
        for (var i = 0; i + 1 < said.Words.Length; i++)
        {
            if ((MatterPhrases.All.At(said.Words, i).Marks & Mark.Transfer) == 0) continue;
            if (said.Words[i + 1].Word is "that" or "it" or "them" or "those" && !(i + 2 < said.Words.Length && (MatterPhrases.All.At(said.Words, i + 2).Marks & Mark.Thing) != 0)) return true;
        }
        return false;
    }

    private static bool SharesThing(Said one, Said other) =>
        one.Words.Any(w => w.Word.Length >= LongThing && other.Words.Any(o => o.Word == w.Word) && (MatterPhrases.All.At([w], 0).Marks & Mark.Thing) != 0);

    private static bool SameWords(Token[] one, Token[] other)
    {
        var words = one.Select(w => w.Word).Where(w => w.Length > 3).ToHashSet();
        var same = other.Where(w => w.Word.Length > 3).Count(w => words.Contains(w.Word));
        return words.Count >= 2 && same >= words.Count * 0.8;
    }

    private NextStep Joined(NextStep one, FoundStep before, NextStep other, FoundStep found)
    {
        // What the owner says of the day counts more than what was asked.
        var isAnswer = other.Due is not null && other.Due != one.Due && talk.Said[found.At].Has(Mark.CommitI) && talk.Said[before.At].Speaker != talk.Said[found.At].Speaker;
        var words = (IsVague(one.Action) && !IsVague(other.Action)) || (before.Also.Contains(found.At) && talk.Said[found.At].Has(Mark.Thing | Mark.Due)) ? other : one;
        if (isAnswer && one.DueText is { } asked) words = words with { Action = ActionText.Without(words.Action, asked) };
        return words with
        {
            Due = isAnswer ? other.Due ?? one.Due : one.Due ?? other.Due, DueText = isAnswer ? other.DueText ?? one.DueText : one.DueText ?? other.DueText, Condition = one.Condition ?? other.Condition,
            Cues = [.. one.Cues.Union(other.Cues).OrderBy(c => _places[c])],
        };
    }

    private static bool IsVague(string action) => action.Split(' ') is var words && words.Length <= 6 && words.Any(w => w.Trim('.', ',') is "that" or "it" or "them" or "those");
}
