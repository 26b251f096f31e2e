namespace BotCoach.Stages;

/// <summary>One thing that is otherwise in another version, as a sentence, and the stage it concerns; null for the whole process.</summary>
/// <param name="Place">As in <see cref="StageBookProblem"/>, by ids alone: <c>discovery/exit/problem-documented</c>.</param>
public sealed record BookChange(string? StageId, string Place, string Sentence);

/// <summary>
/// The difference of two versions in words: what was added, taken away, reworded or moved, in the order of the newer one. Pure. No sentence means that
/// the two say the same.
/// </summary>
public static class StageBookDiff
{
    /// <summary>One thing was changed, in however many ways.</summary>
    public static bool IsOne(IReadOnlyList<BookChange> changes) => changes.Select(c => c.Place).Distinct().Count() == 1;

    public static IReadOnlyList<BookChange> Between(StageBook before, StageBook after)
    {
        var changes = new List<BookChange>();
        Whole(before, after, changes);
        Stages(before, after, changes);
        Criteria(before, after, changes);
        foreach (var stage in after.Stages)
            if (before.Find(stage.Id) is { } was) StageDiff.Between(was, stage, changes);
        return changes;
    }

    private static void Whole(StageBook before, StageBook after, List<BookChange> changes)
    {
        var part = new PartDiff(null, "", changes);
        part.Text("name", "The process", before.Name, after.Name);
        part.Text("description", "The description", before.Description, after.Description);
        part.Text("source", "Where the process comes from", before.Source, after.Source);
        RulesDiff.Between(before.Rules, after.Rules, new PartDiff(null, "rules", changes));
    }

    private static void Stages(StageBook before, StageBook after, List<BookChange> changes)
    {
        foreach (var gone in before.Stages.Where(s => after.Find(s.Id) is null)) changes.Add(new(gone.Id, gone.Id, $"The stage “{gone.Name}” is gone."));
        foreach (var (at, added) in after.Stages.Index().Where(s => before.Find(s.Item.Id) is null))
            changes.Add(new(added.Id, added.Id, $"“{added.Name}” is a new stage, {(at == 0 ? "the first" : $"after “{after.Stages[at - 1].Name}”")}."));
        var (was, now) = (Common(before, after), Common(after, before));
        var stayed = InOrder([.. now.Select(s => was.FindIndex(w => w.Id == s.Id))]);
        for (var i = 0; i < now.Count; i++)
            if (!stayed.Contains(i)) changes.Add(new(now[i].Id, now[i].Id, $"“{now[i].Name}” comes {(i == 0 ? "first" : $"after “{now[i - 1].Name}”")} now."));
    }

    private static List<Stage> Common(StageBook one, StageBook other) => [.. one.Stages.Where(s => other.Find(s.Id) is not null)];

    /// <summary>As many as can be that come in the same order as before: the others are those that were moved.</summary>
    private static HashSet<int> InOrder(List<int> places)
    {
        var (length, from) = (new int[places.Count], new int[places.Count]);
        for (var i = 0; i < places.Count; i++)
        {
            (length[i], from[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (places[j] < places[i] && length[j] >= length[i]) (length[i], from[i]) = (length[j] + 1, j);
        }
        HashSet<int> kept = [];
        for (var i = places.Count == 0 ? -1 : Array.IndexOf(length, length.Max()); i >= 0; i = from[i]) kept.Add(i);
        return kept;
    }

    /// <summary>A criterion is the same one wherever it stands.</summary>
    private static void Criteria(StageBook before, StageBook after, List<BookChange> changes)
    {
        var (was, now) = (Placed(before), Placed(after));
        foreach (var gone in was.Where(w => now.All(n => n.Criterion.Id != w.Criterion.Id)))
            changes.Add(new(gone.Stage.Id, $"{gone.Stage.Id}/{gone.Part}/{gone.Criterion.Id}", $"{gone.Stage.Name}: “{gone.Criterion.Text}” is not asked any more."));
        foreach (var (stage, part, _, criterion) in now)
        {
            var place = $"{stage.Id}/{part}/{criterion.Id}";
            var old = was.FirstOrDefault(w => w.Criterion.Id == criterion.Id);
            if (old.Criterion is null)
                changes.Add(new(stage.Id, place, $"{stage.Name}: “{criterion.Text}” is asked now, {Weight(criterion)}, {Where(part)}; what counts: {Chat.Wording.List(FieldWords.Ways(criterion, after))}."));
            else CriterionDiff.Between(old, (stage, part, criterion), after, changes);
        }
        Order(was, now, changes);
    }

    private static void Order(List<PlacedCriterion> was, List<PlacedCriterion> now, List<BookChange> changes)
    {
        foreach (var list in now.GroupBy(n => (n.Stage.Id, n.Part)))
        {
            var before = was.Where(w => (w.Stage.Id, w.Part) == list.Key && list.Any(n => n.Criterion.Id == w.Criterion.Id)).Select(w => w.Criterion.Id).ToList();
            var after = list.Select(n => n.Criterion.Id).Where(before.Contains).ToList();
            if (!before.SequenceEqual(after)) changes.Add(new(list.Key.Id, $"{list.Key.Id}/{list.Key.Part}", $"{list.First().Stage.Name}: what is asked {Where(list.Key.Part)} comes in another order."));
        }
    }

    internal static string Weight(Criterion criterion) => criterion.Required ? "required" : "advisory";

    internal static string Where(string part) => part == "entry" ? "to enter" : "to move on";

    private static List<PlacedCriterion> Placed(StageBook book) =>
    [
        .. book.Stages.SelectMany(s => s.Entry.Select(c => new PlacedCriterion(s, "entry", book, c)).Concat(s.Exit.Select(c => new PlacedCriterion(s, "exit", book, c)))),
    ];
}

/// <summary>A criterion and where it stands.</summary>
internal readonly record struct PlacedCriterion(Stage Stage, string Part, StageBook Book, Criterion Criterion);

/// <summary>The difference of one criterion.</summary>
internal static class CriterionDiff
{
    public static void Between(PlacedCriterion was, (Stage Stage, string Part, Criterion Criterion) now, StageBook after, List<BookChange> changes)
    {
        var (old, fresh, stage) = (was.Criterion, now.Criterion, now.Stage);
        Say(was.Stage.Id != stage.Id, $"moved here from {was.Stage.Name}");
        Say(was.Stage.Id == stage.Id && was.Part != now.Part, $"asked {StageBookDiff.Where(now.Part)} now, not {StageBookDiff.Where(was.Part)}");
        Say(old.Text != fresh.Text, $"was “{old.Text}”");
        Say(old.Required != fresh.Required, $"{StageBookDiff.Weight(fresh)} now, not {StageBookDiff.Weight(old)}");
        if (!old.Accepts.SequenceEqual(fresh.Accepts)) Evidence();
        Say(old.Why != fresh.Why, "why it is asked is told otherwise");
        Say(old.Good != fresh.Good, "what good looks like is told otherwise");
        Say(old.Source != fresh.Source, $"its source is “{fresh.Source}” now");

        void Evidence()
        {
            var (before, now) = (FieldWords.Ways(old, was.Book), FieldWords.Ways(fresh, after));
            var (more, less) = (now.Except(before).ToList(), before.Except(now).ToList());
            Say(more.Count > 0, $"{Chat.Wording.List(more)} {(more.Count == 1 ? "counts" : "count")} too");
            Say(less.Count > 0, $"{Chat.Wording.List(less)} {(less.Count == 1 ? "counts" : "count")} no more");
            Say(more.Count + less.Count == 0, "what counts as evidence is told otherwise");
        }

        void Say(bool isSo, string what)
        {
            if (isSo) changes.Add(new(stage.Id, $"{stage.Id}/{now.Part}/{fresh.Id}", $"{stage.Name}: “{fresh.Text}”: {what}."));
        }
    }
}
