using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;

namespace BotCoach.Handoffs;

/// <summary>The forms of a handoff: to whom and by which rule; and what was missing.</summary>
public static class HandoffForms
{
    private const string NoRule = "none";

    public static Form Ask(DealFile file, IReadOnlyList<Option> colleagues, Person me, string state)
    {
        var paths = HandoffPath.Of(file);
        return new Form("deal.handedover", "Hand it off",
            [
                new ChoiceField("to", "To whom", colleagues),
                .. paths.Count == 0 ? Array.Empty<Field>() : [new ChoiceField("how", "As what", [.. paths.Select(OptionOf), new Option(NoRule, "Nothing of it")])
                {
                    Value = file.Stage?.Handoff is not null ? paths[0].Key : NoRule, Hint = "Your process says what must be passed on, and in what time it is answered.",
                }],
                new TextField("note", "What should they know", 3) { Optional = true, Hint = "Where it stands, whom to call, what was promised." },
            ], state, file.Deal.Revision, "Hand off",
            me.Id == file.Deal.OwnerId ? $"{Text.Strong(file.Deal.Called)} is yours until they accept it." : $"{Text.Strong(file.Deal.Called)} gets a new owner, with all that is known of it.");
    }

    /// <summary>The rule that was chosen; null for none.</summary>
    public static (HandoffPath? Path, string? Fault) PathOf(DealFile file, Turn turn)
    {
        var paths = HandoffPath.Of(file);
        if (paths.Count == 0 || turn.Field("how") is null or NoRule) return (null, null);
        return paths.FirstOrDefault(p => p.Key == turn.Field("how")) is { } path ? (path, null) : (null, "Choose one of the list.");
    }

    public static Form Return(HandoffView view) => new("handoff.returned", "Return it",
        [
            .. view.Passed.Count == 0 ? Array.Empty<Field>() : [new ChoiceField("missing", "What is missing", [.. view.Passed.Select(p => new Option(p.Id, Wording.Short(Stages.FieldWords.Title(p.Name), 75)))], Several: true) { Optional = true }],
            new TextField("words", "What you need", 3) { Optional = view.Passed.Count > 0, Hint = $"{view.From} reads this, and can fill it in and send it again." },
        ], $"{view.Handoff.Id}", Submit: "Return it", Intro: $"{Text.Strong(view.Called)} stays with {view.From}.");

    private static Option OptionOf(HandoffPath path) => new(path.Key, Wording.Short($"{path.Route} (answered in {Wording.Count(path.Spec.WithinWorkingHours, "working hour")})", 75));
}
