namespace BotCoach.People;

/// <summary>Who did something, in what role, on which channel, and by what means. Stands on every event.</summary>
/// <param name="PersonId">Null for a rule or an import without a person.</param>
/// <param name="Channel">The channel's name, or <c>host</c>.</param>
public sealed record Actor(Guid? PersonId, Role Role, string Channel, By By)
{
    /// <summary>The host itself, acting by a rule of the clock.</summary>
    public static readonly Actor Clock = new(null, Role.Admin, "host", By.Rule);

    /// <summary>Somebody at the command line of the host, of whom nothing is known.</summary>
    public static readonly Actor CommandLine = new(null, Role.Admin, AtCommandLine, By.Import);

    /// <summary>The channel of what was done there.</summary>
    public const string AtCommandLine = "command line";
}

/// <summary>By what means something was done.</summary>
public enum By { Click, Import, ApiKey, Rule, Sample }
