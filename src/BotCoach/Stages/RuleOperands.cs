using System.Globalization;
using System.Text.RegularExpressions;
using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>Reads what a comparison compares with. Each is null where it is none; why is noted then.</summary>
internal sealed partial class RuleOperands(RuleCursor cursor)
{
    private const int MostDays = 3650;
    private const decimal MostMoney = 1_000_000_000_000m;
    private static readonly Dictionary<string, int> Named = new(StringComparer.OrdinalIgnoreCase) { ["today"] = 0, ["tomorrow"] = 1, ["yesterday"] = -1 };
    private static readonly Dictionary<string, int> Units = new(StringComparer.OrdinalIgnoreCase) { ["day"] = 1, ["days"] = 1, ["week"] = 7, ["weeks"] = 7 };

    /// <summary>An amount, or any number.</summary>
    public decimal? Number()
    {
        var at = cursor.Peek;
        if (at.Kind != RuleTokenKind.Number) return Fault<decimal?>(at, $"a number is expected here, not {at.Shown}");
        cursor.Next();
        if (RuleTokens.Number(at.Text) is not { } number) return Fault<decimal?>(at, $"{at.Shown} is no number; write 10000, 10,000, 2.5 or 10k");
        return number > MostMoney ? Fault<decimal?>(at, $"{at.Shown} is more than a trillion") : number;
    }

    public decimal? Whole()
    {
        var at = cursor.Peek;
        if (Number() is not { } number) return null;
        return number == Math.Truncate(number) ? number : Fault<decimal?>(at, $"a whole number is expected here, not {at.Shown}");
    }

    /// <summary>So many days: <c>30 days</c>, <c>2 weeks</c>.</summary>
    public int? Days()
    {
        var at = cursor.Peek;
        if (Whole() is not { } number) return null;
        if (cursor.Peek.Kind != RuleTokenKind.Word || !Units.TryGetValue(cursor.Peek.Text, out var unit)) return Fault<int?>(cursor.Peek, $"`days` or `weeks` is expected behind {at.Shown}");
        cursor.Next();
        return number * unit > MostDays ? Fault<int?>(at, $"`{cursor.Since(at)}` is more than ten years") : (int)number * unit;
    }

    /// <summary>A day, in days from today.</summary>
    /// <param name="orFault">What is compared is a day; else what was said is passed over, and its reader says what would fit.</param>
    public int? Day(bool orFault = true)
    {
        var at = cursor.IsAtJoint ? cursor.Peek : cursor.Next();
        if (at.Kind != RuleTokenKind.Word || !Named.TryGetValue(at.Text, out var day))
            return !orFault ? 0 : Fault<int?>(at, DateShape().IsMatch(at.Text)
                ? $"{at.Shown} will have passed while the rule still stands: write a day from today, as in `today + 30 days`"
                : $"a day is expected here, as in `today + 30 days`, not {at.Shown}");
        if (cursor.Peek is not { Kind: RuleTokenKind.Sign, Text: "+" or "-" } sign) return day;
        cursor.Next();
        return Days() is { } days ? day + (sign.Text == "+" ? days : -days) : null;
    }

    /// <summary>One word, or several in quotes.</summary>
    public string? Word()
    {
        var at = cursor.Peek;
        var isWord = at.Kind is RuleTokenKind.Number or RuleTokenKind.Quoted || (at.Kind == RuleTokenKind.Word && !RuleNames.IsKeyword(at.Text));
        if (!isWord) return Fault<string>(at, $"a word is expected here, not {at.Shown}{(at.Kind == RuleTokenKind.Word ? "; in quotes it would be one" : "")}");
        cursor.Next();
        if (cursor.Peek.Kind != RuleTokenKind.Word || RuleNames.IsKeyword(cursor.Peek.Text) || at.Kind == RuleTokenKind.Quoted) return at.Text;
        while (cursor.Peek.Kind == RuleTokenKind.Word && !RuleNames.IsKeyword(cursor.Peek.Text)) cursor.Next();
        return Fault<string>(at, $"several words go into quotes: `\"{Wording.Short(cursor.Since(at), 60)}\"`");
    }

    public IReadOnlyList<string>? Words()
    {
        var words = new List<string>();
        do
        {
            if (Word() is not { } word) return null;
            words.Add(word);
        }
        while (IsComma());
        return words;
    }

    private bool IsComma()
    {
        if (cursor.Peek.Kind != RuleTokenKind.Comma) return false;
        cursor.Next();
        return true;
    }

    private T? Fault<T>(RuleToken at, string sentence)
    {
        cursor.Note(at, sentence + ".");
        return default;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex DateShape();
}
