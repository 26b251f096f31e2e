namespace BotCoach.Chat;

public sealed class PlaygroundSettings
{
    /// <summary>The same bot in a page on this machine. Empty: on while no real channel is set up.</summary>
    public bool? Enabled { get; init; }
}
