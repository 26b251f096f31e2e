using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>The words of a process: its stages in a list, and one stage on a page.</summary>
public static class StagesMessage
{
    public static readonly Reply NothingPublished = Reply.Words("No process is published yet. An admin can publish one of the templates.");

    public static readonly Reply Gone = Reply.Words("That stage is no longer part of the process. Type “stages” to see how it is now.");

    /// <param name="unpublished">Processes that have but a draft, where the reader may see them.</param>
    public static Message List(Process process, int version, StageBook book, IReadOnlyList<Process> others, IReadOnlyList<Process> unpublished)
    {
        List<Block> blocks =
        [
            new Heading($"How we sell: {process.Name}"),
            new Paragraph(book.Description),
            Stages(process, book, null),
            new Paragraph($"Version {version}, {IsFor(process)}.", Quiet: true),
        ];
        if (others.Count > 0) blocks.Add(new Buttons([.. others.Select(o => new Button(Wording.Short(o.Name, 40), "stage.list", o.Id.ToString()))]));
        if (unpublished.Count > 0)
        {
            blocks.Add(new Paragraph(Text.Strong("Not published yet")));
            blocks.Add(new Rows([.. unpublished.Select(p => new Row(p.Name, [new Button("Open the draft", "draft.show", p.Id.ToString())]))]));
        }
        return new Message($"{process.Name} has {Wording.Count(book.Stages.Count, "stage")}.", blocks);
    }

    /// <summary>An earlier version, to be read.</summary>
    /// <param name="standing">What became of it.</param>
    public static Message Old(Process process, int version, StageBook book, string standing) => Message.Of(
        $"Version {version} of {process.Name} has {Wording.Count(book.Stages.Count, "stage")}.",
        new Heading($"{process.Name}, version {version}"), new Paragraph(book.Description), Stages(process, book, version), new Paragraph($"Version {version}: {standing}.", Quiet: true),
        Buttons.Of(new Button("Versions", "rollout.versions", process.Id.ToString())));

    /// <param name="version">An earlier one that is read; null: the one that is published.</param>
    public static Message Page(Process process, StageBook book, Stage stage, int? version = null)
    {
        var index = book.IndexOf(stage.Id);
        List<Block> blocks = [new Heading($"{index + 1}. {stage.Name}{(version is null ? "" : $", in version {version}")}"), new Paragraph(stage.Purpose)];
        blocks.AddRange(Listed("The buyer has agreed", stage.BuyerCommitments.Select(l => l.Text)));
        blocks.AddRange(Criteria("To enter", stage.Entry, book));
        blocks.AddRange(Criteria("To move on", stage.Exit, book));
        blocks.AddRange(Listed("Also to be known", stage.Fields.Select(f => FieldWords.Needed(f.Field, f.Rule))));
        blocks.AddRange(Documents(stage));
        blocks.AddRange(Listed("Questions to ask yourself", stage.Prompts.Select(l => l.Text)));
        blocks.AddRange(Listed("What helps here", stage.Actions.Select(l => l.Text)));
        blocks.AddRange(Listed("What usually goes wrong", stage.FailureModes.Select(m => m.Told)));
        blocks.Add(new Facts([
            new Fact("Owner", stage.Owner),
            new Fact("Healthy time", Time(stage.Guideline)),
            new Fact("Forecast", $"{FieldWords.Title(stage.Forecast.Category)}, {stage.Forecast.Probability} %"),
        ]));
        if (stage.Artifacts.Where(ArtifactTemplate.IsLong).ToList() is { Count: > 0 } templates)
            blocks.Add(new Buttons([.. templates.Select(a => Template(process, version, a))]));
        blocks.Add(new Buttons([.. Around(process, book, index, version)]));
        return new Message($"{stage.Name}: {stage.Purpose}", blocks);
    }

    private static IEnumerable<Block> Criteria(string title, IReadOnlyList<Criterion> criteria, StageBook book) => criteria.Count == 0 ? [] :
    [
        new Paragraph(Text.Strong(title)),
        new Checks([.. criteria.Select(c => new Check(
            Mark.Open, c.Required ? c.Text : $"{c.Text} (advisory)", $"what counts: {FieldWords.Counts(c, book)}"))]),
    ];

    /// <summary>Each with its template, where that is a link or a line.</summary>
    private static IEnumerable<Block> Documents(Stage stage)
    {
        if (stage.Artifacts.Count == 0) return [];
        List<Span> spans = [new Bold("Documents")];
        foreach (var artifact in stage.Artifacts)
        {
            spans.Add(new Plain($"\n• {artifact.Name}{(artifact.Required ? "" : " (where it helps)")}"));
            if (ArtifactTemplate.InLine(artifact) is { } template) spans.AddRange([new Plain(": "), .. template]);
        }
        return [new Paragraph(new Text(spans))];
    }

    private static IEnumerable<Block> Listed(string title, IEnumerable<string> lines)
    {
        var all = string.Join("\n", lines.Select(l => $"• {l}"));
        return all.Length == 0 ? [] : [new Paragraph($"{Text.Strong(title)}\n{all}")];
    }

    private static Rows Stages(Process process, StageBook book, int? version) => new([.. book.Stages.Select((stage, i) => new Row(
        $"{Text.Strong($"{i + 1}. {stage.Name}")}{(stage.Kind == StageKind.AfterWin ? " (after the win)" : "")}\n{stage.Purpose}", [Show("Show", process, version, stage)]))]);

    private static IEnumerable<Button> Around(Process process, StageBook book, int index, int? version)
    {
        if (index > 0) yield return Show("Previous", process, version, book.Stages[index - 1]);
        if (index < book.Stages.Count - 1) yield return Show("Next", process, version, book.Stages[index + 1]);
        yield return version is null ? new Button("All stages", "stage.list", process.Id.ToString()) : new Button("All stages", "rollout.open", $"{process.Id}:{version}");
    }

    private static Button Show(string label, Process process, int? version, Stage stage) =>
        version is null ? new(label, "stage.show", $"{process.Id}:{stage.Id}") : new(label, "rollout.stage", $"{process.Id}:{version}:{stage.Id}");

    private static Button Template(Process process, int? version, ArtifactSpec artifact)
    {
        var label = Wording.Short($"Template: {artifact.Name}", 60);
        return version is null ? new(label, "stage.template", $"{process.Id}:{artifact.Id}") : new(label, "rollout.template", $"{process.Id}:{version}:{artifact.Id}");
    }

    private static string Time(Guideline guideline)
    {
        var bySegment = string.Join(", ", guideline.BySegment.OrderBy(s => s.Value).Select(s => $"{s.Key} {s.Value}"));
        return $"up to {Wording.Days(guideline.Days)}{(bySegment.Length == 0 ? "" : $" ({bySegment})")}; flagged at twice that";
    }

    private static string IsFor(Process process)
    {
        List<string> asked = [];
        if (process.Segment is { } segment) asked.Add($"segment {segment}");
        if (process.LeadSource is { } source) asked.Add($"source {source}");
        if (process.DealType is { } type) asked.Add($"type {type}");
        return asked.Count > 0 ? $"for deals of {Wording.List(asked)}" : process.IsDefault ? "for all other deals" : "for all deals";
    }
}
