using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace BotCoach.Channels;

/// <summary>
/// A run of words with one meaning. Spans are escaped by the writer of each platform, so that a name
/// with <c>&lt;</c> or <c>*</c> in it stays a name.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Plain), "plain")]
[JsonDerivedType(typeof(Bold), "bold")]
[JsonDerivedType(typeof(Link), "link")]
[JsonDerivedType(typeof(PersonName), "person")]
[JsonDerivedType(typeof(Moment), "moment")]
[JsonDerivedType(typeof(Typed), "typed")]
public abstract record Span(string Words)
{
    /// <summary>The words: a span that lands in a plain string says what it says.</summary>
    public sealed override string ToString() => Words;
}

/// <summary>Words as they are.</summary>
public sealed record Plain(string Words) : Span(Words);

/// <summary>Words that stand out.</summary>
public sealed record Bold(string Words) : Span(Words);

/// <summary>Words that lead to an https address (http on loopback only).</summary>
public sealed record Link(string Words, string Url) : Span(Words);

/// <summary>A person; <see cref="ExternalId"/> is the platform's id where it is known, so that it can be a mention.</summary>
public sealed record PersonName(string Words, string? ExternalId = null) : Span(Words);

/// <summary>
/// What can be typed to the bot: behind its slash command where a platform has one, which <see cref="Span.Words"/> says; alone where it has none.
/// </summary>
/// <param name="Command">The command and what follows it; empty for the slash command alone.</param>
/// <param name="Alone">What is typed instead of it where there is no slash command; null: the command.</param>
public sealed record Typed(string Command, string? Alone = null) : Span(Command.Length > 0 ? $"/coach {Command}" : "/coach")
{
    /// <summary>What is typed where there is no slash command.</summary>
    [JsonIgnore]
    public string Spoken => Alone ?? Command;
}

/// <summary>An instant in UTC; <see cref="Span.Words"/> says it in the reader's zone, for platforms that cannot.</summary>
public sealed record Moment(string Words, DateTimeOffset At) : Span(Words);

/// <summary>
/// Text as spans. Write it as an interpolated string: <c>Text t = $"{Text.Strong(name)} has no next step."</c>;
/// every hole is a span or plain words, so nothing a user typed can become markup.
/// </summary>
[InterpolatedStringHandler]
[JsonConverter(typeof(TextJson))]
public sealed class Text : IReadOnlyList<Span>, IEquatable<Text>
{
    private readonly List<Span> _spans;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public Text(int literalLength, int formattedCount) => _spans = new List<Span>(formattedCount * 2 + 1);

    /// <summary>Text made of the given spans.</summary>
    public Text(IEnumerable<Span> spans) => _spans = [.. spans];

    /// <summary>Plain words.</summary>
    public static implicit operator Text(string words) => new([new Plain(words)]);

    /// <summary>A single span.</summary>
    public static implicit operator Text(Span span) => new([span]);

    /// <summary>Words that stand out.</summary>
    public static Span Strong(string words) => new Bold(words);

    /// <summary>What can be typed to the bot, for example <c>deal new</c>.</summary>
    public static Span Type(string command) => new Typed(command);

    /// <summary>The bot's slash command alone; where there is none, this is typed.</summary>
    public static Span TypeNothing(string orElse) => new Typed("", orElse);

    /// <summary>The same text without any markup, as one string.</summary>
    public string Words => string.Concat(_spans.Select(s => s.Words));

    /// <inheritdoc/>
    public int Count => _spans.Count;

    /// <inheritdoc/>
    public Span this[int index] => _spans[index];

    /// <summary>Called by the compiler: the words between the holes.</summary>
    public void AppendLiteral(string words) => _spans.Add(new Plain(words));

    /// <summary>Called by the compiler: a hole that holds plain words.</summary>
    public void AppendFormatted(string? words)
    {
        if (!string.IsNullOrEmpty(words)) _spans.Add(new Plain(words));
    }

    /// <summary>Called by the compiler: a hole that holds a span.</summary>
    public void AppendFormatted(Span span) => _spans.Add(span);

    /// <summary>Called by the compiler: a hole that holds text.</summary>
    public void AppendFormatted(Text text) => _spans.AddRange(text);

    /// <summary>Called by the compiler: a hole that holds a number.</summary>
    public void AppendFormatted(int number) => _spans.Add(new Plain(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Called by the compiler: a hole that holds a letter, which would be its number otherwise.</summary>
    public void AppendFormatted(char letter) => _spans.Add(new Plain(letter.ToString()));

    /// <inheritdoc/>
    public IEnumerator<Span> GetEnumerator() => _spans.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Text? other) => other is not null && _spans.SequenceEqual(other._spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Text);

    /// <inheritdoc/>
    public override int GetHashCode() => Words.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Words;
}
