namespace BotCoach.Stages;

/// <summary>
/// What a process, or one stage of it, says of a signal: that it is off, or figures of its own in place of the rule's. A stage's line takes
/// the whole place of the process's line for the same signal, so a stage can also switch on what its process switches off.
/// </summary>
/// <param name="Signal">One of <see cref="KnownSignals.All"/>.</param>
public sealed record SignalTuning(string Signal, string Source)
{
    /// <summary>A line that does not say so leaves its signal on.</summary>
    public const bool UsuallyOff = false;

    public bool Off { get; init; } = UsuallyOff;

    /// <summary>How many days it waits before it speaks; what they count from is the signal's own.</summary>
    public int? Days { get; init; }

    /// <summary>From how many times on it speaks.</summary>
    public int? Times { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Severity { get; init; }
}
