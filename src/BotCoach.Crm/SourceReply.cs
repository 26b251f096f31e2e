namespace BotCoach.Crm.Wire;

/// <summary>Why nothing came of a request.</summary>
public enum SourceFaultKind
{
    /// <summary>Asked too often; see <see cref="SourceFault.After"/>.</summary>
    Throttled,

    /// <summary>The token does not hold, or may not do this: a person has to look.</summary>
    Refused,

    /// <summary>The platform's answer is not what its documentation says; <see cref="SourceFault.Field"/> is where.</summary>
    Schema,

    /// <summary>What was asked for is not there any more.</summary>
    Gone,

    /// <summary>The platform does not take what was sent.</summary>
    Invalid,

    /// <summary>It may pass: no answer, half an answer, or a fault of the platform's.</summary>
    Transient,
}

/// <param name="Kind">What sort.</param>
/// <param name="Why">In words, with the platform's own code; never with a secret.</param>
public sealed record SourceFault(SourceFaultKind Kind, string Why)
{
    /// <summary>How long to leave it alone.</summary>
    public TimeSpan? After { get; init; }
    public string? Field { get; init; }

    /// <summary>The request may have been carried out all the same.</summary>
    public bool MayHaveArrived { get; init; }
}

/// <summary>What became of a request: a value, or a fault.</summary>
public sealed record SourceReply<T>(T? Value, SourceFault? Fault)
{
    public bool IsGood => Fault is null;
}

/// <summary>Thrown inside the wire, and never out of it.</summary>
internal sealed class SourceFaulted(SourceFault fault) : Exception(fault.Why)
{
    public SourceFault Fault => fault;
}
