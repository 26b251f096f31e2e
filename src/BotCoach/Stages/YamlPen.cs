using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BotCoach.Stages;

/// <summary>Writes YAML key by key. What is null or empty is left out; words that could be taken for something else are quoted.</summary>
internal sealed class YamlPen
{
    private readonly Emitter _emitter;

    private YamlPen(TextWriter to) => _emitter = new Emitter(to, new EmitterSettings(2, int.MaxValue, false, 1024).WithIndentedSequences());

    public static string Write(Action<YamlPen> body)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var pen = new YamlPen(text);
        pen._emitter.Emit(new StreamStart());
        pen._emitter.Emit(new DocumentStart(null, null, true));
        pen.Map(() => body(pen));
        pen._emitter.Emit(new DocumentEnd(true));
        pen._emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    public void Text(string key, string? value)
    {
        if (value is null) return;
        Word(key);
        Word(value);
    }

    public void Number(string key, int value)
    {
        Word(key);
        Bare(value.ToString(CultureInfo.InvariantCulture));
    }

    public void Flag(string key, bool value)
    {
        Word(key);
        Bare(value ? "true" : "false");
    }

    public void One<T>(string key, T? item, Action<YamlPen, T> write) where T : class
    {
        if (item is null) return;
        Word(key);
        Map(() => write(this, item));
    }

    public void List<T>(string key, IReadOnlyList<T> items, Action<YamlPen, T> write) =>
        Sequence(key, items, SequenceStyle.Block, item => Map(() => write(this, item)));

    public void Words(string key, IReadOnlyList<string> words, bool evenIfEmpty = false) =>
        Sequence(key, words, SequenceStyle.Flow, Word, evenIfEmpty);

    public void Numbers(string key, IReadOnlyDictionary<string, int> numbers)
    {
        if (numbers.Count == 0) return;
        Word(key);
        Map(() => { foreach (var (name, number) in numbers) Number(name, number); });
    }

    public void Evidence(string key, IReadOnlyList<Evidence> accepts) => Sequence(key, accepts, SequenceStyle.Block, evidence =>
    {
        var kind = YamlNames.Of(evidence.Kind);
        if (evidence.Of is null) Word(kind);
        else Map(() => Text(kind, evidence.Of));
    });

    private void Sequence<T>(string key, IReadOnlyList<T> items, SequenceStyle style, Action<T> write, bool evenIfEmpty = false)
    {
        if (items.Count == 0 && !evenIfEmpty) return;
        Word(key);
        _emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, items.Count == 0 ? SequenceStyle.Flow : style));
        foreach (var item in items) write(item);
        _emitter.Emit(new SequenceEnd());
    }

    private void Map(Action body)
    {
        _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, MappingStyle.Block));
        body();
        _emitter.Emit(new MappingEnd());
    }

    private void Word(string word) => _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, StyleOf(word), true, true));

    private void Bare(string word) => _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, ScalarStyle.Plain, true, true));

    private static ScalarStyle StyleOf(string word)
    {
        if (word.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' || char.IsSurrogate(c))) return ScalarStyle.DoubleQuoted;
        // within a plain word the library reads a star or an ampersand behind a blank as an alias or an anchor
        if (word.Length == 0 || word != word.Trim() || word.Contains(" *", StringComparison.Ordinal) || word.Contains(" &", StringComparison.Ordinal)) return ScalarStyle.SingleQuoted;
        return LooksLikeAnotherKind(word) ? ScalarStyle.SingleQuoted : ScalarStyle.Any;
    }

    // other YAML readers take such words for a number, a truth or nothing
    private static bool LooksLikeAnotherKind(string word) =>
        word is "~" || word.ToLowerInvariant() is "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n"
        || char.IsAsciiDigit(word[^1]) && (char.IsAsciiDigit(word[0]) || word[0] is '+' or '-' or '.');
}
