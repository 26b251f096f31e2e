using BotCoach.Channels;
using BotCoach.Stages.Parts;

namespace BotCoach.Stages;

/// <summary>The forms in which a process is edited in chat: one for every part, made of its description.</summary>
public static class DraftForms
{
    private const int MostTitle = 24;

    public static Form Item(StageBook book, BookPart part, DraftSpot spot, int? at)
    {
        var values = part.Values(book, spot.StageId, at ?? (part.IsSingle ? 0 : null));
        return new Form("draft.put", Title(part.IsSingle ? part.Label : at is null ? $"New {part.One}" : FieldWords.Title(part.One)), [.. part.Fields.Select(f => Field(f, book, spot.StageId, values.GetValueOrDefault(f.Key) ?? (values.Count == 0 ? f.AtFirst : null)))], spot.ToString());
    }

    /// <summary>The form again, with both texts: what was written stands in it, what somebody else wrote meanwhile under it.</summary>
    public static Form Clash(StageBook book, BookPart part, DraftSpot spot, int at, Func<string, string?> said)
    {
        var (form, theirs) = (Item(book, part, spot, at), part.Values(book, spot.StageId, at));
        return form with
        {
            Intro = "Somebody has changed this while the form was open. Yours is in the fields, theirs is under them. Save again to keep yours.",
            Fields = [.. form.Fields.Select(f => said(f.Id) is var mine && (mine ?? "") == theirs.GetValueOrDefault(f.Id, "") ? f
                : f with { Value = mine, Hint = Chat.Wording.Short($"Theirs: {theirs.GetValueOrDefault(f.Id, "nothing")}", 140) })],
        };
    }

    public static Form Stage(StageBook book, DraftSpot spot) => new(
        "draft.staged", "A new stage",
        [
            new TextField("name", "Name"), new TextField("purpose", "What it is to prove", 3),
            new ChoiceField("after", "After which stage", [new Option(StageEdits.First, "First"), .. book.Stages.Select(s => new Option(s.Id, Chat.Wording.Short(s.Name, 70)))]) { Value = book.Stages[^1].Id, Optional = true },
            new NumberField("days", "Healthy days in it") { Value = "14" },
        ],
        spot.ToString());

    /// <summary>Asks where the deals of a stage go that is taken away.</summary>
    public static Form Remove(StageBook book, Stage stage, DraftSpot spot) => new(
        "draft.removed", "Take a stage away",
        [
            new ChoiceField("to", "Where its deals go", [.. book.Stages.Where(s => s.Id != stage.Id && s.Kind == stage.Kind).Select(s => new Option(s.Id, Chat.Wording.Short(s.Name, 70)))])
            {
                Hint = "When this is published. They keep every answer.", Optional = book.Stages.All(s => s.Id == stage.Id || s.Kind != stage.Kind),
            },
        ],
        spot.ToString(), Submit: "Take away", Intro: $"“{stage.Name}” and what it asks leave the draft. Answers that were given stay with their deals.");

    /// <summary>Asks of each stage that the draft has no more where its deals go. A field is called as its stage's id is.</summary>
    /// <param name="gone">With how many open deals are in it, and where they go now.</param>
    public static Form Moves(StageBook book, IReadOnlyList<GoneStage> gone) => new(
        "", "Where the deals go", [.. gone.Select(g => new ChoiceField(g.Id, $"“{Chat.Wording.Short(g.Name, 60)}” is gone: its deals go to", [.. Targets(book, g).Select(s => new Option(s.Id, Chat.Wording.Short(s.Name, 70)))])
        {
            Value = g.To, Hint = g.Deals == 0 ? "No open deal is in it now." : $"{Chat.Wording.Count(g.Deals, "open deal is", "open deals are")} in it now.",
        })]);

    /// <summary>The stages that a stage's deals may go to when it is taken away: those on its own side of the win.</summary>
    public static IEnumerable<Stage> Targets(StageBook book, GoneStage gone) => book.Stages.Where(s => s.Kind == gone.Kind);

    private static Field Field(PartField field, StageBook book, string? stageId, string? value)
    {
        Field made = field.Shape switch
        {
            FieldShape.Lines => new TextField(field.Key, field.Label, 3),
            FieldShape.Number => new NumberField(field.Key, field.Label),
            FieldShape.Choice => new ChoiceField(field.Key, field.Label, Options(field, book, stageId)),
            FieldShape.Several => new ChoiceField(field.Key, field.Label, Options(field, book, stageId), Several: true),
            _ => new TextField(field.Key, field.Label),
        };
        return made with { Value = value, Optional = field.Optional, Hint = field.Hint };
    }

    private static IReadOnlyList<Option> Options(PartField field, StageBook book, string? stageId) =>
        [.. field.Options(book, stageId).Select(o => new Option(o.Value, Chat.Wording.Short(o.Label, 70)))];

    private static string Title(string words) => Chat.Wording.Short(words, MostTitle);
}
