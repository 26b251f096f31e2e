namespace BotCoach.Recaps.Model;

/// <summary>
/// Puts the answers for a call's parts together to one draft: names come back, numbers become ids. Once it is checked, what two parts say of the same stands once with the
/// cues of both, and of what changed in the call the last word counts.
/// </summary>
public static class ModelRecap
{
    private const int MostOfSummary = 5;
    private const int MostOfLongSummary = 10;

    /// <summary>So many cues are an hour or so: what came to more has a longer summary.</summary>
    private const int LongCall = 800;

    public static Recap Of(IReadOnlyList<ModelAnswer> answers, Transcript transcript, RecapCall call, Disguise? disguise)
    {
        string Shown(string? text) => RecapLines.Clean((disguise is null || text is null ? text : disguise.Show(text)) ?? "").Trim();
        string? Perhaps(string? text) => Shown(text) is { Length: > 0 } shown && !shown.Equals("null", StringComparison.OrdinalIgnoreCase) ? shown : null;
        // A number that is none of a cue stays one: the check drops its line, and counts it.
        List<string> Ids(IReadOnlyList<int>? cues) => [.. (cues ?? []).Distinct().Select(n => n >= 1 && n <= transcript.Cues.Count ? transcript.Cues[n - 1].Id : $"#{n}")];
        List<RecapLine> Lines(Func<ModelAnswer, IReadOnlyList<ModelLine>> of) => [.. answers.SelectMany(of).Select(l => new RecapLine(Shown(l.Text), Ids(l.Cues)))];
        return new Recap(Recap.ByModel)
        {
            Summary = Lines(a => a.Summary), Problem = Lines(a => a.Problem), Impact = Lines(a => a.Impact), SuccessCriteria = Lines(a => a.SuccessCriteria),
            Decisions = Lines(a => a.Decisions), Risks = Lines(a => a.Risks), Competitors = Lines(a => a.Competitors),
            Objections = [.. answers.SelectMany(a => a.Objections).Select(o => new SaidObjection(Enum.TryParse<ObjectionKind>(o.Kind, true, out var kind) ? kind : ObjectionKind.Need, Shown(o.Text), Ids(o.Cues)))],
            Stakeholders = [.. answers.SelectMany(a => a.Stakeholders).Select(s => new RecapPerson(Shown(s.Name), Perhaps(s.Role) is { } role && !IsUnknown(role) ? role : null, Ids(s.Cues)))],
            NextSteps = [.. answers.SelectMany(a => a.NextSteps).Select(s => new NextStep(
                Perhaps(s.Owner), Enum.TryParse<CallSide>(s.Side, true, out var side) ? side : null, Shown(s.Action), null, Perhaps(s.DueWords), Perhaps(s.Condition), Ids(s.Cues)))],
            Proposed = [.. answers.SelectMany(a => a.Criteria).Where(c => call.Criteria.Any(asked => asked.Id == c.Id)).Select(c => new Proposal(null, c.Id, Shown(c.Text), Ids(c.Cues))), .. Lines(a => a.CloseDate).Select(l => new Proposal("close-date", null, l.Text, l.Cues))],
        };
    }

    /// <summary>A checked draft, each matter once.</summary>
    public static Recap Merged(Recap recap, Transcript transcript)
    {
        var places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index, StringComparer.Ordinal);
        List<string> Both(IReadOnlyList<string> one, IReadOnlyList<string> other) => [.. one.Union(other).OrderBy(c => places[c])];
        int Last(IReadOnlyList<string> cues) => cues.Max(c => places[c]);
        List<RecapLine> Lines(IReadOnlyList<RecapLine> lines) => Once(lines, l => l.Text, l => l.Cues, (one, other) => one with { Cues = Both(one.Cues, other.Cues) });
        return recap with
        {
            Summary = Spread([.. Lines(recap.Summary).OrderBy(l => l.Cues.Min(c => places[c]))], transcript.Cues.Count > LongCall ? MostOfLongSummary : MostOfSummary),
            Problem = Lines(recap.Problem), Impact = Lines(recap.Impact), SuccessCriteria = Lines(recap.SuccessCriteria), Decisions = Lines(recap.Decisions), Risks = Lines(recap.Risks), Competitors = Lines(recap.Competitors),
            Objections = Once(recap.Objections, o => o.Text, o => o.Cues, (one, other) => one with { Cues = Both(one.Cues, other.Cues) }),
            Stakeholders = [.. recap.Stakeholders.GroupBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(same => same.First() with
            {
                Role = same.Select(s => s.Role).FirstOrDefault(r => r is not null), Cues = same.Select(s => s.Cues).Aggregate<IReadOnlyList<string>>(Both),
            })],
            NextSteps = Once(recap.NextSteps, s => s.Action, s => s.Cues, (one, other) => Joined(one, other, Last(other.Cues) >= Last(one.Cues)) with { Cues = Both(one.Cues, other.Cues) }, (one, other) => one.Owner is null || other.Owner is null || one.Owner == other.Owner),
            Proposed = [.. recap.Proposed.Where(p => p.Criterion is not null).DistinctBy(p => p.Criterion), .. recap.Proposed.Where(p => p.Field is not null).OrderByDescending(p => Last(p.Cues)).DistinctBy(p => p.Field)],
        };
    }

    /// <summary>One deed said twice: what was said of it later counts, and a condition once made stays.</summary>
    private static NextStep Joined(NextStep one, NextStep other, bool isLater)
    {
        var (late, early) = isLater ? (other, one) : (one, other);
        var dated = late.DueText is null ? early : late;
        return one with { Owner = one.Owner ?? other.Owner, Side = one.Side ?? other.Side, Due = dated.Due, DueText = dated.DueText, Condition = late.Condition ?? early.Condition };
    }

    /// <summary>So many of them at the most, from the whole length of the call, its end among them.</summary>
    private static List<RecapLine> Spread(List<RecapLine> lines, int most) =>
        lines.Count <= most ? lines : [.. Enumerable.Range(0, most).Select(i => lines[i * (lines.Count - 1) / (most - 1)])];

    private static bool IsUnknown(string role) => role.Trim('.', ' ').ToLowerInvariant() is "unknown" or "not said" or "not stated" or "not mentioned" or "unclear" or "n/a" or "na" or "none" or "-" or "unbekannt" or "inconnu" or "desconocido";

    private static List<T> Once<T>(IEnumerable<T> lines, Func<T, string> text, Func<T, IReadOnlyList<string>> cues, Func<T, T, T> join, Func<T, T, bool>? mayBe = null)
    {
        var kept = new List<T>();
        foreach (var line in lines)
        {
            var twin = kept.FindIndex(k => mayBe?.Invoke(k, line) != false && (text(k).Equals(text(line), StringComparison.OrdinalIgnoreCase) || (cues(k).Intersect(cues(line)).Any() && Alike(text(k), text(line)))));
            if (twin < 0) kept.Add(line);
            else kept[twin] = join(kept[twin], line);
        }
        return kept;
    }

    /// <summary>Most of the shorter one's words stand in the longer one.</summary>
    private static bool Alike(string one, string other)
    {
        var (a, b) = (WordsOf(one), WordsOf(other));
        var fewer = Math.Min(a.Count, b.Count);
        return fewer > 0 && a.Intersect(b).Count() * 3 >= fewer * 2;
    }

    private static HashSet<string> WordsOf(string text) => text.ToLowerInvariant().Split((char[])[' ', ',', '.', ';', ':', '!', '?'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet();
}
