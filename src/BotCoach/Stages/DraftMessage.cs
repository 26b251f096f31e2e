using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages.Parts;

namespace BotCoach.Stages;

/// <summary>The words of a draft: what was changed, what is to be mended, its stages and their parts.</summary>
public static class DraftMessage
{
    public const string AdminsOnly = "Only an admin can change the process.";
    public const string Gone = "This was published, thrown away or taken out of the draft meanwhile. Type “stages edit” to see how it is now.";
    private const int MostChanges = 10;
    private const int MostProblems = 40;

    public static Message Sheet(Process process, ProcessVersion draft, StageBook book, StageBook? basis)
    {
        var changes = basis is null ? [] : StageBookDiff.Between(basis, book);
        var problems = StageBookRules.Check(book);
        List<Block> blocks = [new Heading($"Draft of {process.Name}"), new Paragraph(Standing(draft, basis, changes.Count), Quiet: true)];
        blocks.AddRange(Listed("What changes", [.. changes.Select(c => c.Sentence)], MostChanges));
        blocks.AddRange(Listed("To be mended first", [.. problems.Where(p => !p.IsWarning).Select(p => p.ToString())], MostProblems));
        blocks.AddRange(Listed("Worth a thought", [.. problems.Where(p => p.IsWarning).Select(p => p.ToString())], MostProblems));
        blocks.Add(new Rows([
            new Row(Text.Strong("The whole process"), [new Button("Edit", "draft.stage", Spot(draft))], "name, rules, reasons, handoffs"),
            .. book.Stages.Select((s, i) => new Row(Text.Strong($"{i + 1}. {s.Name}"), [new Button("Edit", "draft.stage", Spot(draft, s.Id))], Asks(s))),
        ]));
        blocks.Add(new Buttons([
            new Button("Preview and publish", "rollout.preview", draft.ProcessId.ToString(), Look.Main), new Button("Add a stage", "draft.addstage", Spot(draft)), new Button("Throw the draft away", "draft.discard", Spot(draft)),
        ]));
        return new Message($"Draft of {process.Name}: {Wording.Count(changes.Count, "change")}", blocks);
    }

    /// <summary>A stage of the draft, or the whole process where <paramref name="stage"/> is null: its parts, each with what is in it.</summary>
    public static Message Stage(Process process, ProcessVersion draft, StageBook book, Stage? stage)
    {
        var parts = stage is null ? WholeParts.All : StageParts.All;
        List<Block> blocks =
        [
            new Heading(stage is null ? $"Draft of {process.Name}: the whole" : $"Draft of {process.Name}: {stage.Name}"),
            new Rows([.. parts.Select(p => new Row(Text.Strong(p.Label), [Open(draft, book, stage?.Id, p)], Inside(book, stage?.Id, p)))]),
        ];
        if (stage is null)
        {
            blocks.Add(new Paragraph(Text.Strong("Questions of a methodology")));
            blocks.Add(new Rows([.. DraftDesk.OverlaysOn(book).Select(o => new Row(
                Text.Strong(o.Overlay.Name), [new Button(o.Laid > 0 ? "Lift off" : "Lay over it", "draft.overlay", new DraftSpot(draft.ProcessId, null, o.Overlay.Id).ToString())],
                o.Laid > 0 ? Wording.Count(o.Laid, "advisory question") : o.Overlay.Description))]));
        }
        List<Button> around = [new("The whole draft", "draft.show", Spot(draft))];
        if (stage is not null)
        {
            if (book.IndexOf(stage.Id) > 0) around.Add(new("Move up", "draft.up", Spot(draft, stage.Id)));
            if (book.Stages.Count > 1) around.Add(new("Take away", "draft.remove", Spot(draft, stage.Id)));
        }
        blocks.Add(new Buttons(around));
        return new Message($"{stage?.Name ?? process.Name}, as a draft", blocks);
    }

    /// <summary>The items of a part, each to be edited, moved up or taken away.</summary>
    public static Message Part(ProcessVersion draft, StageBook book, Stage? stage, BookPart part, string? note = null)
    {
        var rows = Enumerable.Range(0, part.Count(book, stage?.Id)).Select(i =>
        {
            var spot = new DraftSpot(draft.ProcessId, stage?.Id, part.Key, part.Mark(book, stage?.Id, i)).ToString();
            List<Button> buttons = [new("Edit", "draft.item", spot)];
            if (i > 0) buttons.Add(new("Move up", "draft.moveup", spot));
            buttons.Add(new("Take away", "draft.take", spot));
            return new Row($"{i + 1}. {part.Title(book, stage?.Id, i)}", buttons);
        });
        List<Block> blocks = [new Heading($"{stage?.Name ?? "The whole"}: {part.Label.ToLowerInvariant()}")];
        if (note is not null) blocks.Add(new Paragraph(note));
        if (part.Count(book, stage?.Id) == 0) blocks.Add(new Paragraph("There is none yet.", Quiet: true));
        blocks.Add(new Rows([.. rows]));
        blocks.Add(Buttons.Of(
            new Button($"Add {FieldWords.Article(part.One)}", "draft.item", new DraftSpot(draft.ProcessId, stage?.Id, part.Key, DraftSpot.New).ToString(), Look.Main),
            new Button("Back", "draft.stage", Spot(draft, stage?.Id)), new Button("The whole draft", "draft.show", Spot(draft))));
        return new Message($"{part.Label}: {part.Count(book, stage?.Id)}", blocks);
    }

    /// <summary>Which process, where there are several.</summary>
    /// <param name="fresh">Those that have but a draft.</param>
    public static Message Which(IReadOnlyList<Process> processes, IReadOnlyList<Process> fresh) => Message.Of(
        "Which process do you want to change?", new Paragraph("Which process do you want to change?"),
        new Rows([.. processes.Select(p => new Row(Text.Strong(p.Name), [new Button("Change", "draft.edit", p.Id.ToString())], fresh.Contains(p) ? "not published yet" : (Text?)null))]));

    public static Message Discarded(Process process) => Message.Of("The draft is thrown away.", new Paragraph($"The draft of {process.Name} is thrown away. What is published stays as it is."));

    private static string Standing(ProcessVersion draft, StageBook? basis, int changes) =>
        basis is null ? $"Version {draft.Number}. It is for no deal until it is published."
        : changes == 0 ? $"Version {draft.Number}. It says the same as what is published. Nobody sees it until it is published."
        : $"Version {draft.Number}. Nobody sees it until it is published.";

    internal static string Asks(Stage stage)
    {
        var required = stage.Entry.Concat(stage.Exit).Count(c => c.Required);
        return $"{Wording.Count(stage.Entry.Count + stage.Exit.Count, "criterion", "criteria")}, {required} required; {Wording.Count(stage.Fields.Count, "field")}; up to {Wording.Days(stage.Guideline.Days)}";
    }

    private static Button Open(ProcessVersion draft, StageBook book, string? stageId, BookPart part) => part.IsSingle
        ? new Button("Edit", "draft.item", new DraftSpot(draft.ProcessId, stageId, part.Key, part.Count(book, stageId) == 0 ? DraftSpot.New : part.Mark(book, stageId, 0)).ToString())
        : new Button("Open", "draft.part", new DraftSpot(draft.ProcessId, stageId, part.Key).ToString());

    private static Text? Inside(StageBook book, string? stageId, BookPart part)
    {
        var count = part.Count(book, stageId);
        if (part.IsSingle && count > 0 && part.Title(book, stageId, 0).Length == 0) return null;
        if (part.IsSingle) return count == 0 ? "as usual" : Wording.Short(part.Title(book, stageId, 0), 80);
        return count == 0 ? "none" : Wording.Short($"{count}: {string.Join("; ", Enumerable.Range(0, count).Select(i => part.Title(book, stageId, i).TrimEnd('.')))}", 120);
    }

    /// <summary>Some of these lines under a title, and how many more there are; nothing where there are none.</summary>
    internal static IEnumerable<Block> Listed(string title, IReadOnlyList<string> lines, int most)
    {
        if (lines.Count == 0) return [];
        var shown = lines.Take(most).Select(l => $"• {l}");
        if (lines.Count > most) shown = shown.Append($"…and {lines.Count - most} more");
        return [new Paragraph($"{Text.Strong(title)}\n{string.Join("\n", shown)}")];
    }

    private static string Spot(ProcessVersion draft, string? stageId = null) => new DraftSpot(draft.ProcessId, stageId).ToString();
}
