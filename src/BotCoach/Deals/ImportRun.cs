using BotCoach.Storage;

namespace BotCoach.Deals;

public enum ImportState { Reading, AwaitingMapping, Checked, Applying, Done, Refused, Cancelled }

/// <summary>One import, from the files to the last chunk. An interrupted one goes on where it stopped.</summary>
public sealed class ImportRun : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required ImportState State { get; set; }
    public Guid? PersonId { get; init; }

    /// <summary>The names of the files, joined by a comma.</summary>
    public required string FileNames { get; init; }

    /// <summary>How the files are understood: an <see cref="ImportPlan"/> as JSON.</summary>
    public string Mapping { get; set; } = "{}";

    /// <summary>What the dry run said of each row: <see cref="ImportVerdicts"/>, packed.</summary>
    public byte[]? Verdicts { get; set; }

    public int Rows { get; set; }
    public int Created { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Refused { get; set; }

    /// <summary>The last line that was applied; below zero are the people and accounts, which come first.</summary>
    public int AppliedRow { get; set; }

    /// <summary>How many rows were applied.</summary>
    public int Applied { get; set; }

    /// <summary>Who works at it, until when: others leave it alone so long, and go on if nothing came of it.</summary>
    public Guid? HeldBy { get; set; }
    public DateTimeOffset? HeldUntil { get; set; }

    public string? Why { get; set; }
    public long Revision { get; set; } = 1;
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A file of an import, packed, kept until the import has ended: what is applied is read from here, whatever becomes of the original.</summary>
public sealed class ImportFile : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ImportId { get; init; }
    public required int Ordinal { get; init; }
    public required string Name { get; init; }

    /// <summary>The bytes of the file itself.</summary>
    public required long Length { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>A refused row, as it stands in the file, and why it is refused; kept to be looked at until the next import begins.</summary>
public sealed class ImportRow : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ImportId { get; init; }

    /// <summary>The line in the file, so that a person can find it.</summary>
    public required int Line { get; init; }
    /// <summary>As JSON, since a cell may hold what is no text.</summary>
    public required string Cells { get; init; }
    public string? Column { get; init; }
    public string? Value { get; init; }
    public required string Why { get; init; }
}

public enum ImportVerdict { Create, Change, Same, Refuse }

/// <summary>What a person told an import once and need not tell again: a column's meaning, a stage's name.</summary>
public sealed class ImportMemory : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary><c>column</c> or <c>stage</c>.</summary>
    public required string Kind { get; init; }
    public required string Theirs { get; init; }
    public required string Ours { get; set; }
}
