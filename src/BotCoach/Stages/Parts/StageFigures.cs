namespace BotCoach.Stages.Parts;

/// <summary>The figures of a stage: its clock, its follow-ups, its handoff, its signals, its forecast.</summary>
internal static class StageFigures
{
    private const string NoCadence = "none";

    public static readonly BookPart Guideline = new OnePart<Guideline>(
        "guideline", "Healthy time",
        [
            new("days", "Healthy days in this stage", FieldShape.Number) { Hint = "Flagged at twice that.", Hears = ["guideline"] },
            new("by-segment", "Other days by segment", FieldShape.Lines) { Optional = true, Hint = "One a line, as: enterprise 45", Hears = ["segment"] }, PartField.Source,
        ],
        "guideline", (book, id) => book.Find(id ?? "")?.Guideline, (book, id, it) => With(book, id, s => s with { Guideline = it }), g => $"up to {Chat.Wording.Days(g.Days)}",
        g => new() { ["days"] = StageParts.Plain(g.Days), ["by-segment"] = string.Join('\n', g.BySegment.Select(s => $"{s.Key} {s.Value}")), ["source"] = g.Source },
        (v, _, _) => new Guideline(v.Number("days"), v.Source()) { BySegment = Segments(v) });

    public static readonly BookPart Cadence = new OnePart<Cadence>(
        "cadence", "Follow-ups",
        [new("days", "On which days after the first touch") { Optional = true, Hint = $"As: {UsualDays}. Empty: those. “none”: nobody is reminded.", Hears = ["day", "touch"] }, PartField.Source],
        "cadence", (book, id) => book.Find(id ?? "")?.Cadence, (book, id, it) => With(book, id, s => s with { Cadence = it }), c => c.Days.Count == 0 ? "nobody is reminded" : $"on the days {string.Join(", ", c.Days)}",
        c => new() { ["days"] = c.Days.Count == 0 ? NoCadence : string.Join(", ", c.Days), ["source"] = c.Source },
        (v, _, _) => v.Maybe("days") is null ? Stages.Cadence.Usual : new Cadence(Days(v), v.Source()), (book, id) => With(book, id, s => s with { Cadence = null }));

    public static readonly BookPart Handoff = new OnePart<HandoffSpec>(
        "handoff", "Handoff", HandoffFields, "handoff", (book, id) => book.Find(id ?? "")?.Handoff, (book, id, it) => With(book, id, s => s with { Handoff = it }),
        h => $"to {h.To}", Read, (v, _, _) => Make(v), (book, id) => With(book, id, s => s with { Handoff = null }));

    public static readonly BookPart Signals = new ListPart<SignalTuning>(
        "signals", "Signals of its own", "signal", SignalFields, BookList<SignalTuning>.OfStage("signals", s => s.Signals, (s, items) => s with { Signals = items }),
        Title, s => s.Signal, (s, _, _) => Read(s), (v, _, _, _) => MakeSignal(v));

    public static readonly BookPart Forecast = new OnePart<ForecastSpec>(
        "forecast", "Forecast",
        [
            new("category", "Category", FieldShape.Choice) { Options = (_, _) => [.. StageBookRules.ForecastCategories.Select(c => (c, FieldWords.Title(c)))], Hears = ["category"] },
            new("probability", "Probability in percent", FieldShape.Number) { Hears = ["probability"] }, PartField.Source,
        ],
        "forecast", (book, id) => book.Find(id ?? "")?.Forecast, (book, id, it) => With(book, id, s => s with { Forecast = it }), f => $"{FieldWords.Title(f.Category)}, {f.Probability} %",
        f => new() { ["category"] = f.Category, ["probability"] = StageParts.Plain(f.Probability), ["source"] = f.Source },
        (v, _, _) => new ForecastSpec(v.Words("category"), v.Number("probability"), v.Source()));

    internal static IReadOnlyList<PartField> HandoffFields =>
    [
        new("to", "To which role") { Hears = ["receiver"] },
        new("must", "What must be passed on", FieldShape.Several) { Options = (book, _) => PassedOn(book), Optional = true, Hears = ["passed on"] },
        new("hours", "To be accepted within working hours", FieldShape.Number) { Hears = ["time to accept"] }, PartField.Source,
    ];

    internal static IReadOnlyList<PartField> SignalFields =>
    [
        new("signal", "Signal", FieldShape.Choice) { Options = (_, _) => PartOptions.Signals, Hears = ["signal"] }, PartField.YesNo("on", "Switched on") with { AtFirst = SignalTuning.UsuallyOff ? "no" : "yes" },
        new("days", "Days it waits", FieldShape.Number) { Optional = true, Hears = ["days"] }, new("times", "From how many times on", FieldShape.Number) { Optional = true, Hears = ["times"] },
        new("severity", "Severity, 1 to 5", FieldShape.Number) { Optional = true, Hears = ["severity"] }, PartField.Source,
    ];

    internal static string Title(SignalTuning tuned)
    {
        if (tuned.Off) return $"{FieldWords.Title(tuned.Signal)}: off";
        List<string> figures = [];
        if (tuned.Days is { } days) figures.Add(Chat.Wording.Days(days));
        if (tuned.Times is { } times) figures.Add($"from {times} times on");
        if (tuned.Severity is { } severity) figures.Add($"severity {severity}");
        return $"{FieldWords.Title(tuned.Signal)}: {(figures.Count == 0 ? "as usual" : string.Join(", ", figures))}";
    }

    internal static Dictionary<string, string?> Read(SignalTuning s) => new()
    {
        ["signal"] = s.Signal, ["on"] = StageParts.YesNo(!s.Off), ["days"] = Plain(s.Days), ["times"] = Plain(s.Times), ["severity"] = Plain(s.Severity), ["source"] = s.Source,
    };

    internal static SignalTuning MakeSignal(PartValues v) => new(v.Words("signal"), v.Source())
    {
        Off = !v.Yes("on"), Days = v.MaybeNumber("days"), Times = v.MaybeNumber("times"), Severity = v.MaybeNumber("severity"),
    };

    internal static Dictionary<string, string?> Read(HandoffSpec h) => new()
    {
        ["to"] = h.To, ["must"] = string.Join(',', h.MustPassOn), ["hours"] = StageParts.Plain(h.WithinWorkingHours), ["source"] = h.Source,
    };

    internal static HandoffSpec Make(PartValues v) => new(v.Words("to"), v.Several("must"), v.Number("hours"), v.Source());

    private static IReadOnlyList<(string, string)> PassedOn(StageBook book) =>
        [.. KnownFields.Rules.Keys.Select(f => (f, FieldWords.Title(f))), .. book.Stages.SelectMany(s => s.Artifacts).Select(a => (a.Id, a.Name)).Take(100 - KnownFields.Rules.Count)];

    private static StageBook With(StageBook book, string? id, Func<Stage, Stage> change) => book with { Stages = [.. book.Stages.Select(s => s.Id == id ? change(s) : s)] };

    private static string UsualDays => string.Join(", ", Stages.Cadence.Usual.Days);

    private static string? Plain(int? number) => number is { } n ? StageParts.Plain(n) : null;

    private static IReadOnlyList<int> Days(PartValues values)
    {
        if (values.Maybe("days") == NoCadence) return [];
        var days = new List<int>();
        foreach (var word in values.Several("days"))
            if (int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var day)) days.Add(day);
            else values.Refuse("days", $"“{Chat.Wording.Short(word, 20)}” is no day. Write whole numbers, as: {UsualDays}");
        return days;
    }

    private static Dictionary<string, int> Segments(PartValues values)
    {
        var days = new Dictionary<string, int>();
        foreach (var line in values.Lines("by-segment"))
            if (line.LastIndexOf(' ') is > 0 and var cut && int.TryParse(line[cut..], out var number) && days.TryAdd(line[..cut].Trim(), number)) continue;
            else values.Refuse("by-segment", $"“{Chat.Wording.Short(line, 40)}” is no segment with its days, or is there twice. Write: enterprise 45");
        return days;
    }
}
