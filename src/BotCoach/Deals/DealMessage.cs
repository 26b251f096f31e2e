using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>The deal's card: stage, what is proven, what is missing with the shortest way to it, next step, whose turn, clock.</summary>
public static class DealMessage
{
    private const int MostMissing = 8;
    private const int MostCustom = 8;
    private static readonly string[] SharedFacts = ["Stage", "Outcome", "Account", "Owner", "Amount", "Close date", "Next step"];

    public static Message Of(DealCardView view)
    {
        var deal = view.File.Deal;
        var gate = Gate(view);
        var blocks = new List<Block> { new Heading(deal.Name) };
        if (view.Note is { } note) blocks.Add(new Paragraph(note));
        blocks.Add(new Facts([.. FactsOf(view)]));
        if (deal is { ImportedWithoutEvidence: true, IsOpen: true })
            blocks.Add(new Paragraph($"It was imported in this stage, without evidence. From here each step forward is proven.", Quiet: true));
        if (deal.Custom.Values.Any(v => !string.IsNullOrWhiteSpace(v))) blocks.Add(new Paragraph(Custom(deal), Quiet: true));
        if (gate is not null) AddGate(blocks, view, gate);
        AddQuestions(blocks, view);
        blocks.AddRange(ButtonsOf(view, gate).Where(b => b.Items.Count > 0));
        if (view.Page is { } page) blocks.Add(new Paragraph($"{new Link("Its page", page)}: its story, what proves it, and how it stood on a past day.", Quiet: true));
        return new Message(Fallback(view, gate), blocks);
    }

    /// <summary>For others to see: what it is and where it stands.</summary>
    public static Message Shared(DealCardView view) => Message.Of(
        $"{view.File.Deal.Name}: {DealWords.Stage(view.File)}", new Heading(view.File.Deal.Name), new Facts([.. FactsOf(view).Where(f => SharedFacts.Contains(f.Label.Words)), new Fact("Shared by", view.Viewer.Name)]));

    /// <summary>The gate to what comes next; null when nothing does.</summary>
    public static GateAnswer? Gate(DealCardView view) =>
        StageGate.NextOf(view.File) is { } next ? StageGate.Ask(view.File, next, view.File.Today(view.Now), view.Now) : null;

    /// <summary>The templates that are too long to stand beside what is asked for.</summary>
    public static IEnumerable<Button> TemplatesOf(IEnumerable<ArtifactSpec> documents, Deal deal) =>
        documents.Where(ArtifactTemplate.IsLong).Select(a => new Button(Wording.Short($"Template: {a.Name}", 60), "deal.template", $"{deal.Id}:{a.Id}"));

    private static IEnumerable<Fact> FactsOf(DealCardView view)
    {
        var (file, deal) = (view.File, view.File.Deal);
        yield return new Fact("Stage", DealWords.Stage(file));
        if (!deal.IsOpen) yield return new Fact("Outcome", DealWords.Join(DealWords.StatusName(deal.Status), deal.OutcomeReason, deal.ClosedAt is { } at ? DealWords.Day(at, view) : null));
        if (deal.Account is { } account && !deal.Name.Equals(account, StringComparison.OrdinalIgnoreCase)) yield return new Fact("Account", account);
        if (deal.OwnerId != view.Viewer.Id) yield return new Fact("Owner", view.NameOf(deal.OwnerId));
        if (deal.Amount is { } amount) yield return new Fact("Amount", Wording.Money(amount, deal.Currency));
        if (deal.CloseOn is { } close) yield return new Fact("Close date", Close(view, close));
        if (deal.IsOpen || deal.NextStep is not null) yield return new Fact("Next step", DealWords.NextStep(view));
        if (deal.HandoffDueAt is { } due) yield return new Fact("Handoff", $"waits to be accepted{(due < view.Now ? ", and is late" : $", until {DealWords.When(due, view)}")}");
        if (!deal.IsOpen) yield break;
        yield return new Fact("Whose turn", DealWords.Turn(view));
        yield return new Fact("Time in stage", DealWords.Clock(view));
        if (deal.HeardAt is { } heard) yield return new Fact("Last heard", DealWords.Day(heard, view));
        if (deal.TouchedAt is { } touched) yield return new Fact("Last touched", DealWords.Day(touched, view));
        if (deal.IsParkedOn(file.Today(view.Now)) && deal.ParkedUntil is { } until) yield return new Fact("Parked", $"until {Wording.Day(until, view.Today)}");
    }

    /// <summary>The company's own fields, as its file called them.</summary>
    private static string Custom(Deal deal)
    {
        var shown = deal.Custom.Where(f => !string.IsNullOrWhiteSpace(f.Value)).OrderBy(f => f.Key, StringComparer.Ordinal).Take(MostCustom).ToList();
        var rest = deal.Custom.Count - shown.Count;
        return string.Join(" · ", shown.Select(f => $"{f.Key}: {Wording.Short(f.Value, 60)}")) + (rest > 0 ? $" …and {rest} more" : "");
    }

    private static string Close(DealCardView view, LocalDate close) => DealWords.Join(
        Wording.Day(close, view.Today) + (view.File.Deal.IsOpen && close < view.File.Today(view.Now) ? " (passed)" : ""),
        view.File.Deal.CloseSlips > 0 ? $"moved {Wording.Count(view.File.Deal.CloseSlips, "time")}" : null);

    private static void AddGate(List<Block> blocks, DealCardView view, GateAnswer gate)
    {
        var standings = StageGate.Asked(view.File, gate.Target, view.Now)
            .Select(a => StageGate.Stand(view.File, a.Criterion, view.File.Today(view.Now), view.Now)).ToList();
        var shown = standings.Where(s => s.State != AnswerState.Empty || !s.Criterion.Required).ToList();
        var missing = gate.Missing.Select(m => m.Id).ToHashSet();
        var checks = shown.Where(s => !missing.Contains(s.Criterion.Id))
            .Select(s => new Check(DealWords.MarkOf(s), s.Criterion.Text + (s.Criterion.Required ? "" : " (advisory)"), NoteOf(s, view))).ToList();
        if (checks.Count > 0) blocks.Add(new Checks(checks));
        if (gate.Missing.Count > 0) AddMissing(blocks, view, gate, standings);
        else blocks.Add(new Paragraph(Ready(view, gate)));
    }

    private static void AddMissing(List<Block> blocks, DealCardView view, GateAnswer gate, List<CriterionStanding> standings)
    {
        if (!view.AtGate) blocks.Add(new Paragraph($"{Text.Strong($"Missing for {DealWords.StageName(view.File, gate.Target)}")}: {Wording.Count(gate.Missing.Count, "thing")}"));
        blocks.Add(new Rows([.. gate.Missing.Take(MostMissing).Select(m => RowOf(m, standings, view))]));
        if (gate.Missing.Count > MostMissing) blocks.Add(new Paragraph($"…and {gate.Missing.Count - MostMissing} more. They come up as these are done.", Quiet: true));
    }

    private static Row RowOf(MissingThing missing, List<CriterionStanding> standings, DealCardView view)
    {
        var standing = standings.FirstOrDefault(s => s.Criterion.Id == missing.Id);
        var note = standing is null ? "" : DealWords.Standing(standing, view);
        if (standing is { State: AnswerState.Claimed }) note = $"claimed, not yet proven: {note}";
        var templates = standing is null ? [] : ArtifactTemplate.Of(standing.Criterion, view.File.Book).ToList();
        return new Row(
            note.Length == 0 ? missing.Text : $"{missing.Text} · {note}",
            [new Button(missing.Way.Label, missing.Way.Action, missing.Way.Value), .. TemplatesOf(templates, view.File.Deal)],
            templates.Select(ArtifactTemplate.Line).OfType<Text>().FirstOrDefault());
    }

    private static Text? NoteOf(CriterionStanding standing, DealCardView view)
    {
        var words = DealWords.Standing(standing, view);
        return words.Length > 0 ? (Text)words : null;
    }

    private static Text Ready(DealCardView view, GateAnswer gate)
    {
        var next = gate.Target == StageGate.Won ? "Everything is proven: ready to record the win" : $"Ready to advance to {DealWords.StageName(view.File, gate.Target)}";
        return gate.OnTheirWord.Count == 0
            ? new Text([Text.Strong(next), new Plain(".")])
            : new Text([Text.Strong(next), new Plain($", {Wording.Count(gate.OnTheirWord.Count, "point")} of it on the rep's word.")]);
    }

    /// <summary>"I don't know yet" becomes the question to ask.</summary>
    private static void AddQuestions(List<Block> blocks, DealCardView view)
    {
        var unknown = view.File.Answers.Where(a => a.UnknownSince is not null).Select(a => a.CriterionId).ToHashSet();
        var asked = view.File.Book.Stages.SelectMany(s => s.Entry.Concat(s.Exit).Select(c => (Stage: s, Criterion: c))).Where(a => unknown.Contains(a.Criterion.Id))
            .Where(a => StageGate.Stand(view.File, a.Criterion, view.File.Today(view.Now), view.Now).UnknownSince is not null).DistinctBy(a => a.Criterion.Id).ToList();
        if (asked.Count == 0 || !view.File.Deal.IsOpen) return;
        blocks.Add(new Paragraph($"{Text.Strong("Still to find out")}"));
        blocks.Add(new Rows([.. asked.Take(MostMissing).Select(a => new Row(Questions.Of(a.Criterion, a.Stage), [new Button("I know now", "walk.open", $"{view.File.Deal.Id}:{a.Criterion.Id}")]))]));
    }

    private static IEnumerable<Buttons> ButtonsOf(DealCardView view, GateAnswer? gate)
    {
        var deal = view.File.Deal;
        var (id, at) = ($"{deal.Id}", $"{deal.Id}:{deal.StageId}");
        if (!deal.IsOpen)
        {
            yield return deal.Status == DealStatus.Won && gate is not null
                ? Buttons.Of(new Button("Walk it", "walk.open", id), new Button("Advance", "deal.advance", at, gate.Yes ? Look.Main : Look.Plain), new Button("Next step", "deal.next", id), HandOff(view), new Button("Reopen", "deal.reopen", id, Look.Careful))
                : deal.Status == DealStatus.Won ? Buttons.Of(HandOff(view), new Button("Reopen", "deal.reopen", id, Look.Careful)) : Buttons.Of(new Button("Reopen", "deal.reopen", id, Look.Careful));
            yield break;
        }
        var ready = gate?.Yes == true;
        yield return Buttons.Of(
            new Button("Walk it", "walk.open", id, ready ? Look.Plain : Look.Main),
            new Button(gate?.Target == StageGate.Won ? "Won" : "Advance", "deal.advance", at, ready ? Look.Main : Look.Plain),
            new Button("Next step", "deal.next", id), new Button("Heard from them", "deal.heard", id), new Button("Touched", "deal.touched", id));
        if (view.AtGate) yield return Around(view, id, at, gate!);
        yield return new Buttons(
        [
            new Button("Facts", "deal.facts", id), new Button("Add a person", "deal.person", $"{id}:"), HandOff(view),
            .. view.File.Book.IndexOf(deal.StageId) > 0 ? [new Button("Move back", "deal.back", at)] : Array.Empty<Button>(),
            new Button("Lost", "deal.lost", id, Look.Careful), new Button("Not a fit", "deal.drop", id, Look.Careful),
        ]);
    }

    private static Button HandOff(DealCardView view) => new(
        view.File.Deal.HandoffDueAt is not null ? "See the handoff" : HandoffPath.DueHere(view.File) is { } to ? $"Hand off to {Wording.Short(to, 30)}" : "Hand off", "deal.handover", $"{view.File.Deal.Id}");

    private static Buttons Around(DealCardView view, string id, string at, GateAnswer gate) =>
        GateOverrides.MayDo(view.Viewer.Role, view.File.Book.Rules)
            ? Buttons.Of(new Button("Move it anyway…", "deal.override", $"{at},{gate.Target}", Look.Careful))
            : view.AskWhom is { } who ? Buttons.Of(new Button($"Ask {Wording.Short(who, 40)} to let it pass", "deal.askpass", $"{at},{gate.Target}")) : new Buttons([]);

    private static string Fallback(DealCardView view, GateAnswer? gate) =>
        view.Note?.Words ?? $"{view.File.Deal.Name}: {DealWords.Stage(view.File)}"
        + (gate is null ? "" : gate.Yes ? ", ready to advance" : $", {Wording.Count(gate.Missing.Count, "thing")} missing");
}
