using BotCoach.Channels;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Chat;

/// <summary>
/// One thing a person did, with everything a feature needs to answer it: who (already authorised as that person), when, for which reader, and what came along.
/// </summary>
public sealed record Turn(Person Person, Actor Actor, Reader Reader, DateTimeOffset Now, Inbound Inbound)
{
    /// <summary>What follows the route: the button's value, the form's state, the words after the command.</summary>
    public string Value { get; init; } = "";

    /// <summary>A form's values by field id; empty when it was no form.</summary>
    public IReadOnlyDictionary<string, string> Fields => Inbound is FormSubmitted form ? form.Values : new Dictionary<string, string>();

    /// <summary>A submitted field, trimmed; null when it is missing or empty.</summary>
    public string? Field(string id) => Fields.TryGetValue(id, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The id in front of the first colon of <see cref="Value"/>, or null when it is none.</summary>
    public Guid? Id => Guid.TryParse(Value.Split(':', 2)[0], out var id) ? id : null;

    /// <summary>What stands behind the first colon of <see cref="Value"/>.</summary>
    public string Argument => Value.Split(':', 2) is [_, var argument] ? argument : "";

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Reader.Zone) ?? DateTimeZone.Utc;

    /// <summary>Today in the reader's calendar.</summary>
    public LocalDate Today => Instant.FromDateTimeOffset(Now).InZone(Zone).Date;
}
