using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Approvals;

/// <summary>The words of the rules for approvals: the form in which an admin writes them, and how they are said.</summary>
public static class ApprovalPolicyMessage
{
    public static Form Form(int number, ApprovalBook book, IReadOnlyDictionary<Guid, string> names) => new("approval.rules", "Rules for approvals",
        [
            new TextField(ApprovalPolicyRules.Advance, "Approved in advance", 4)
            {
                Optional = true, Value = Lines(book.InAdvance.Select(ApprovalPolicyRules.Written)),
                Hint = "A line each, such as: discount up to 10 %, term up to 12 months, amount up to 50,000. Within one of them it is a yes at once. What a line does not name it does not allow; an amount that is not known, or in another currency than yours, is never within.",
            },
            new TextField(ApprovalPolicyRules.Rules, "Who decides", 6)
            {
                Optional = true, Value = Lines(book.Rules.Select(r => ApprovalPolicyRules.Written(r, names))),
                Hint = "A line each, the first that fits holds: discount over 20 %, amount over 50,000: Ada Park and manager. “and”: all of them; “or”: whoever answers first. Where no line fits, the owner’s manager decides. “anything” fits always.",
            },
            new NumberField(ApprovalPolicyRules.Hours, "Stands for working hours") { Value = book.Hours.ToString(CultureInfo.InvariantCulture), Hint = "Then the question expires, and can be asked again." },
            new NumberField(ApprovalPolicyRules.Remind, "Remind after working hours") { Value = book.RemindHours.ToString(CultureInfo.InvariantCulture) },
        ], BasedOn: number);

    public static string Said(ApprovalBook book, IReadOnlyDictionary<Guid, string> names)
    {
        var advance = book.InAdvance.Count == 0 ? "Nothing is approved in advance." : $"Approved in advance: {string.Join("; ", book.InAdvance.Select(ApprovalPolicyRules.Written))}.";
        var rules = book.Rules.Count == 0 ? "" : $" Who decides: {string.Join("; ", book.Rules.Select(r => ApprovalPolicyRules.Written(r, names)))}.";
        return $"{advance}{rules} {(book.Rules.Count == 0 ? "The owner’s manager decides" : "Else the owner’s manager decides")}. A question stands for {Wording.Count(book.Hours, "working hour")}; a reminder comes after {book.RemindHours}.";
    }

    public static string StandsIn(string name, LocalDate until, LocalDate today) => $"{name} stands in for you until {Wording.Day(until, today)}, on the days on which you are off.";

    private static string? Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } written ? written : null;
}
