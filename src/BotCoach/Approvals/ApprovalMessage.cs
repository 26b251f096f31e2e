using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;

namespace BotCoach.Approvals;

/// <summary>The cards of a question for approval: for who decides, for who asked, and for who asks the same again.</summary>
public static class ApprovalMessage
{
    private const int MostWords = 8;

    /// <summary>For who holds a seat, or has held one.</summary>
    public static Message ToDecide(ApprovalView view)
    {
        var (file, id) = (view.File, $"{view.File.Request.Id}");
        var mine = file.SeatsOf(view.ReaderId);
        var waits = file.Waiting.Contains(view.ReaderId);
        Text line = $"{view.NameOf(file.Request.AskedBy)} asks for your yes on {Text.Strong(file.Deal.Name)}: {ApprovalWords.Of(file.Request.Asked)}";
        List<Block> blocks = [new Heading(Title(file)), new Paragraph(waits ? line : Settled(view, mine))];
        blocks.Add(new Facts([.. Facts(view), .. waits ? Why(view, mine) : []]));
        blocks.AddRange(Thread(view));
        if (waits) blocks.Add(Buttons.Of(new Button("Approve", "approval.yes", id, Look.Main), new Button("Decline…", "approval.no", id), new Button("Ask…", "approval.ask", id)));
        if (view.MayOpen) blocks.Add(Buttons.Of(new Button("See the deal", "deal.show", $"{file.Deal.Id}")));
        return new Message(waits ? line.Words : $"{file.Deal.Name}: {Settled(view, mine)}", blocks);
    }

    /// <summary>For who wants the answer.</summary>
    public static Message ToAsker(ApprovalView view)
    {
        var (file, id) = (view.File, $"{view.File.Request.Id}");
        List<Block> blocks = [new Heading(Title(file)), new Paragraph(ApprovalWords.State(view)), new Facts([.. Facts(view)])];
        blocks.AddRange(Thread(view));
        var buttons = file.Request.State switch
        {
            ApprovalState.Open when file.OpenQuestion is not null => [new Button("Answer…", "approval.answer", id, Look.Main), new Button("Take it back", "approval.withdraw", id)],
            ApprovalState.Open => [new Button("Take it back", "approval.withdraw", id)],
            ApprovalState.Expired => [new Button("Ask again", "approval.retry", id, Look.Main), new Button("Ask otherwise…", "approval.again", id)],
            ApprovalState.Declined => [new Button("Ask again…", "approval.again", id)],
            _ => Array.Empty<Button>(),
        };
        if (view.MayOpen) buttons = [.. buttons, new Button("See the deal", "deal.show", $"{file.Deal.Id}")];
        if (buttons.Length > 0) blocks.Add(Buttons.Of(buttons));
        return new Message($"{file.Deal.Name}: {ApprovalWords.State(view)}", blocks);
    }

    /// <summary>For who asks what is asked already.</summary>
    public static Message ToSecond(ApprovalView view)
    {
        var file = view.File;
        Text line = $"{view.NameOf(file.Request.AskedBy)} has asked for {ApprovalWords.Name(file.Request.Kind)} on {Text.Strong(file.Deal.Name)} already, {view.When(file.Request.AskedAt)}. There is one open question for each: join it, and you get the answer too.";
        return Message.Of(line.Words, new Heading(Title(file)), new Paragraph(line), new Paragraph(ApprovalWords.State(view)), new Facts([.. Facts(view)]),
            Buttons.Of(new Button("Join it", "approval.join", $"{file.Request.Id}", Look.Main), new Button("See the deal", "deal.show", $"{file.Deal.Id}")));
    }

    /// <summary>A line of news, with what was said and the way to the question.</summary>
    public static Message Note(ApprovalView view, Text line, string? words = null, string? by = null)
    {
        List<Block> blocks = [new Paragraph(line)];
        if (words is not null) blocks.Add(new Quote(words, by));
        if (view.File.OpenQuestion is not null && view.File.IsAsker(view.ReaderId)) blocks.Add(Buttons.Of(new Button("Answer…", "approval.answer", $"{view.File.Request.Id}", Look.Main)));
        else blocks.Add(Buttons.Of(new Button("Show it", "approval.show", $"{view.File.Request.Id}")));
        return new Message(line.Words, blocks);
    }

    /// <summary>What one has asked, what waits for one's yes, and how long it takes here.</summary>
    public static Message List(IReadOnlyList<ApprovalView> open, Turnaround lately)
    {
        List<Block> blocks = [new Heading("Approvals")];
        if (open.Count == 0) blocks.Add(new Paragraph("You have no open question, and none waits for your yes."));
        else blocks.Add(new Rows([.. open.Select(v => new Row($"{Title(v.File)} · {ApprovalWords.Of(v.File.Request.Asked)} · {ApprovalWords.State(v)}", [new Button("Show it", "approval.show", $"{v.File.Request.Id}")]))]));
        blocks.Add(new Paragraph($"From a question to its decision: {lately.Words}, of the last ninety days.", Quiet: true));
        blocks.Add(new Paragraph($"Ask with {Text.Type("approval DEAL")}; who decides over what: {Text.Type("approvals rules")}.", Quiet: true));
        return new Message("Approvals", blocks);
    }

    private static string Title(ApprovalFile file) => Wording.Short($"{file.Deal.Name}: {ApprovalWords.Name(file.Request.Kind)}", 140);

    private static Text Settled(ApprovalView view, IReadOnlyList<ApprovalSeat> mine)
    {
        if (!view.File.Request.IsOpen) return ApprovalWords.State(view);
        return mine.Count == 0 ? $"It is not yours to decide any more. {ApprovalWords.State(view)}" : $"You said yes. {ApprovalWords.State(view)}";
    }

    private static IEnumerable<Fact> Facts(ApprovalView view)
    {
        var (file, r) = (view.File, view.File.Request);
        yield return new Fact("Asked", DealWords.Join(Wording.List([.. file.Askers.Select(a => view.NameOf(a.PersonId))]), view.When(r.AskedAt)));
        yield return new Fact("What", ApprovalWords.Of(r.Asked));
        yield return new Fact("What it buys", r.Gets);
        yield return new Fact("Amount", r.Amount is { } amount ? Wording.Money(amount, r.Currency) : "none");
        // where it stands now is for who may see the deal now, or decides
        if (view.MayOpen || file.SeatsOf(view.ReaderId).Any()) yield return new Fact("Their timeline", ApprovalWords.Timeline(file.Deal, view.Today));
        yield return new Fact("A decision takes", view.Lately.Words);
        if (r is { IsOpen: true, ExpiresAt: { } end }) yield return new Fact("Stands until", view.When(end));
        if (view.Before is { State: ApprovalState.Declined } before) yield return new Fact("Before", $"{ApprovalWords.Of(before.Asked)}, declined: {before.Reason}");
    }

    private static IEnumerable<Fact> Why(ApprovalView view, IReadOnlyList<ApprovalSeat> mine)
    {
        yield return new Fact("By the rule", view.File.Request.Rule);
        if (view.File.Seats.Count > 1) yield return new Fact("Who decides", view.File.Request.NeedsAll ? $"all of {Holders(view)}" : $"one of {Holders(view)}, whoever answers first");
        foreach (var seat in mine.Where(s => s.Why != SeatWhy.Own).Take(1)) yield return new Fact("Why you", ApprovalWords.Holder(seat, view));
    }

    private static string Holders(ApprovalView view) => Wording.List([.. view.File.Seats.Select(s => view.NameOf(s.HolderId)).Distinct()]);

    private static IEnumerable<Block> Thread(ApprovalView view) => view.File.Words.TakeLast(MostWords).Select(w => new Quote(w.Text, $"{view.NameOf(w.PersonId)}{(w.IsQuestion ? " asks" : "")}"));
}
