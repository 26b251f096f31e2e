using BotCoach.Storage;

namespace BotCoach.Recaps;

/// <summary>
/// Somebody of a buyer's who is to be erased, and how far that has come: an interrupted erasure goes on where it was. The row goes when it is done, and the name with it.
/// </summary>
public sealed class ErasureRequest : IWorkspaceRow
{
    /// <summary>What is said while it is gone through may say the name once more; it is gone round again until nothing is found, but not for ever.</summary>
    public const int MostRounds = 4;

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary>The admin who asked for it, and is told when it is done.</summary>
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }

    /// <summary>Their e-mail address, where it is known.</summary>
    public string? Address { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>0: the calls; then the tables of <see cref="ErasedColumns"/>, the first being 1.</summary>
    public int Step { get; set; }

    /// <summary>The last row of the step that was looked at; empty before the first.</summary>
    public string Place { get; set; } = "";

    /// <summary>How often all was gone through, and what was found this time.</summary>
    public int Round { get; set; }
    public int Found { get; set; }

    public int Transcripts { get; set; }
    public int Lines { get; set; }
    public int Entries { get; set; }
    public long Revision { get; set; } = 1;

    /// <param name="next">The last row that was looked at; null: the step has no more.</param>
    /// <param name="cameIn">A call has come in since it was asked for: once more at least is gone through all.</param>
    /// <returns>Whether there is anything left to look at.</returns>
    public bool GoOn(string? next, Erased found, bool cameIn)
    {
        Revision++;
        (Transcripts, Lines, Entries, Found) = (Transcripts + found.Transcripts, Lines + found.Lines, Entries + found.Entries, Found + found.Lines + found.Entries);
        Place = next ?? "";
        if (next is not null) return true;
        if (++Step <= ErasedColumns.All.Count) return true;
        if ((Found == 0 && !(cameIn && Round == 0)) || ++Round == MostRounds) return false;
        (Step, Found) = (0, 0);
        return true;
    }
}

/// <summary>What a part of an erasure came to.</summary>
public sealed record Erased(int Transcripts, int Lines, int Entries)
{
    public static readonly Erased Nothing = new(0, 0, 0);
}
