using System.Text;
using BotCoach.Chat;
using NodaTime.Text;

namespace BotCoach.Reviews;

/// <summary>The notes of a review as Markdown. What people wrote stays words: nothing in it becomes a heading or a link.</summary>
public static class ReviewNotes
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    public static string Of(WholeReview whole)
    {
        var (view, text) = (whole.View, new StringBuilder());
        text.Append($"# Deal review of {DateOf(view)}\n\n{Plain(whole.Manager)}, {Wording.Count(view.Deals.Count, "deal")}\n");
        if (whole.Told.Count > 0)
        {
            text.Append("\n## Promised before\n\n");
            foreach (var told in whole.Told) text.Append($"- {Plain(whole.ToldPage.DealOf(told.It))}: {Promise(told, whole.ToldPage)}\n");
        }
        foreach (var deal in view.Deals) AppendDeal(text, whole, deal);
        return text.ToString();
    }

    public static string FileName(WholeReview whole) => $"review-{DateOf(whole.View)}.md";

    /// <summary>Where nobody has talked about a deal: that it was skipped, or is still to come.</summary>
    public static string Untalked(ReviewView view, ReviewDeal deal) => deal.TalkedAt is not null ? "" : view.Review.IsOver ? " It was not talked about." : " It is still to come.";

    private static void AppendDeal(StringBuilder text, WholeReview whole, ReviewDeal deal)
    {
        var view = whole.View;
        text.Append($"\n## {Plain(view.NameOf(deal))}\n\n{Plain(ReviewMessage.ChosenBecause(deal.Why))}{Untalked(view, deal)}\n");
        if (deal.Stood is { } stood) text.Append($"\nIt stood at: {Plain(stood)}.\n");
        text.Append($"\n**{Plain(deal.Question)}**\n");
        foreach (var question in ReviewRules.Questions)
            if (question.Of(deal) is { } said) text.Append($"\n- {question.Asks} {Plain(said)}");
        if (deal.HasNotes) text.Append('\n');
        var decided = view.Promises.Where(c => c.It.DealId == deal.DealId).ToList();
        if (decided.Count == 0) return;
        text.Append("\nDecided:\n\n");
        foreach (var promise in decided) text.Append($"- [{(promise.State == CommitmentState.Kept ? 'x' : ' ')}] {Promise(promise, view.Page)}\n");
    }

    private static string Promise(CommitmentStanding standing, CommitmentPage page) =>
        $"{Plain(page.OwnerOf(standing.It))}: {Plain(standing.It.Words)}, by {Day.Format(standing.It.DueOn)} ({CommitmentMessage.StateOf(standing, page)})";

    private static string DateOf(ReviewView view) => Day.Format(view.Review.StartedAt.DayIn(view.Zone));

    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|') plain.Append('\\');
            plain.Append(c);
        }
        return plain.ToString();
    }
}
