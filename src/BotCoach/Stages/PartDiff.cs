namespace BotCoach.Stages;

/// <summary>Says what is otherwise in one part of a process.</summary>
/// <param name="stage">Null for the process as a whole.</param>
internal sealed class PartDiff(Stage? stage, string place, List<BookChange> changes)
{
    public void Say(string part, string what)
    {
        var sentence = stage is null ? char.ToUpperInvariant(what[0]) + what[1..] : $"{stage.Name}: {what}";
        changes.Add(new(stage?.Id, place.Length == 0 ? part : $"{place}/{part}", $"{sentence}."));
    }

    public void Text(string part, string what, string was, string now)
    {
        if (was != now) Say(part, $"{what} {(what.StartsWith("the stage", StringComparison.Ordinal) ? "was called" : "was")} “{was}”, now “{now}”");
    }

    public void Lines(string part, string what, IReadOnlyList<Line> was, IReadOnlyList<Line> now) => List(part, what, was, now, l => l.Text, l => l.Text);

    /// <param name="key">By what an item is the same one as before; two may have the same.</param>
    public void List<T>(string part, string what, IReadOnlyList<T> was, IReadOnlyList<T> now, Func<T, string> key, Func<T, string> words) where T : notnull
    {
        var before = new List<T>(was);
        List<string> added = [], changed = [];
        foreach (var item in now)
        {
            var at = before.FindIndex(b => key(b) == key(item));
            if (at < 0) added.Add(words(item));
            else
            {
                if (!before[at].Equals(item)) changed.Add(words(item));
                before.RemoveAt(at);
            }
        }
        Items(part, what, "added", added);
        Items(part, what, "taken away", [.. before.Select(words)]);
        Items(part, what, "changed", changed);
        var isOrder = added.Count + before.Count == 0 && !was.Select(key).SequenceEqual(now.Select(key));
        if (isOrder) Say(part, $"{what} come in another order");
    }

    public void Handoff(HandoffSpec? was, HandoffSpec? now)
    {
        Text("handoff", "the handoff", was is null ? "none" : RulesDiff.Plain(was), now is null ? "none" : RulesDiff.Plain(now));
    }

    private void Items(string part, string what, string how, List<string> items)
    {
        if (items.Count > 0) Say(part, $"{what}: {how} {string.Join(", ", items.Select(i => $"“{i}”"))}");
    }
}
