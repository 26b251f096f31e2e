using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotCoach.Channels.Web;

/// <summary>
/// Writes for the page and for the notes. The page draws neutral blocks itself, so a message stays what it is: it is only shortened,
/// or replaced where it would not fit into a note. Links that lead elsewhere than http are the page's to drop.
/// </summary>
internal static class WebWriter
{
    /// <summary>The wire's own form, in notes and in the page: names as they stand, enums as words.</summary>
    internal static readonly JsonSerializerOptions Kept = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private const int MostBlocks = 100;
    private const int MostItems = 100;
    private const int MostCharacters = 400_000;

    internal static Entry Bot(Message message) => new(Mine: false, Fit(message));

    internal static Entry Person(string words) => new(Mine: true, Message.Say(words));

    internal static string Note(Entry entry) => JsonSerializer.Serialize(entry, Kept);

    internal static string Note(Latest latest) => JsonSerializer.Serialize(latest, Kept);

    internal static string Page(IEnumerable<KeyValuePair<string, Entry>> entries) =>
        new JsonArray([.. entries.Select(Page)]).ToJsonString();

    /// <summary>Which files were shared, and what was written along with them.</summary>
    internal static string Files(IReadOnlyList<SharedFile> files, string words) => $"Shared {string.Join(", ", files.Select(f => f.Name))}{(words.Length == 0 ? "" : $"\n{words}")}";

    private static JsonNode Page(KeyValuePair<string, Entry> entry)
    {
        var node = JsonSerializer.SerializeToNode(entry.Value, Kept)!.AsObject();
        node["Id"] = entry.Key;
        return node;
    }

    private static Message Fit(Message message)
    {
        var blocks = message.Blocks.Take(MostBlocks).Select(Fit).ToList();
        if (message.Blocks.Count > MostBlocks) blocks.Add(More(message.Blocks.Count - MostBlocks));
        var fitted = new Message(message.Fallback, blocks);
        return fitted.ToJson().Length <= MostCharacters ? fitted : Message.Say("This message is too long to be shown here.");
    }

    private static Block Fit(Block block) => block switch
    {
        Rows { Items.Count: > MostItems } rows => new Rows([.. rows.Items.Take(MostItems), new Row(MoreWords(rows.Items.Count - MostItems), [])]),
        Checks { Items.Count: > MostItems } checks =>
            new Checks([.. checks.Items.Take(MostItems), new Check(Mark.Open, MoreWords(checks.Items.Count - MostItems))]),
        _ => block,
    };

    private static Paragraph More(int left) => new(MoreWords(left), Quiet: true);

    private static Text MoreWords(int left) => $"…and {left} more";
}
