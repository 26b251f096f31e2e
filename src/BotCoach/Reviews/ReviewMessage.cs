using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;

namespace BotCoach.Reviews;

/// <summary>The words of a deal review: what was promised last time, one deal at a time, and what was decided.</summary>
public static class ReviewMessage
{
    public const string NotYours = "That review is not one of yours, or it is no longer there.";
    public const string ForManagers = "A deal review is a manager's. Your own focus is there with “focus”.";
    private const int MostTold = 12;
    private const int MostParts = 6;
    private const int LongestPart = 2500;

    /// <summary>Nothing asks for talk.</summary>
    public static Text Nothing => $"No deal of your team's asks for a talk right now, and no promise is open. {Text.Type("review add DEAL")} puts one on the agenda.";

    /// <summary>What was promised last time, and what is to be talked about.</summary>
    public static Message Front(ReviewView view, Text? note = null)
    {
        var (review, deals) = (view.Review, view.Deals);
        var title = $"Deal review: {Wording.Count(deals.Count, "deal")}";
        List<Block> blocks = [new Heading(title), .. Note(note)];
        if (view.Promises.Count > 0)
        {
            blocks.Add(new Paragraph($"{Text.Strong("Promised before")}: {CommitmentMessage.Counts(view.Promises)}."));
            blocks.Add(new Rows([.. view.Promises.Take(MostTold).Select(c => CommitmentMessage.RowOf(c, view.Page))]));
            if (view.Promises.Count > MostTold) blocks.Add(new Paragraph($"…and {view.Promises.Count - MostTold} more.", Quiet: true));
        }
        blocks.Add(new Paragraph(deals.Count == 0 ? "No deal asks for a talk today." : $"{Text.Strong("Today")}, about {deals.Count * ReviewRules.MinutesEach} minutes:"));
        blocks.AddRange(Listed(view, deals));
        if (review.LeftOver > 0) blocks.Add(new Paragraph($"{Wording.Count(review.LeftOver, "more deal is", "more deals are")} left on the agenda for the next one.", Quiet: true));
        blocks.Add(deals.Count == 0 ? Buttons.Of(Finish(review)) : Buttons.Of(new Button("Begin", "review.begin", $"{review.Id}", Look.Main), Finish(review)));
        return new Message(title, blocks);
    }

    /// <summary>One deal: what stands there, what changed, the one question, and what was said and decided so far.</summary>
    public static Message Deal(ReviewView view, ReviewedDeal it, Text? note = null)
    {
        var (deal, row) = (it.File.Deal, it.Row);
        var title = $"{deal.Called} · {row.Place} of {view.Deals.Count}";
        List<Block> blocks =
        [
            new Heading(title), .. Note(note), new Paragraph(Because(row.Why), Quiet: true), new Facts([.. Stands(view, it)]),
            new Paragraph(it.Changes.Count == 0 ? $"Nothing was recorded since {Wording.Day(it.Since.DayIn(view.Zone), view.Page.Today)}."
                : $"{Text.Strong($"Since {Wording.Day(it.Since.DayIn(view.Zone), view.Page.Today)}")}: {string.Join("; ", it.Changes)}."),
            new Paragraph(Text.Strong(row.Question)),
        ];
        if (row.HasNotes) blocks.Add(new Facts([.. ReviewRules.Questions.Where(q => q.Of(row) is not null).Select(q => new Fact(q.Asks, Wording.Short(q.Of(row)!, 500)))]));
        if (view.Promises.Count > 0) blocks.Add(new Rows([.. view.Promises.Select(c => CommitmentMessage.RowOf(c, view.Page))]));
        var here = $"{view.Review.Id}:{deal.Id}";
        blocks.Add(Buttons.Of(new Button("What was decided", "review.decide", here, Look.Main), new Button(row.HasNotes ? "Change the notes" : "Five questions", "review.notes", here), new Button("Open the deal", "deal.show", $"{deal.Id}")));
        blocks.Add(Steps(view.Review, here));
        return new Message($"{deal.Called}: {row.Question}", blocks);
    }

    /// <summary>The deal has gone to another team since, and nothing of it is shown.</summary>
    public static Message Gone(ReviewView view, ReviewDeal row) => Message.Of("This deal is no longer one of your team's.",
        new Heading($"Deal {row.Place} of {view.Deals.Count}"), new Paragraph("This deal is no longer one of your team's."), Steps(view.Review, $"{view.Review.Id}:{row.DealId}"));

    /// <summary>All were shown: what was skipped, and the way to the end.</summary>
    public static Message AtEnd(ReviewView view, Text? note = null)
    {
        var skipped = ReviewRules.Untalked(view.Deals);
        List<Block> blocks = [new Heading("Deal review"), .. Note(note)];
        blocks.Add(new Paragraph(skipped.Count == 0 ? "That was the last one." : $"{Wording.Count(skipped.Count, "deal was", "deals were")} skipped. Come back to it now, or keep it for the next one:"));
        blocks.AddRange(Listed(view, skipped));
        blocks.Add(Buttons.Of(new Button("Back", "review.prev", $"{view.Review.Id}:"), new Button("End the review", "review.end", $"{view.Review.Id}", Look.Main)));
        return new Message("The deal review is at its end", blocks);
    }

    public static Message Stopped(ReviewView view)
    {
        var talked = view.Deals.Count(d => d.TalkedAt is not null);
        return Message.Of($"Stopped after {talked} of {view.Deals.Count}", new Heading("Deal review"),
            new Paragraph($"Stopped. {talked} of {Wording.Count(view.Deals.Count, "deal")} talked about. It goes on where you left it, here or elsewhere, for three days."),
            Buttons.Of(new Button("Go on", "review.goon", $"{view.Review.Id}", Look.Main), Finish(view.Review)));
    }

    /// <summary>What was decided, deal by deal, in the order of the walk.</summary>
    public static Message Ended(ReviewView view)
    {
        var talked = view.Deals.Where(d => d.TalkedAt is not null).ToList();
        var title = $"Deal review, {Wording.Day(view.Review.StartedAt.DayIn(view.Zone), view.Page.Today)}";
        List<Block> blocks = [new Heading(title), new Paragraph($"{Wording.Count(talked.Count, "deal")} talked about, {Wording.Count(view.Promises.Count, "promise")} made. Whoever promised something has it as a reminder.")];
        if (view.Promises.Count > 0) blocks.Add(new Rows([.. view.Promises.Select(c => CommitmentMessage.RowOf(c, view.Page))]));
        var open = talked.Where(d => view.Promises.All(c => c.It.DealId != d.DealId)).Select(view.NameOf).ToList();
        if (open.Count > 0) blocks.Add(new Paragraph($"Talked about without a promise: {Wording.List(open)}.", Quiet: true));
        var kept = ReviewRules.Untalked(view.Deals).Select(view.NameOf).ToList();
        if (kept.Count > 0) blocks.Add(new Paragraph($"Not talked about, and on the agenda of the next one: {Wording.List(kept)}.", Quiet: true));
        blocks.Add(Buttons.Of(new Button("Notes as Markdown", "review.file", $"{view.Review.Id}")));
        return new Message(title, blocks);
    }

    /// <summary>A deal that has ended is not talked about any more.</summary>
    public static string Over(string called) => $"{called} is closed, so there is nothing left to decide on it. Its story is there with “{called}”.";

    /// <summary>A deal is on the agenda.</summary>
    public static Message Added(string called, Guid dealId, int number)
    {
        var said = $"{called} is on the agenda of your next deal review, which has {Wording.Count(number, "deal")}{(number > ReviewRules.MostDeals ? $"; there is time for {ReviewRules.MostDeals}" : "")}.";
        return Message.Of(said, new Paragraph(said), Buttons.Of(new Button("Start the review", "review.start", Look: Look.Main), new Button("Take it off", "review.unpick", $"{dealId}")));
    }

    /// <summary>The notes, in as many parts as a chat takes; where they are longer still, it says so.</summary>
    public static Message File(string markdown)
    {
        List<Block> blocks = [new Heading("Notes"), new Paragraph("Copy this where you keep your notes.")];
        var parts = Parts(markdown).ToList();
        blocks.AddRange(parts.Take(MostParts).Select(p => new Quote(p)));
        if (parts.Count > MostParts) blocks.Add(new Paragraph("…and more: the whole of it is on the review's page in the console.", Quiet: true));
        return new Message("The notes of the review", blocks);
    }

    /// <summary>Why the deal was chosen, as a sentence.</summary>
    public static string Because(string why) => why switch
    {
        TalkWhy.OwnPick => "You put it on the agenda.",
        TalkWhy.LeftOver => "It is left over from the last review.",
        TalkWhy.PromiseMissed => "A promise about it was not kept by its day.",
        TalkWhy.LargestChange => "It changed most.",
        _ => $"{NudgeRules.Find(why)?.Name ?? "It needs a look"}.",
    };

    /// <summary>The same for whoever else reads it.</summary>
    public static string ChosenBecause(string why) => why == TalkWhy.OwnPick ? "The manager picked it." : Because(why);

    /// <summary>How a deal stands, in one line.</summary>
    public static string Stood(ReviewedDeal it, DateTimeOffset now)
    {
        var deal = it.File.Deal;
        var proven = it.List.Items.Count == 0 ? null : $"{it.List.Proven} of {it.List.Items.Count} proven";
        return DealWords.Join(it.File.Stage?.Name ?? deal.StageId, $"{Wording.Days(Math.Max(0, (now - deal.StageEnteredAt).TotalDays))} there", proven, deal.NextStep is { Length: > 0 } step ? $"next step “{Wording.Short(step, 120)}”" : "no next step");
    }

    /// <summary>Cut between lines.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        for (var rest = text.Trim('\n'); rest.Length > 0;)
        {
            var end = rest.Length <= LongestPart ? rest.Length : rest.LastIndexOf('\n', LongestPart) is > 0 and var line ? line : LongestPart;
            yield return rest[..end];
            rest = rest[end..].TrimStart('\n');
        }
    }

    private static IEnumerable<Fact> Stands(ReviewView view, ReviewedDeal it)
    {
        var (deal, today) = (it.File.Deal, view.Page.Today);
        yield return new Fact("Where it is", $"{it.File.Stage?.Name ?? deal.StageId}, {Wording.Days(Math.Max(0, (view.Now - deal.StageEnteredAt).TotalDays))}{(it.File.HealthyDays is { } healthy ? $" (healthy: {Wording.Days(healthy)})" : "")}");
        if (!deal.IsOpen) yield return new Fact("How it ended", DealWords.Join(DealWords.StatusName(deal.Status), deal.OutcomeReason is { } reason ? Wording.Short(reason, 200) : null));
        if (deal.IsOpen && it.List.Items.Count > 0)
        {
            var word = it.List.Items.Count(i => i.Standing.OnTheirWord);
            yield return new Fact("Proven", $"{it.List.Proven - word} of {it.List.Items.Count}{(word > 0 ? $", and {word} on the rep's word" : "")}");
        }
        if (deal.Amount is { } amount) yield return new Fact("Amount", Wording.Money(amount, deal.Currency));
        yield return new Fact("Next step", string.IsNullOrWhiteSpace(deal.NextStep) ? "none" : DealWords.Join(Wording.Short(deal.NextStep, 200), deal.NextStepOn is { } on ? Wording.Day(on, today) : null, deal.NextStepConfirmed ? "confirmed by them" : "not confirmed by them"));
    }

    private static IEnumerable<Block> Listed(ReviewView view, IReadOnlyList<ReviewDeal> deals)
    {
        if (deals.Count > 0) yield return new Rows([.. deals.Select(d => new Row(Text.Strong(view.NameOf(d)), [new Button("Go there", "review.open", $"{view.Review.Id}:{d.DealId}")], Because(d.Why)))]);
    }

    private static IEnumerable<Block> Note(Text? note) => note is null ? [] : [new Paragraph(note)];

    private static Buttons Steps(Review review, string here) => Buttons.Of(
        new Button("Back", "review.prev", here), new Button("Talked about", "review.next", here), new Button("Skip", "review.skip", here), new Button("Stop", "review.stop", here), Finish(review));

    private static Button Finish(Review review) => new("End the review", "review.end", $"{review.Id}");
}
