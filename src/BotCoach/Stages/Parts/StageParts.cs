namespace BotCoach.Stages.Parts;

/// <summary>Everything of a stage that can be edited, in the order in which it is read.</summary>
public static class StageParts
{
    private static readonly PartField Text = new("text", "The sentence", FieldShape.Lines) { Hears = ["text", "id"] };

    public static readonly BookPart About = new OnePart<Stage>(
        "about", "Name and purpose",
        [
            new("name", "Name") { Hears = ["name", "called", "id"] }, new("purpose", "What this stage is to prove", FieldShape.Lines) { Hears = ["purpose"] },
            new("owner", "Which role owns it") { Hears = ["owner"] },
            new("kind", "Side of the win", FieldShape.Choice) { Options = (_, _) => [("pipeline", "Before the win"), ("after-win", "After the win")], Hears = ["win"] }, PartField.Source,
        ],
        "", (book, id) => book.Find(id ?? ""), (book, id, stage) => book with { Stages = [.. book.Stages.Select(s => s.Id == id ? stage : s)] }, s => s.Name,
        s => new() { ["name"] = s.Name, ["purpose"] = s.Purpose, ["owner"] = s.Owner, ["kind"] = YamlNames.Of(s.Kind), ["source"] = s.Source },
        (v, book, id) => book.Find(id!)! with
        {
            Name = v.Words("name"), Purpose = v.Words("purpose"), Owner = v.Words("owner"), Source = v.Source(),
            Kind = v.Maybe("kind") == "after-win" ? StageKind.AfterWin : StageKind.Pipeline,
        });

    public static readonly BookPart Exit = Criteria("exit", "Exit criteria", s => s.Exit, (s, items) => s with { Exit = items });
    public static readonly BookPart Entry = Criteria("entry", "Entry criteria", s => s.Entry, (s, items) => s with { Entry = items });

    public static readonly BookPart Fields = new ListPart<RequiredField>(
        "fields", "Required fields", "required field",
        [new("must", "What must be known", FieldShape.Choice) { Options = (_, _) => PartOptions.KnownRules }, PartField.Source],
        BookList<RequiredField>.OfStage("fields", s => s.Fields, (s, items) => s with { Fields = items }),
        f => FieldWords.Needed(f.Field, f.Rule), f => f.Field, (f, _, _) => new() { ["must"] = f.Id, ["source"] = f.Source },
        (v, _, _, _) => FieldWords.Split(v.Words("must")) is var (field, rule) ? new RequiredField(field, rule, v.Source()) : null!);

    public static readonly BookPart Artifacts = new ListPart<ArtifactSpec>(
        "artifacts", "Documents", "document",
        [new("name", "Name") { Hears = ["name", "id"] }, PartField.YesNo("required", "Required"), new("template", "Link to its template") { Optional = true }, PartField.Source],
        BookList<ArtifactSpec>.OfStage("artifacts", s => s.Artifacts, (s, items) => s with { Artifacts = items }),
        a => a.Required ? a.Name : $"{a.Name} (where it helps)", a => a.Id,
        (a, _, _) => new() { ["name"] = a.Name, ["required"] = YesNo(a.Required), ["template"] = a.Template, ["source"] = a.Source },
        (v, book, _, old) => new(old?.Id ?? Slug.Of(v.Words("name"), v.Taken.Concat(book.Stages.SelectMany(s => s.Artifacts).Select(a => a.Id)), "document"), v.Words("name"), v.Yes("required"), v.Source(), v.Maybe("template")));

    public static readonly BookPart FailureModes = new ListPart<FailureMode>(
        "failure-modes", "What usually goes wrong", "failure mode",
        [
            new("text", "Why deals stall here", FieldShape.Lines) { Hears = ["text", "id"] }, new("signal", "What shows it", FieldShape.Choice) { Options = (_, _) => PartOptions.SignalsOrNone, Hears = ["signal"], AtFirst = PartOptions.NoSignal },
            new("condition", "Or by which condition") { Optional = true, Hint = "Of the deal, as: stakeholders < 2, or: fit is possible", Hears = ["condition", "rule", "column"] },
            new("action", "What helps", FieldShape.Lines) { Hears = ["action"] }, PartField.Source,
        ],
        BookList<FailureMode>.OfStage("failure-modes", s => s.FailureModes, (s, items) => s with { FailureModes = items }), m => m.Text, m => m.Id,
        (m, _, _) => new() { ["text"] = m.Text, ["signal"] = m.Signal ?? PartOptions.NoSignal, ["condition"] = m.Condition, ["action"] = m.Action, ["source"] = m.Source },
        (v, book, id, old) => new(old?.Id ?? Slug.Of(v.Words("text"), v.Taken.Concat(book.Find(id!)!.FailureModes.Select(m => m.Id)), "failure"), v.Words("text"), v.Maybe("signal") is { } signal && signal != PartOptions.NoSignal ? signal : null, v.Words("action"), v.Source(), v.Maybe("condition")));

    public static readonly BookPart Tasks = new ListPart<StageTask>(
        "tasks", "Tasks on entering", "task",
        [new("text", "What is to be done") { Hears = ["text", "id"] }, new("days", "Due after how many working days", FieldShape.Number) { Hears = ["day"] }, PartField.Source],
        BookList<StageTask>.OfStage("tasks", s => s.Tasks, (s, items) => s with { Tasks = items }), t => $"{t.Text} ({Due(t.DueInWorkingDays)})", t => t.Id,
        (t, _, _) => new() { ["text"] = t.Text, ["days"] = Plain(t.DueInWorkingDays), ["source"] = t.Source },
        (v, book, _, old) => new(old?.Id ?? Slug.Of(v.Words("text"), v.Taken.Concat(book.Stages.SelectMany(s => s.Tasks).Select(t => t.Id)), "task"), v.Words("text"), v.Number("days"), v.Source()));

    public static readonly BookPart Assets = new ListPart<Asset>(
        "assets", "Assets", "asset",
        [new("name", "Name") { Hears = ["name"] }, new("kind", "Kind") { Hint = "deck, comparison, template, video …", Hears = ["kind"] }, new("url", "Link") { Optional = true, Hears = ["link", "url"] }, PartField.Source],
        BookList<Asset>.OfStage("assets", s => s.Assets, (s, items) => s with { Assets = items }), a => $"{a.Name} ({a.Kind})", _ => "",
        (a, _, _) => new() { ["name"] = a.Name, ["kind"] = a.Kind, ["url"] = a.Url, ["source"] = a.Source },
        (v, _, _, _) => new(v.Words("name"), v.Words("kind"), v.Source(), v.Maybe("url")));

    public static readonly IReadOnlyList<BookPart> All =
    [
        About, Exit, Entry, Fields, Artifacts, StageFigures.Guideline,
        Lines("buyer-commitments", "What the buyer has agreed", "commitment", s => s.BuyerCommitments, (s, items) => s with { BuyerCommitments = items }),
        Lines("next-steps", "Next steps to suggest", "next step", s => s.NextSteps, (s, items) => s with { NextSteps = items }), Tasks,
        Lines("prompts", "Coaching questions", "question", s => s.Prompts, (s, items) => s with { Prompts = items }),
        Lines("actions", "Actions that help", "action", s => s.Actions, (s, items) => s with { Actions = items }),
        FailureModes, Assets, StageFigures.Cadence, StageFigures.Handoff, StageFigures.Signals, StageFigures.Forecast,
    ];

    public static BookPart? Find(string key) => All.FirstOrDefault(p => p.Key == key);

    internal static BookPart Lines(string key, string label, string one, Func<Stage, IReadOnlyList<Line>> get, Func<Stage, IReadOnlyList<Line>, Stage> set) =>
        LinesOf(key, label, one, BookList<Line>.OfStage(key, get, set));

    internal static BookPart LinesOf(string key, string label, string one, BookList<Line> list) => new ListPart<Line>(
        key, label, one, [Text, PartField.Source], list, l => l.Text, _ => "", (l, _, _) => new() { ["text"] = l.Text, ["source"] = l.Source }, (v, _, _, _) => new Line(v.Words("text"), v.Source()));

    internal static string YesNo(bool yes) => yes ? "yes" : "no";

    internal static string Plain(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Due(int days) => days == 0 ? "at once" : $"after {Chat.Wording.Count(days, "working day")}";

    private static BookPart Criteria(string key, string label, Func<Stage, IReadOnlyList<Criterion>> get, Func<Stage, IReadOnlyList<Criterion>, Stage> set) => new ListPart<Criterion>(
        key, label, "criterion",
        [
            Text, PartField.YesNo("required", "Required"), Ways.Field, Ways.Rules,
            new("why", "Why it is asked") { Optional = true, Hint = "A new rep reads this." }, new("good", "What good looks like") { Optional = true, Hint = "A new rep reads this." }, PartField.Source,
        ],
        BookList<Criterion>.OfStage(key, get, set), c => c.Required ? c.Text : $"{c.Text} (advisory)", c => c.Id,
        (c, book, id) => new(Ways.Read(c.Accepts, book, id)) { ["text"] = c.Text, ["required"] = YesNo(c.Required), ["why"] = c.Why, ["good"] = c.Good, ["source"] = c.Source },
        (v, book, _, old) => new Criterion
        {
            Id = old?.Id ?? Slug.Of(v.Words("text"), v.Taken.Concat(book.Criteria().Select(c => c.Id)), "criterion"),
            Text = v.Words("text"), Required = v.Yes("required"), Accepts = [.. Ways.Make(v, old?.Accepts ?? [])], Why = v.Maybe("why"), Good = v.Maybe("good"), Source = v.Source(),
        });
}

/// <summary>What can be chosen in any book alike.</summary>
internal static class PartOptions
{
    public static readonly IReadOnlyList<(string, string)> Signals = [.. KnownSignals.All.Select(s => (s, FieldWords.Title(s)))];

    public const string NoSignal = "none";

    public static readonly IReadOnlyList<(string, string)> SignalsOrNone = [(NoSignal, "No signal: the condition below"), .. Signals];

    /// <summary>At most a hundred, which is what a platform's list holds.</summary>
    public static readonly IReadOnlyList<(string, string)> KnownRules = [.. KnownFields.Rules.SelectMany(f => f.Value.Select(r => ($"{f.Key}/{r}", FieldWords.Needed(f.Key, r)))).Take(100)];
}
