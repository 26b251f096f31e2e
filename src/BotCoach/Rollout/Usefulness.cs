using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>How an item of a stage has done at the gate, and in what people answered.</summary>
/// <param name="Text">The criterion, or the field and its rule.</param>
/// <param name="Asked">How often a deal came to the gate that asks for it: what went through, and what was told not yet.</param>
/// <param name="Failed">How often it was missing then.</param>
/// <param name="Answers">On how many deals somebody said anything of it; of a field in words, on how many it is filled in.</param>
/// <param name="Empty">On how many of those the words say nothing.</param>
/// <param name="Unknown">On how many the answer is "I don't know yet".</param>
public sealed record ItemUse(string StageId, string Stage, string Id, string Text, bool Required, bool IsField, int Asked, int Failed, int Answers, int Empty, int Unknown, int Waived, int Disputed)
{
    /// <summary>A field that no criterion, handoff, signal or report reads.</summary>
    public bool IsUnread { get; init; }
}

/// <summary>A criterion or a field of a stage: what is asked on the way in, or on the way out.</summary>
public sealed record AskedItem(Stage Stage, string Id, string Text, bool Required, bool IsEntry = false, bool IsField = false)
{
    /// <summary>The field itself, where it is one.</summary>
    public string? Field { get; init; }
}

/// <summary>What stands in one field of the deals: on how many anything, and on how many of those nothing that says something.</summary>
public sealed record FieldUse(string Field, int Filled, int Empty);

/// <summary>An item that does not earn its place, or not in these words: what the figures are, and what to do.</summary>
public sealed record UseAdvice(ItemUse Item, string Sentence);

/// <summary>Which criteria and fields are worth asking for, by how they have done. Pure.</summary>
public static class UsefulnessRules
{
    /// <summary>Before so many times nothing can be said.</summary>
    public const int FewestAsked = 20;

    private const string OtherFields = "Other fields";
    private const int FewestAnswers = 10;
    private const double Many = 0.2;
    private const double MostUnknown = 0.4;

    /// <summary>Worst first: what stops nobody, then what is waived or answered with nothing most.</summary>
    public static IReadOnlyList<UseAdvice> Of(IEnumerable<ItemUse> items) => [.. items.Select(i => (Item: i, Said: Say(i))).Where(a => a.Said is not null).OrderBy(a => a.Said!.Value.Rank).Select(a => new UseAdvice(a.Item, a.Said!.Value.Sentence))];

    private static (int Rank, string Sentence)? Say(ItemUse item)
    {
        if (item.Required && item.Asked >= FewestAsked && item.Failed == 0) return (0, $"No deal ever failed it in {item.Asked} times. {(item.IsField ? "Drop it, if it is always there" : "Drop it, or make it advisory")}.");
        if (item.IsField) return Field(item);
        if (IsMany(item.Waived, item.Answers)) return (1, $"It was set aside on {item.Waived} of {item.Answers} deals. Drop it, or ask for what can be had.");
        if (IsMany(item.Empty, item.Answers)) return (2, $"On {item.Empty} of {item.Answers} deals the answer says nothing. Reword it, so that it asks for a name, a number or a day.");
        if (IsMany(item.Disputed, item.Answers)) return (3, $"It was disputed on {item.Disputed} of {item.Answers} deals. Say in its words what counts.");
        if (item.Answers >= FewestAnswers && item.Unknown >= MostUnknown * item.Answers) return (4, $"Not known yet on {item.Unknown} of {item.Answers} deals. Ask for it later, or drop it.");
        if (!item.Required && item.Asked >= FewestAsked && item.Answers == 0) return (5, $"Nobody ever answered it, in {item.Asked} times that it came up. Drop it.");
        return null;
    }

    private static (int Rank, string Sentence)? Field(ItemUse item)
    {
        if (IsMany(item.Empty, item.Answers)) return (2, $"On {item.Empty} of {item.Answers} deals what stands there says nothing. {(item.Required ? "Ask for it where it is known, or drop it" : "Say what belongs there, or leave it away")}.");
        return item is { IsUnread: true, Required: true } ? (6, "No criterion, handoff, signal or report reads it. Drop it, or let a criterion rest on it.") : null;
    }

    private static bool IsMany(int some, int all) => all >= FewestAnswers && some >= Many * all;

    /// <summary>Everything that a version asks for, stage by stage.</summary>
    public static IEnumerable<AskedItem> Items(StageBook book) => book.Stages.SelectMany(stage =>
        stage.Entry.Select(c => new AskedItem(stage, c.Id, c.Text, c.Required, IsEntry: true))
            .Concat(stage.Exit.Select(c => new AskedItem(stage, c.Id, c.Text, c.Required)))
            .Concat(stage.Fields.Select(f => new AskedItem(stage, f.Id, FieldWords.Title(f.Field), true, IsField: true) { Field = f.Field })));

    /// <summary>Fields that no stage asks for, and in which mostly nothing stands.</summary>
    public static IEnumerable<ItemUse> Others(StageBook book, IEnumerable<FieldUse> fields)
    {
        var asked = book.Stages.SelectMany(s => s.Fields).Select(f => f.Field).ToHashSet();
        return fields.Where(f => !asked.Contains(f.Field) && IsMany(f.Empty, f.Filled)).OrderByDescending(f => f.Empty).ThenBy(f => f.Field, StringComparer.Ordinal)
            .Select(f => new ItemUse("", OtherFields, f.Field, FieldWords.Title(f.Field), false, true, 0, 0, f.Filled, f.Empty, 0, 0, 0));
    }
}
