using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Channels;

/// <summary>
/// What the coach answers at once, inside the platform's three seconds. It is stored with the mark that the inbound was seen,
/// and a duplicate gets the same one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Nothing), "nothing")]
[JsonDerivedType(typeof(Say), "say")]
[JsonDerivedType(typeof(OpenForm), "open")]
[JsonDerivedType(typeof(UpdateForm), "update")]
[JsonDerivedType(typeof(FormErrors), "errors")]
[JsonDerivedType(typeof(Options), "options")]
[JsonDerivedType(typeof(Card), "card")]
public abstract record Reply
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Nothing to answer; what is to be seen comes through the outbox.</summary>
    public static readonly Reply None = new Nothing();

    /// <summary>A short private answer to the one who asked. It carries no buttons, since it cannot be edited later.</summary>
    public static Reply Words(Text text) => new Say(Message.Say(text));

    /// <summary>What is stored in its place, and told to a duplicate, where the reply itself says a secret.</summary>
    [JsonIgnore]
    public Reply? KeptAs { get; init; }

    /// <summary>The reply as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static Reply FromJson(string json) => JsonSerializer.Deserialize<Reply>(json, Json)!;
}

/// <summary>A polite nothing.</summary>
public sealed record Nothing : Reply;

/// <summary>A private answer without buttons.</summary>
public sealed record Say(Message Message) : Reply;

/// <summary>Open this form. The endpoint carries it out at once: it is the one thing a handler may ask of the network.</summary>
public sealed record OpenForm(Form Form) : Reply;

/// <summary>
/// Nothing was done, since the host does not know the caller and was not told who that is (<see cref="Caller.IsUnasked"/>): ask the platform, then
/// hand the same in again. It is never stored.
/// </summary>
public sealed record WhoIsThis : Reply;

/// <summary>Show this in place of the form that was submitted.</summary>
public sealed record UpdateForm(Form Form) : Reply;

/// <summary>The form stays open; a sentence for each field at fault, by field id.</summary>
public sealed record FormErrors(IReadOnlyDictionary<string, string> Errors) : Reply
{
    /// <summary>The form as a whole was not taken, for no field's fault; what was written stays. Its key is empty.</summary>
    public static FormErrors Whole(string sentence) => At("", sentence);

    /// <summary>One field at fault.</summary>
    public static FormErrors At(string field, string sentence) => new(new Dictionary<string, string> { [field] = sentence });
}

/// <summary>Options for a field that finds while typing; at most 100.</summary>
public sealed record Options(IReadOnlyList<Option> Items) : Reply;

/// <summary>The card as this viewer sees it now.</summary>
public sealed record Card(Message Message) : Reply;
