using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Reviews;

/// <summary>The two forms of a review's card: the five questions, and what was decided.</summary>
public static class ReviewForms
{
    public const int MostPromises = 3;

    /// <summary>All of it may be left empty.</summary>
    public static Form Notes(ReviewDeal row, string called, string state) => new("review.noted", "Five questions",
        [.. ReviewRules.Questions.Select(q => new TextField(q.Id, q.Asks, 2) { Optional = true, Value = q.Of(row) })], state, Intro: called);

    /// <param name="people">Who may promise something, the deal's owner first.</param>
    public static Form Decide(string called, IReadOnlyList<Option> people, Guid ownerId, string state) => new("review.decided", "What was decided",
        [.. Enumerable.Range(1, MostPromises).SelectMany(i => Promise(i, people, ownerId))], state, Intro: called);

    public static string What(int number) => $"what-{number}";

    public static string Who(int number) => $"who-{number}";

    public static string By(int number) => $"by-{number}";

    private static IEnumerable<Field> Promise(int number, IReadOnlyList<Option> people, Guid ownerId)
    {
        var and = number == 1 ? "" : $" {number}";
        yield return new TextField(What(number), $"What{and}") { Optional = number > 1, Hint = number == 1 ? "For example: send the business case to Dana" : null };
        yield return new ChoiceField(Who(number), $"Who{and}", people) { Optional = number > 1, Value = $"{ownerId}" };
        yield return new TextField(By(number), $"Until when{and}") { Optional = number > 1, Hint = number == 1 ? "For example Thursday, in 3 days, or 4 December" : null };
    }
}
