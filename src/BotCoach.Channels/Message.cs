using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Channels;

/// <summary>
/// What a person is shown, in blocks that every platform has: the writers turn them into Block Kit, Adaptive Cards or HTML
/// and split or shorten where a platform's limit is reached.
/// </summary>
/// <param name="Fallback">One plain sentence for notifications and screen readers.</param>
/// <param name="Blocks">The blocks, top to bottom.</param>
public sealed record Message(string Fallback, IReadOnlyList<Block> Blocks)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly ConditionalWeakTable<Message, string> Written = [];

    /// <summary>A message of blocks.</summary>
    public static Message Of(string fallback, params Block[] blocks) => new(fallback, blocks);

    /// <summary>A message of one paragraph.</summary>
    public static Message Say(Text text) => new(text.Words, [new Paragraph(text)]);

    /// <summary>The message as JSON: the form it has in the outbox. Equal messages have equal JSON.</summary>
    public string ToJson() => Written.TryGetValue(this, out var json) ? json : JsonSerializer.Serialize(this, Options);

    /// <summary>This message, its JSON written once and for all: for one that is said often and never changes.</summary>
    public Message WrittenOnce()
    {
        Written.GetValue(this, message => JsonSerializer.Serialize(message, Options));
        return this;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Message FromJson(string json) => JsonSerializer.Deserialize<Message>(json, Options)!;

    /// <summary>All words of the message, a line a block: what a person reads, without markup.</summary>
    [JsonIgnore]
    public string Words => string.Join("\n", Blocks.Select(b => b.Words));

    /// <summary>Every button of the message, in reading order.</summary>
    [JsonIgnore]
    public IEnumerable<Button> AllButtons => Blocks.SelectMany(b => b switch
    {
        Buttons buttons => buttons.Items,
        Rows rows => rows.Items.SelectMany(r => r.Buttons),
        _ => [],
    });
}

/// <summary>A part of a <see cref="Message"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Checks), "checks")]
[JsonDerivedType(typeof(Rows), "rows")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(Chart), "chart")]
[JsonDerivedType(typeof(Buttons), "buttons")]
public abstract record Block
{
    /// <summary>What the block says, without markup.</summary>
    [JsonIgnore]
    public string Words => InWords();

    /// <summary>What the block says, without markup.</summary>
    protected abstract string InWords();
}

/// <summary>A title, plain words.</summary>
public sealed record Heading(string Title) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => Title;
}

/// <summary>A paragraph. <see cref="Quiet"/> paragraphs are set small, as a note.</summary>
public sealed record Paragraph(Text Text, bool Quiet = false) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => Text.Words;
}

/// <summary>Short label and value pairs.</summary>
public sealed record Facts(IReadOnlyList<Fact> Items) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => string.Join("\n", Items.Select(f => $"{f.Label.Words}: {f.Value.Words}"));
}

/// <summary>One fact.</summary>
public sealed record Fact(Text Label, Text Value);

/// <summary>A list of things that are done or not.</summary>
public sealed record Checks(IReadOnlyList<Check> Items) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => string.Join("\n", Items.Select(c => $"{c.Mark}: {c.Text.Words}{(c.Note is null ? "" : $" ({c.Note.Words})")}"));
}

/// <summary>One line of a <see cref="Checks"/> block.</summary>
public sealed record Check(Mark Mark, Text Text, Text? Note = null)
{
    /// <summary>How it stands, as one character, for platforms that draw none.</summary>
    [JsonIgnore]
    public char Sign => Mark switch
    {
        Mark.Done => '●',
        Mark.Half => '◐',
        Mark.Disputed => '⊗',
        Mark.Waived => '⊖',
        _ => '○',
    };
}

/// <summary>How a check stands: open, half (somebody's word), done, in dispute, or set aside.</summary>
public enum Mark
{
    /// <summary>Nothing yet.</summary>
    Open,
    /// <summary>On somebody's word.</summary>
    Half,
    /// <summary>Proven.</summary>
    Done,
    /// <summary>Somebody disagrees.</summary>
    Disputed,
    /// <summary>Set aside, with a reason.</summary>
    Waived,
}

/// <summary>Rows of text, each with its own buttons.</summary>
public sealed record Rows(IReadOnlyList<Row> Items) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => string.Join("\n", Items.Select(r => r.Note is null ? r.Text.Words : $"{r.Text.Words} ({r.Note.Words})"));
}

/// <summary>One row: what it says, a quiet line under it, and its own buttons.</summary>
public sealed record Row(Text Text, IReadOnlyList<Button> Buttons, Text? Note = null);

/// <summary>Somebody's words.</summary>
public sealed record Quote(Text Text, string? From = null) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => From is null ? Text.Words : $"{Text.Words} ({From})";
}

/// <summary>A small chart; platforms without charts show its numbers.</summary>
public sealed record Chart(string Title, ChartKind Kind, IReadOnlyList<ChartPoint> Points) : Block
{
    /// <inheritdoc/>
    protected override string InWords() => $"{Title}: " + string.Join(", ", Points.Select(p => $"{p.Label} {p.Value:0.##}"));
}

/// <summary>The kinds of <see cref="Chart"/>: a bar a point, or one bar that fills from 0 to 100.</summary>
public enum ChartKind
{
    /// <summary>A bar a point.</summary>
    Bars,
    /// <summary>One bar from 0 to 100 percent.</summary>
    Progress,
}

/// <summary>A value of a <see cref="Chart"/>.</summary>
public sealed record ChartPoint(string Label, double Value);

/// <summary>A line of buttons.</summary>
public sealed record Buttons(IReadOnlyList<Button> Items) : Block
{
    /// <summary>A line of the given buttons.</summary>
    public static Buttons Of(params Button[] items) => new(items);

    /// <inheritdoc/>
    protected override string InWords() => string.Join(" ", Items.Select(b => $"[{b.Label}]"));
}

/// <summary>
/// A button. <see cref="Action"/> is a permanent wire id, <c>room.verb</c>; <see cref="Value"/> is <c>id[:arg]</c>,
/// at most 2,000 characters (Slack's limit, https://docs.slack.dev/reference/block-kit/block-elements/button-element),
/// and is authorised again when it comes back.
/// </summary>
public sealed record Button(string Label, string Action, string Value = "", Look Look = Look.Plain);

/// <summary>How a button looks.</summary>
public enum Look
{
    /// <summary>One of several.</summary>
    Plain,
    /// <summary>The one that most people press.</summary>
    Main,
    /// <summary>The one to think about first.</summary>
    Careful,
}
