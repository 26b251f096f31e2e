namespace BotCoach.Reviews;

/// <summary>How much fits into a review, and where its walk goes.</summary>
public static class ReviewRules
{
    /// <summary>Half an hour, at about six minutes a deal.</summary>
    public const int MostDeals = 5;
    public const int MinutesEach = 6;
    public const int LongestNote = 1000;

    /// <summary>So long it goes on where it was left; what lies longer is ended, and a new one begins.</summary>
    public static readonly TimeSpan GoesOnFor = TimeSpan.FromDays(3);

    /// <summary>The five questions, each with its place in <see cref="ReviewDeal"/>.</summary>
    public static readonly IReadOnlyList<ReviewQuestion> Questions =
    [
        new("moved", "Why did it move?", d => d.Moved, (d, said) => d.Moved = said),
        new("evidence", "What evidence supports that?", d => d.Evidence, (d, said) => d.Evidence = said),
        new("confirmed", "Is the next step confirmed by the buyer?", d => d.Confirmed, (d, said) => d.Confirmed = said),
        new("passed-on", "Did the previous owner pass enough on?", d => d.PassedOn, (d, said) => d.PassedOn = said),
        new("friction", "What friction repeats?", d => d.Friction, (d, said) => d.Friction = said),
    ];

    public static bool GoesOn(Review review, DateTimeOffset now) => !review.IsOver && now - review.At <= GoesOnFor;

    /// <summary>Forward by one; behind the last deal is the end.</summary>
    public static int Next(int deals, int step) => Math.Min(step + 1, deals + 1);

    public static int Before(int step) => Math.Max(0, step - 1);

    /// <summary>Those that nobody has talked about yet.</summary>
    public static IReadOnlyList<ReviewDeal> Untalked(IEnumerable<ReviewDeal> deals) => [.. deals.Where(d => d.TalkedAt is null).OrderBy(d => d.Place)];
}

/// <summary>One of the questions about each deal.</summary>
/// <param name="Id">The field's name in the form.</param>
public sealed record ReviewQuestion(string Id, string Asks, Func<ReviewDeal, string?> Of, Action<ReviewDeal, string?> Set);
