namespace BotCoach.Storage;

/// <summary>
/// A row that nearly every inbound reads and few change. It is handed out beside the change tracker, with a copy of what it was, and is tracked once a table
/// is asked for or it was changed: from then on it is a row like any other.
/// </summary>
internal abstract class Lent
{
    public abstract bool IsChanged { get; }

    public abstract void Track(BotCoachDb db);
}

/// <inheritdoc/>
internal sealed class Lent<T>(T row, T was, Func<T, T, bool> same, Action<BotCoachDb, T> track) : Lent where T : class
{
    public override bool IsChanged => !same(row, was);

    public override void Track(BotCoachDb db)
    {
        track(db, row);
        if (IsChanged) db.Entry(row).OriginalValues.SetValues(was);
    }
}
