namespace BotCoach.Reminders;

/// <summary>Words as they were typed, read one after the other; what does not fit is given back. The first thing that looked like a date and is none is kept.</summary>
internal sealed class WordRun(IReadOnlyList<string> words)
{
    public int At { get; set; }

    /// <summary>What is wrong with what was read furthest.</summary>
    public string? Fault { get; private set; }

    public bool IsAtEnd => At >= words.Count;

    /// <summary>The word that comes next, in lower case; empty at the end.</summary>
    public string Word => Ahead(0);

    public string Ahead(int by) => At + by < words.Count ? words[At + by] : "";

    public bool Take(params string[] any)
    {
        if (IsAtEnd || !any.Contains(Word)) return false;
        At++;
        return true;
    }

    /// <summary>Takes all the words of this phrase, or none.</summary>
    public bool TakePhrase(string phrase)
    {
        var parts = phrase.Split(' ');
        for (var i = 0; i < parts.Length; i++) if (Ahead(i) != parts[i]) return false;
        At += parts.Length;
        return true;
    }

    /// <summary>Takes the next word if something can be made of it.</summary>
    public T? TakeAs<T>(Func<string, T?> read) where T : struct
    {
        if (IsAtEnd || read(Word) is not { } made) return null;
        At++;
        return made;
    }

    /// <summary>Reads on, and goes back to where it was when nothing came of it.</summary>
    public T? Try<T>(Func<WordRun, T?> read) where T : class
    {
        var at = At;
        if (read(this) is { } made) return made;
        At = at;
        return null;
    }

    /// <summary>What stands there looks like a date or a time and is none.</summary>
    public void Complain(string why) => Fault ??= why;
}
