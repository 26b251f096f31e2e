using System.Globalization;
using BotCoach.Chat;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotCoach.Stages;

/// <summary>
/// Reads one mapping of a YAML text key by key, and notes with line and column what is missing, of the wrong kind, or unknown.
/// A value that cannot be had is replaced by an empty one, so that one reading finds every problem.
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlNode _node;
    private readonly List<YamlProblem> _problems;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _entries = [];
    private readonly List<string> _asked = [];

    private YamlMap(YamlNode node, List<YamlProblem> problems)
    {
        (_node, _problems) = (node, problems);
        if (node is not YamlMappingNode map)
        {
            Note(node, "Keys and values are expected here.");
            return;
        }
        foreach (var (key, value) in map.Children)
            if (key is YamlScalarNode { Value: { } name }) _entries[name] = (key, value);
            else Note(key, "A key must be a word.");
    }

    public static T Read<T>(YamlNode node, List<YamlProblem> problems, Func<YamlMap, T> read)
    {
        var map = new YamlMap(node, problems);
        var result = read(map);
        if (node is YamlMappingNode) map.RefuseWhatWasNotAsked();
        return result;
    }

    public string Text(string key)
    {
        var value = Scalar(key, "text", required: true);
        return value ?? "";
    }

    /// <summary>The permanent id; empty where it is missing and may be.</summary>
    public string Id() => _problems is YamlProblems { IdsMayBeMissing: true } ? MaybeText("id") ?? "" : Text("id");

    public string? MaybeText(string key) => Scalar(key, "text", required: false);

    public int Number(string key) => Whole(key, Scalar(key, "a whole number", required: true)) ?? 0;

    public int Number(string key, int otherwise) => Whole(key, Scalar(key, "a whole number", required: false)) ?? otherwise;

    public int? MaybeNumber(string key) => Whole(key, Scalar(key, "a whole number", required: false));

    public bool Flag(string key, bool otherwise) => Scalar(key, "true or false", required: false) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        var other => Refused(key, $"'{key}' must be true or false, not '{Short(other)}'.", otherwise),
    };

    /// <summary>One of the members of an enum, by its name in lower case and dashes.</summary>
    public T Choice<T>(string key, T otherwise) where T : struct, Enum
    {
        var said = Scalar(key, "a word", required: false);
        if (said is null) return otherwise;
        foreach (var member in Enum.GetValues<T>()) if (YamlNames.Of(member) == said) return member;
        var names = Wording.List([.. Enum.GetValues<T>().Select(YamlNames.Of)]);
        return Refused(key, $"'{key}' must be one of {names}, not '{Short(said)}'.", otherwise);
    }

    public T One<T>(string key, Func<YamlMap, T> read, Func<T> otherwise)
    {
        if (Find(key) is { } value) return Read(value, _problems, read);
        if (_node is YamlMappingNode) Note(_node, $"'{key}' is missing here.");
        return otherwise();
    }

    public T? MaybeOne<T>(string key, Func<YamlMap, T> read) where T : class => Find(key) is { } value ? Read(value, _problems, read) : null;

    public IReadOnlyList<T> List<T>(string key, Func<YamlMap, T> read) => [.. Items(key).Select(item => Read(item, _problems, read))];

    /// <summary>A list whose items are read by hand, since they may be words or mappings.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<YamlNode, List<YamlProblem>, T?> read) where T : class =>
        [.. Items(key).Select(item => read(item, _problems)).OfType<T>()];

    public IReadOnlyList<string> Words(string key) => List(key, (item, problems) =>
    {
        if (item is YamlScalarNode { Value: { } word } && !IsNothing(item)) return word;
        Note(item, $"'{key}' must be a list of words.");
        return null;
    });

    public IReadOnlyList<int> WholeNumbers(string key)
    {
        var numbers = new List<int>();
        foreach (var item in Items(key))
            if (item is YamlScalarNode { Value: { } word } && int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
            else Note(item, $"'{key}' must be a list of whole numbers.");
        return numbers;
    }

    public IReadOnlyDictionary<string, int> Numbers(string key) => MaybeOne(key, map =>
        map._entries.Keys.ToDictionary(name => name, name => map.Number(name))) ?? [];

    public bool Has(string key) => _entries.ContainsKey(key);

    private IEnumerable<YamlNode> Items(string key)
    {
        var value = Find(key);
        if (value is YamlSequenceNode list) return list.Children;
        if (value is not null) Note(value, $"'{key}' must be a list.");
        return [];
    }

    private string? Scalar(string key, string kind, bool required)
    {
        var value = Find(key);
        if (value is YamlScalarNode scalar) return scalar.Value;
        if (value is not null) Note(value, $"'{key}' must be {kind}.");
        else if (required && _entries.TryGetValue(key, out var empty)) Note(empty.Value, $"'{key}' has no value.");
        else if (required && _node is YamlMappingNode) Note(_node, $"'{key}' is missing here.");
        return null;
    }

    private int? Whole(string key, string? said)
    {
        if (said is null) return null;
        if (int.TryParse(said, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        return Refused<int?>(key, $"'{key}' must be a whole number, not '{Short(said)}'.", null);
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _entries.TryGetValue(key, out var entry) && !IsNothing(entry.Value) ? entry.Value : null;
    }

    private static bool IsNothing(YamlNode node) => node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private T Refused<T>(string key, string sentence, T otherwise)
    {
        Note(_entries[key].Value, sentence);
        return otherwise;
    }

    private void RefuseWhatWasNotAsked()
    {
        foreach (var (name, entry) in _entries.Where(e => !_asked.Contains(e.Key)))
            Note(entry.Key, $"'{Short(name)}' is not known here. Known are {Wording.List([.. _asked.Distinct()])}.");
    }

    private void Note(YamlNode node, string sentence) => _problems.Add(YamlGuard.At(node.Start, sentence));

    private static string Short(string words) => Wording.Short(words, 40);
}

/// <summary>The problems of one text, and how strictly it is read.</summary>
internal sealed class YamlProblems(IEnumerable<YamlProblem> known) : List<YamlProblem>(known)
{
    public bool IdsMayBeMissing { get; init; }
}
