using BotCoach.Storage;

namespace BotCoach.Nudges;

/// <summary>
/// How far a company's deals have been judged again under an epoch, in the order of their ids: all up to a deal, or all there are. It begins anew
/// whenever the epoch rises.
/// </summary>
public sealed class EpochPlace : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public long Epoch { get; set; }

    /// <summary>The last one that was judged again; null once all were.</summary>
    public Guid? DealId { get; set; }

    public void Begin(long epoch) => (Epoch, DealId) = (epoch, Guid.Empty);
}
