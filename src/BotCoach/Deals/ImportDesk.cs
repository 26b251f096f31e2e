namespace BotCoach.Deals;

/// <summary>
/// The import that this host's clock is at, left open between two units of work, so that each goes on where the one before stopped instead of reading
/// the files again. Whoever takes it has it alone; one that is not as its row says any more is opened anew.
/// </summary>
internal sealed class ImportDesk
{
    private OpenImport? _open;

    /// <summary>The import, as it was left at this revision; null when it must be opened.</summary>
    public ImportSession? Take(Guid importId, long revision)
    {
        var open = Interlocked.Exchange(ref _open, null);
        if (open is { } left && left.ImportId == importId && left.Revision == revision) return left.Session;
        open?.Session.Dispose();
        return null;
    }

    public void Leave(Guid importId, long revision, ImportSession session) =>
        Interlocked.Exchange(ref _open, new OpenImport(importId, revision, session))?.Session.Dispose();

    public void Clear() => Interlocked.Exchange(ref _open, null)?.Session.Dispose();

    private sealed record OpenImport(Guid ImportId, long Revision, ImportSession Session);
}
