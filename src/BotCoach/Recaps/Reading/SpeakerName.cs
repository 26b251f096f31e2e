using System.Collections.Frozen;
using System.Globalization;

namespace BotCoach.Recaps.Reading;

/// <summary>Whether what stands before a colon can be somebody's name.</summary>
internal static class SpeakerName
{
    private const int MostWords = 6;
    private const int MostLetters = 50;

    // Heads of mails, notes and logs, and words that people say before a colon.
    private static readonly FrozenSet<string> Never = new[]
    {
        "from", "to", "cc", "bcc", "subject", "date", "sent", "re", "time", "duration", "participants", "attendees", "present", "outcome", "title", "topic", "location",
        "call id", "meeting id", "recording", "link", "organizer", "organiser", "invitees", "notes", "call notes", "meeting notes", "summary", "agenda", "action items", "actions", "next steps", "decisions",
        "note", "http", "https", "info", "error", "warn", "warning", "debug", "trace", "todo", "example", "for example", "kind", "language", "host", "company", "account",
        "transcript", "call type", "call date", "sales call transcript", "question", "answer", "first", "second", "third", "one", "two", "three", "also", "and", "so", "but",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsLike(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (name.Length is 0 or > MostLetters || !char.IsLetter(name[0]) || char.IsLower(name[0])) return false;
        var (words, inParens) = (1, 0);
        foreach (var c in name)
        {
            if (c == ' ') words++;
            else if (c == '(') inParens++;
            else if (c == ')') inParens--;
            else if (!char.IsLetterOrDigit(c) && inParens == 0 && c is not ('.' or '\'' or '’' or '-' or ',' or '&' or '_' or '/' or '|' or '#' or '@' or '[' or ']') && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)) return false;
        }
        return words <= MostWords && IsNever(name) is false && !HasLowerWords(name);
    }

    /// <summary>A word that heads a line and is nobody.</summary>
    public static bool IsNever(ReadOnlySpan<char> name)
    {
        var lookup = Never.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.Contains(name)) return true;
        var dash = name.IndexOf(" - ");
        return dash > 0 && lookup.Contains(name[..dash]);
    }

    // "Here's what we do:" is a sentence; "Ludwig van der Berg:" and "Ana (she, her):" are names.
    private static bool HasLowerWords(ReadOnlySpan<char> name)
    {
        var (lower, words) = (0, 0);
        foreach (var part in name.Split(' '))
        {
            var word = name[part];
            if (word.Length == 0) continue;
            if (word[0] == '(') break;
            words++;
            if (char.IsLower(word[0]) && word is not ("van" or "von" or "der" or "den" or "de" or "da" or "di" or "del" or "la" or "le" or "bin" or "al" or "ten" or "ter" or "dos" or "e" or "y" or "und" or "and")) lower++;
        }
        return lower > 0 && words > 0;
    }
}
