namespace BotCoach.Storage;

/// <summary>A row that belongs to one workspace. Its key begins with the workspace's id; no path reaches it from another workspace.</summary>
public interface IWorkspaceRow
{
    Guid WorkspaceId { get; set; }
}
