namespace BotCoach.Storage;

/// <summary>A setting of the host itself, shared by all instances: for example the playground's clock offset.</summary>
public sealed class HostSetting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}

/// <summary>A channel's own note; see <see cref="Channels.IChannelNotes"/>.</summary>
public sealed class ChannelNote
{
    public required string Channel { get; init; }
    public required string Key { get; init; }
    public required string Value { get; set; }

    /// <summary>When it may be forgotten; null for never.</summary>
    public DateTimeOffset? KeepUntil { get; init; }
}

/// <summary>A key of ASP.NET's data protection ring, so that any instance can read cookies and stored secrets.</summary>
public sealed class RingKey
{
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
