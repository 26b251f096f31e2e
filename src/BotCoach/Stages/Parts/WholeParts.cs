namespace BotCoach.Stages.Parts;

/// <summary>What of a process is no stage's and can be edited: its name, its rules, its reasons, its handoffs.</summary>
public static class WholeParts
{
    public static readonly BookPart About = new OnePart<StageBook>(
        "process", "Name and description",
        [new("name", "Name") { Hears = ["name"] }, new("description", "What it is", FieldShape.Lines) { Hears = ["description"] }, PartField.Source],
        "", (book, _) => book, (_, _, book) => book, b => b.Name,
        b => new() { ["name"] = b.Name, ["description"] = b.Description, ["source"] = b.Source },
        (v, book, _) => book with { Name = v.Words("name"), Description = v.Words("description"), Source = v.Source() });

    public static readonly BookPart Rules = new OnePart<BookRules>(
        "rules", "Rules of the whole",
        [
            PartField.YesNo("may-skip", "A stage may be skipped"), new("lead", "Minutes to answer a lead", FieldShape.Number) { Hears = ["lead"] },
            new("may-override", "Who may pass the gate", FieldShape.Several) { Optional = true, Options = (_, _) => [.. StageBookRules.ApproverRoles.Select(r => (r, FieldWords.Title(r)))], Hears = ["role"] },
            new("override-days", "Days that a pass holds", FieldShape.Number) { Hears = ["override holds"] },
            new("escalate", "Working hours until a manager is told", FieldShape.Number) { Hint = "0: never.", Hears = ["manager is told"] },
            new("notice", "Working hours’ notice before that", FieldShape.Number) { Hears = ["notice"] },
            new("review", "How often deals are reviewed") { Hears = ["review"] }, new("reversion", "When a deal goes back", FieldShape.Lines) { Optional = true }, PartField.Source,
        ],
        "rules", (book, _) => book.Rules, (book, _, rules) => book with { Rules = rules }, _ => "", Read, (v, book, _) => Make(v, book.Rules));

    public static readonly IReadOnlyList<BookPart> All =
    [
        About, Rules,
        StageParts.LinesOf("loss-reasons", "Reasons for a loss", "reason", BookList<Line>.OfRules("rules/loss-reasons", r => r.LossReasons, (r, items) => r with { LossReasons = items })),
        StageParts.LinesOf("disqualification-reasons", "Reasons to disqualify", "reason",
            BookList<Line>.OfRules("rules/disqualification-reasons", r => r.DisqualificationReasons, (r, items) => r with { DisqualificationReasons = items })),
        new ListPart<HandoffSpec>(
            "handoffs", "Handoffs", "handoff", StageFigures.HandoffFields, BookList<HandoffSpec>.OfRules("rules/handoffs", r => r.Handoffs, (r, items) => r with { Handoffs = items }),
            h => $"To {h.To} within {Chat.Wording.Count(h.WithinWorkingHours, "working hour")}", h => h.To, (h, _, _) => StageFigures.Read(h), (v, _, _, _) => StageFigures.Make(v)),
        new ListPart<SignalTuning>(
            "signals", "Signals", "signal", StageFigures.SignalFields, BookList<SignalTuning>.OfRules("rules/signals", r => r.Signals, (r, items) => r with { Signals = items }),
            StageFigures.Title, s => s.Signal, (s, _, _) => StageFigures.Read(s), (v, _, _, _) => StageFigures.MakeSignal(v)),
    ];

    public static BookPart? Find(string key) => All.FirstOrDefault(p => p.Key == key);

    private static Dictionary<string, string?> Read(BookRules r) => new()
    {
        ["may-skip"] = StageParts.YesNo(r.MaySkip), ["lead"] = StageParts.Plain(r.LeadResponseMinutes), ["may-override"] = string.Join(',', r.MayOverride),
        ["override-days"] = StageParts.Plain(r.OverrideDays), ["escalate"] = StageParts.Plain(r.EscalateAfterWorkingHours), ["notice"] = StageParts.Plain(r.EscalationNoticeWorkingHours),
        ["review"] = r.ReviewCadence, ["reversion"] = r.Reversion?.Text, ["source"] = r.Source,
    };

    private static BookRules Make(PartValues v, BookRules was) => was with
    {
        MaySkip = v.Yes("may-skip"), LeadResponseMinutes = v.Number("lead"), MayOverride = v.Several("may-override"), OverrideDays = v.Number("override-days"),
        EscalateAfterWorkingHours = v.Number("escalate"), EscalationNoticeWorkingHours = v.Number("notice"), ReviewCadence = v.Words("review"), Source = v.Source(),
        Reversion = v.Maybe("reversion") is not { } text ? null : text == was.Reversion?.Text ? was.Reversion : new Line(text, "ours"),
    };
}
