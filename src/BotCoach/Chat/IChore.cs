namespace BotCoach.Chat;

/// <summary>
/// Something the clock does. The runner opens a scope and a transaction, calls <see cref="RunDueAsync"/> for one batch, and commits: one unit of work.
/// </summary>
public interface IChore
{
    /// <summary>
    /// Reads ahead for the <see cref="RunDueAsync"/> that follows on the same object, before its transaction begins, so that nobody waits for it;
    /// what was read is then held against what stands.
    /// </summary>
    Task ReadAsync(DateTimeOffset now, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Does what is due at <paramref name="now"/>, one batch of one workspace at the most, without saving or committing.
    /// Returns how much it did: zero ends the run, anything else asks to be called again in a new unit of work.
    /// </summary>
    Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>The earliest instant at which there will be something due, or null: where a jump of the playground's clock stops next.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel);
}

/// <summary>A chore whose rows can be put off: one that makes it fail does not stop the others.</summary>
public interface IClaimingChore : IChore
{
    /// <summary>How many rows it may claim at once; one while the runner looks for the one at fault.</summary>
    int Most { set; }

    /// <summary>What this unit of work has claimed so far; null before it has.</summary>
    Claimed? Claimed { get; }

    /// <summary>Puts rows off, in a unit of work of its own, in their workspace.</summary>
    Task PutOffAsync(IReadOnlyList<Guid> ids, DateTimeOffset until);
}

/// <summary>Rows of one workspace that a chore has claimed.</summary>
public sealed record Claimed(Guid WorkspaceId, IReadOnlyList<Guid> Ids);
