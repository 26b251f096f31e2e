namespace BotCoach.Stages;

/// <summary>
/// A methodology (BANT, MEDDICC, SPICED) as questions that can be laid over any process: the process says when a deal moves on, the methodology what
/// is worth asking on the way. Its questions are advisory: they never keep a deal from moving.
/// </summary>
public sealed record Overlay
{
    /// <summary>Permanent, and the beginning of each of its questions' ids.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>Where the whole comes from, in words.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<OverlayQuestion> Questions { get; init; }
}

/// <summary>An advisory criterion and where it belongs.</summary>
/// <param name="Near">It belongs to the first pipeline stage that asks for one of these fields,</param>
/// <param name="Otherwise">and where no stage does, to this part of the pipeline.</param>
public sealed record OverlayQuestion(Criterion Criterion, IReadOnlyList<string> Near, PipelinePart Otherwise);

/// <summary>A part of the pipeline, whatever its stages are called: a quarter of the way, half way, the stage before the last.</summary>
public enum PipelinePart { Early, Middle, Late }

/// <summary>Where a question goes in a book, by the stage's place in it; or that this stage asks for its very evidence already.</summary>
public sealed record OverlayPlace(Criterion Question, int Stage, bool IsAskedAlready);
