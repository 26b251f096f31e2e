using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Checklists;

/// <summary>The words of the walk: one criterion at a time.</summary>
public static class ChecklistMessage
{
    /// <summary>A rep is new for so many days, and sees with each criterion why it is asked.</summary>
    public const int NewForDays = 90;
    private const int MostActions = 3;

    /// <summary>The process was changed while somebody was answering; what they wrote stays in the form.</summary>
    public const string NotAskedAnyMore = "This is not asked any more: your admin has changed the checklist just now. Copy what you wrote if you need it, then close the form.";

    public static Message Of(DealCardView view, Checklist list, int at, Text? note = null, bool explain = false)
    {
        var item = list.Items[at];
        var blocks = new List<Block> { new Heading($"{view.File.Deal.Name} · {item.Stage.Name}") };
        if (note is not null) blocks.Add(new Paragraph(note));
        blocks.Add(new Paragraph(Progress(list, at), Quiet: true));
        blocks.Add(new Paragraph(new Text([Text.Strong(item.Criterion.Text), new Plain(item.Criterion.Required ? "" : " (advisory)")])));
        if (DealWords.Standing(item.Standing, view) is { Length: > 0 } standing) blocks.Add(new Checks([new Check(DealWords.MarkOf(item.Standing), Says(item.Standing), standing)]));
        blocks.Add(new Paragraph($"What counts: {FieldWords.Counts(item.Criterion, view.File.Book)}."));
        if (item.Standing is { State: AnswerState.Claimed, Passes: false }) blocks.Add(new Paragraph("Somebody's word is noted, but here it does not pass the gate by itself.", Quiet: true));
        if (item.IsOpen) blocks.AddRange(Templates(view, item).Select(ArtifactTemplate.Line).OfType<Text>().Select(line => new Paragraph(line, Quiet: true)));
        if (explain || IsNew(view)) AddGuidance(blocks, item);
        if (list.Ready) blocks.Add(new Paragraph($"{Text.Strong("Ready to advance")}. What is left is advisory."));
        blocks.AddRange(ButtonsOf(view, list, item, explain).Where(b => b.Items.Count > 0));
        return new Message($"{view.File.Deal.Name}: {item.Criterion.Text}", blocks);
    }

    /// <summary>Nothing is open any more: ready to advance, or what the gate asks for besides.</summary>
    public static Message Done(DealCardView view, Checklist list, Text? note = null)
    {
        var (deal, gate) = (view.File.Deal, list.Gate);
        var blocks = new List<Block> { new Heading(deal.Name) };
        if (note is not null) blocks.Add(new Paragraph(note));
        if (gate is null) blocks.Add(new Paragraph("There is nothing to walk here: this deal is in its last stage."));
        else if (gate.Yes) blocks.Add(new Paragraph(Ready(view, list, gate)));
        else blocks.AddRange([new Paragraph("Every criterion is answered. The gate still asks for:"), new Rows([.. gate.Missing.Select(m => new Row(m.Text, [new Button(m.Way.Label, m.Way.Action, m.Way.Value)]))])]);
        var card = new Button("The deal", "deal.show", $"{deal.Id}");
        blocks.Add(gate?.Yes == true
            ? Buttons.Of(new Button(gate.Target == StageGate.Won ? "Record the win" : Wording.Short($"Advance to {DealWords.StageName(view.File, gate.Target)}", 60), "deal.advance", $"{deal.Id}:{deal.StageId}", Look.Main), card)
            : Buttons.Of(card));
        return new Message(gate?.Yes == true ? $"{deal.Name} is ready to advance" : $"{deal.Name}: the checklist is walked", blocks);
    }

    public static Message Stopped(DealCardView view, Checklist list) => Message.Of(
        $"{view.File.Deal.Name}: stopped at {list.Proven} of {list.Items.Count}",
        new Heading(view.File.Deal.Name),
        new Paragraph($"Stopped. {list.Proven} of {list.Items.Count} answered. It goes on where you left it, here or elsewhere."),
        Buttons.Of(new Button("Go on", "walk.open", $"{view.File.Deal.Id}", Look.Main), new Button("The deal", "deal.show", $"{view.File.Deal.Id}")));

    /// <summary>What was not known is asked for later.</summary>
    public static Text AskedLater(DealCardView view, WorkCalendar owner)
    {
        var (deal, today) = (view.File.Deal, owner.Today(view.Now));
        var comes = owner.Today(owner.NextStart(owner.Midnight(Questions.AskOn(deal, today, owner)).AddMilliseconds(-1)));
        return $"Noted. {(deal.OwnerId == view.Viewer.Id ? "You" : view.NameOf(deal.OwnerId))} will be reminded to ask {Wording.On(comes, today)}.";
    }

    public static bool IsNew(DealCardView view) =>
        view.Viewer.StartedOn is { } since && Period.DaysBetween(since, view.Today) is >= 0 and <= NewForDays;

    private static Text Ready(DealCardView view, Checklist list, GateAnswer gate)
    {
        var to = gate.Target == StageGate.Won ? "the win can be recorded" : $"ready to advance to {DealWords.StageName(view.File, gate.Target)}";
        var word = gate.OnTheirWord.Count == 0 ? "" : $" {Wording.Count(gate.OnTheirWord.Count, "point")} of it on the rep's word.";
        return $"{Text.Strong($"All {list.Items.Count} answered: {to}")}.{word}";
    }

    private static string Progress(Checklist list, int at)
    {
        var word = list.Items.Count(i => i.Standing.OnTheirWord);
        return $"{at + 1} of {list.Items.Count} · {list.Proven - word} proven" + (word > 0 ? $" · {word} on the rep's word" : "");
    }

    private static string Says(CriterionStanding standing) => standing.State switch
    {
        AnswerState.Evidenced => "Proven",
        AnswerState.Claimed => "Claimed",
        AnswerState.Disputed => "Disputed",
        AnswerState.Waived => "Set aside",
        _ => "Open",
    };

    private static void AddGuidance(List<Block> blocks, ChecklistItem item)
    {
        if (item.Criterion.Why is { } why) blocks.Add(new Paragraph($"{Text.Strong("Why it is asked")}: {why}"));
        if (item.Criterion.Good is { } good) blocks.Add(new Paragraph($"{Text.Strong("Good looks like")}: {good}"));
        if (item.Stage.Actions.Count > 0) blocks.Add(new Paragraph($"{Text.Strong("What reps do here")}\n{string.Join("\n", item.Stage.Actions.Take(MostActions).Select(a => $"• {a.Text}"))}"));
        var assets = item.Stage.Assets.Select(a => a.Url is { } url ? (Span)new Link(a.Name, url) : new Plain(a.Name)).ToList();
        if (assets.Count == 0) return;
        var spans = new List<Span> { new Bold("What helps here"), new Plain(": ") };
        for (var i = 0; i < assets.Count; i++) spans.AddRange(i == 0 ? [assets[i]] : [new Plain(", "), assets[i]]);
        blocks.Add(new Paragraph(new Text(spans)));
    }

    private static IEnumerable<ArtifactSpec> Templates(DealCardView view, ChecklistItem item) => ArtifactTemplate.Of(item.Criterion, view.File.Book);

    private static IEnumerable<Buttons> ButtonsOf(DealCardView view, Checklist list, ChecklistItem item, bool explain)
    {
        var here = $"{view.File.Deal.Id}:{item.Criterion.Id}";
        var ways = Way.ToSatisfy(view.File, item.Criterion, item.Stage, view.File.Today(view.Now));
        yield return new Buttons(
        [
            .. ways.Select((way, i) => way.Kind == WayKind.Approval && view.Decides
                ? new Button("Say yes to it", "walk.approve", here, i == 0 ? Look.Main : Look.Plain)
                : new Button(way.Label, "walk.do", way.WalkValue, i == 0 && !list.Ready ? Look.Main : Look.Plain)),
            .. Unknown(view, item.Standing, here),
            .. item.IsOpen ? DealMessage.TemplatesOf(Templates(view, item), view.File.Deal) : [],
        ]);
        yield return new Buttons(
        [
            new Button("Back", "walk.prev", here), new Button("Skip", "walk.skip", here), new Button("Stop", "walk.stop", here),
            .. !explain && !IsNew(view) && ((item.Criterion.Why ?? item.Criterion.Good) is not null || item.Stage.Actions.Count > 0) ? [new Button("Why is this asked", "walk.why", here)] : Array.Empty<Button>(),
            .. list.Ready ? [new Button(list.Gate!.Target == StageGate.Won ? "Record the win" : "Advance", "deal.advance", $"{view.File.Deal.Id}:{view.File.Deal.StageId}", Look.Main)] : Array.Empty<Button>(),
        ]);
        if (view.Decides) yield return Decisions(item.Standing, here);
        else if (item.Standing is { State: AnswerState.Disputed, From.PersonId: { } by } && by == view.Viewer.Id) yield return Buttons.Of(new Button("It holds again", "walk.lift", here));
    }

    /// <summary>Said once a day: on another day it is still not known, and is asked again later.</summary>
    private static Button[] Unknown(DealCardView view, CriterionStanding standing, string here) => standing switch
    {
        { State: not AnswerState.Empty } => [],
        { UnknownSince: null } => [new Button("I don't know yet", "walk.unknown", here)],
        { UnknownSince: { } since } => since < view.File.Today(view.Now) ? [new Button("I still don't know", "walk.unknown", here)] : [],
    };

    private static Buttons Decisions(CriterionStanding standing, string here) => standing.State switch
    {
        AnswerState.Disputed => Buttons.Of(new Button("Settle the dispute", "walk.lift", here), new Button("Set it aside…", "walk.waive", here)),
        AnswerState.Waived => Buttons.Of(new Button("Ask for it again", "walk.lift", here)),
        AnswerState.Empty => Buttons.Of(new Button("Set it aside…", "walk.waive", here)),
        _ => Buttons.Of(new Button("Dispute it…", "walk.dispute", here, Look.Careful), new Button("Set it aside…", "walk.waive", here)),
    };
}
