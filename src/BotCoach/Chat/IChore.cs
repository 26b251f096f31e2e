namespace BotCoach.Chat;

/// <summary>
/// Something the clock does. The runner opens a scope and a transaction, calls <see cref="RunDueAsync"/> for one batch, and commits: one unit of work.
/// </summary>
public interface IChore
{
    /// <summary>
    /// Does what is due at <paramref name="now"/>, one batch of one workspace at the most, without saving or committing.
    /// Returns how much it did: zero ends the run, anything else asks to be called again in a new unit of work.
    /// </summary>
    Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>The earliest instant at which there will be something due, or null: where a jump of the playground's clock stops next.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel);
}
