using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;

namespace BotCoach.Approvals;

/// <summary>The forms of approvals, and what is read from them: every fault at its field.</summary>
public static class ApprovalForms
{
    private const string Kind = "kind";
    private const string Discount = "discount";
    private const string Payment = "payment";
    private const string Term = "term";
    private const string Words = "words";
    private const string Gets = "gets";

    public const string Reason = "reason";
    public const string Question = "question";

    private static readonly Option[] Kinds =
        [new($"{ApprovalKind.Discount}", "A discount"), new($"{ApprovalKind.Payment}", "Payment terms"), new($"{ApprovalKind.Term}", "A contract term"), new($"{ApprovalKind.Other}", "Something else")];

    /// <param name="before">What was asked before, to be changed.</param>
    public static Form Ask(Deal deal, ApprovalRequest? before) => new("approval.asked", "Ask for approval",
        [
            new ChoiceField(Kind, "What for", Kinds) { Value = before?.Kind.ToString() },
            new NumberField(Discount, "Discount in percent") { Optional = true, Value = before?.Discount?.ToString("0.##", CultureInfo.InvariantCulture) },
            new NumberField(Payment, "Days to pay in") { Optional = true, Value = before?.PaymentDays?.ToString(CultureInfo.InvariantCulture) },
            new NumberField(Term, "Contract term in months") { Optional = true, Value = before?.TermMonths?.ToString(CultureInfo.InvariantCulture) },
            new TextField(Words, "Anything besides", 3) { Optional = true, Value = before?.Words, Hint = "What is written here is never approved in advance." },
            new TextField(Gets, "What it buys", 2) { Value = before?.Gets, Hint = "What we get for it: a longer term, a reference, a signature by a day." },
        ], $"{deal.Id}:{before?.Id}", deal.Revision, "Ask", $"{Text.Strong(deal.Name)}{(deal.Amount is { } amount ? $", {Wording.Money(amount, deal.Currency)}" : "")}");

    /// <summary>What is asked for and what it buys; or the faults.</summary>
    public static (AskedTerms? Asked, string Gets, IReadOnlyDictionary<string, string> Errors) Read(Turn turn)
    {
        var errors = new Dictionary<string, string>();
        if (!Enum.TryParse<ApprovalKind>(turn.Field(Kind), out var kind) || !Enum.IsDefined(kind)) errors[Kind] = "Choose what it is about.";
        var discount = Number(turn, Discount, 0.01m, 100, "A discount is a number above 0, up to 100.", errors);
        var days = Number(turn, Payment, 0, 365, "Days to pay in are a whole number, up to 365.", errors, whole: true);
        var months = Number(turn, Term, 1, 120, "A term is a whole number of months, up to 120.", errors, whole: true);
        var words = turn.Field(Words);
        if (words?.Length > ApprovalRequest.LongestText) errors[Words] = TooLong;
        if (!errors.ContainsKey(Kind) && Own(kind, discount, days, months, words) is { } own) errors.TryAdd(own.Field, own.Sentence);
        var gets = turn.Field(Gets) ?? "";
        if (gets.Length > ApprovalRequest.LongestText) errors[Gets] = TooLong;
        else if (Placeholders.IsOne(gets)) errors[Gets] = "Say in a sentence what we get for it. A concession that buys nothing is a gift.";
        return errors.Count > 0 ? (null, gets, errors) : (new AskedTerms(kind, discount, (int?)days, (int?)months, words), gets, errors);
    }

    public static Form Decline(ApprovalFile file) => new("approval.declined", "Decline",
        [new TextField(Reason, "Why not", 3) { Hint = "Whoever asked sees this. Say what you would agree to." }], $"{file.Request.Id}", file.Request.Revision, "Decline", Intro(file));

    public static Form AskBack(ApprovalFile file) => new("approval.askedback", "Ask back",
        [new TextField(Question, "Your question", 3)], $"{file.Request.Id}", file.Request.Revision, "Ask", Intro(file));

    public static Form Answer(ApprovalFile file, ApprovalWord question) => new("approval.answered", "Answer",
        [new TextField(Question, "Your answer", 3)], $"{file.Request.Id}:{question.No}", file.Request.Revision, "Send", Wording.Short(question.Text, 300));

    /// <summary>Words that mean something, or what is wrong with them.</summary>
    public static string? Fault(string? words, string sentence) => words?.Length > ApprovalRequest.LongestText ? TooLong : Placeholders.IsOne(words) ? sentence : null;

    private static string TooLong => $"Please use at most {ApprovalRequest.LongestText} characters.";

    private static Text Intro(ApprovalFile file) => $"{Text.Strong(file.Deal.Name)}: {ApprovalWords.Of(file.Request.Asked)}";

    private static decimal? Number(Turn turn, string field, decimal least, decimal most, string sentence, Dictionary<string, string> errors, bool whole = false)
    {
        if (turn.Field(field) is not { } typed) return null;
        if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && (!whole || number == Math.Truncate(number))) return Math.Round(number, 2);
        errors[field] = sentence;
        return null;
    }

    /// <summary>What the question is about has to be said.</summary>
    private static (string Field, string Sentence)? Own(ApprovalKind kind, decimal? discount, decimal? days, decimal? months, string? words) => kind switch
    {
        ApprovalKind.Discount when discount is null => (Discount, "Write how many percent."),
        ApprovalKind.Payment when days is null => (Payment, "Write how many days they get to pay."),
        ApprovalKind.Term when months is null => (Term, "Write how many months."),
        ApprovalKind.Other when Placeholders.IsOne(words) => (Words, "Say what you ask for."),
        _ => null,
    };
}
