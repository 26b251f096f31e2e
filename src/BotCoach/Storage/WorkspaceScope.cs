namespace BotCoach.Storage;

/// <summary>
/// The workspace that this piece of work is for: set once, by whoever begins the work, before the first row is read.
/// Reading or writing a workspace's row without one throws.
/// </summary>
public sealed class WorkspaceScope
{
    private Guid? _id;

    public bool IsSet => _id is not null;

    public Guid Id => _id ?? throw new InvalidOperationException("No workspace in scope: enter one before reading or writing its rows.");

    public void Enter(Guid workspaceId)
    {
        if (_id is { } current && current != workspaceId)
            throw new InvalidOperationException("This piece of work is for another workspace already; begin a new scope.");
        _id = workspaceId;
    }
}
