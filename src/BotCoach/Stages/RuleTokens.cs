using System.Globalization;
using System.Text.RegularExpressions;
using BotCoach.Chat;

namespace BotCoach.Stages;

internal enum RuleTokenKind { Word, Number, Quoted, Sign, Open, Close, Comma, End }

/// <summary>A word, number or sign of a rule, from <c>At</c> (counted from 0) up to <c>End</c>.</summary>
internal readonly record struct RuleToken(RuleTokenKind Kind, string Text, int At, int End)
{
    /// <summary>As a sentence shows it.</summary>
    public string Shown => Kind == RuleTokenKind.End ? "the end" : $"`{Wording.Short(Text, 40)}`";

    public bool Says(string word) => Kind == RuleTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Takes a rule apart into its words, numbers and signs. What is none of these is noted and passed over.</summary>
internal sealed partial class RuleTokens(string text, List<RuleProblem> problems)
{
    private const string Signs = "<>=!≥≤≠&|~^*";
    private readonly List<RuleToken> _tokens = [];
    private int _at;

    public static List<RuleToken> Of(string text, List<RuleProblem> problems) => new RuleTokens(text, problems).All();

    /// <summary>10000, 10,000, 10k, 2.5m; null for what is no number.</summary>
    public static decimal? Number(string text)
    {
        if (!NumberShape().IsMatch(text)) return null;
        var times = char.ToLowerInvariant(text[^1]) switch { 'k' => 1_000m, 'm' => 1_000_000m, _ => 1m };
        return decimal.Parse(text.TrimEnd('k', 'K', 'm', 'M'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * times;
    }

    private List<RuleToken> All()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (char.IsWhiteSpace(c)) _at++;
            else if (char.IsLetter(c)) Add(RuleTokenKind.Word, While(i => char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_' or '/'));
            else if (char.IsAsciiDigit(c)) Add(RuleTokenKind.Number, While(i => char.IsLetterOrDigit(text[i]) || (text[i] is '.' or ',' or '-' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))));
            else if (c is '"' or '“') Quoted(c == '“' ? '”' : '"');
            else if (c is '+' or '-') Add(RuleTokenKind.Sign, _at + 1);
            else if (Signs.Contains(c)) Add(RuleTokenKind.Sign, While(i => Signs.Contains(text[i])));
            else if (c is '(' or ')' or ',') Add(c switch { '(' => RuleTokenKind.Open, ')' => RuleTokenKind.Close, _ => RuleTokenKind.Comma }, _at + 1);
            else PassOver();
        }
        _tokens.Add(new RuleToken(RuleTokenKind.End, "", text.Length, text.Length));
        return _tokens;
    }

    private void Add(RuleTokenKind kind, int end)
    {
        var said = text[_at..end];
        if (kind == RuleTokenKind.Sign) said = said.Replace("≥", ">=", StringComparison.Ordinal).Replace("≤", "<=", StringComparison.Ordinal);
        _tokens.Add(new RuleToken(kind, said, _at, end));
        _at = end;
    }

    private int While(Func<int, bool> goesOn)
    {
        var end = _at + 1;
        while (end < text.Length && goesOn(end)) end++;
        return end;
    }

    /// <summary>A quote in a quoted text is written twice.</summary>
    private void Quoted(char mark)
    {
        var (said, start) = (new System.Text.StringBuilder(), _at++);
        for (; _at < text.Length; _at++)
        {
            if (text[_at] != mark) said.Append(text[_at]);
            else if (_at + 1 < text.Length && text[_at + 1] == mark) said.Append(text[_at++]);
            else break;
        }
        if (_at == text.Length) problems.Add(new RuleProblem(start + 1, "the quote that begins here does not end."));
        else _at++;
        _tokens.Add(new RuleToken(RuleTokenKind.Quoted, said.ToString(), start, _at));
    }

    private void PassOver()
    {
        var end = While(i => !char.IsWhiteSpace(text[i]) && !char.IsLetterOrDigit(text[i]) && !Signs.Contains(text[i]) && text[i] is not ('"' or '“' or '(' or ')' or ',' or '+' or '-'));
        var said = text[_at..end];
        problems.Add(new RuleProblem(_at + 1, said is "$" or "€" or "£" or "¥"
            ? $"`{said}` does not belong here: amounts are compared in the deal's own currency."
            : $"`{Wording.Short(said, 20)}` means nothing here."));
        _at = end;
    }

    [GeneratedRegex(@"^([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,4})?[kKmM]?\z")]
    private static partial Regex NumberShape();
}
