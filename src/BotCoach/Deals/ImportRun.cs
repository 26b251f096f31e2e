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

    /// <summary>Columns and stage names as they are understood, as JSON.</summary>
    public string Mapping { get; set; } = "{}";

    public int Rows { get; set; }
    public int Created { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Refused { get; set; }

    /// <summary>The last staged row that was applied.</summary>
    public int AppliedRow { get; set; }
    public string? Why { get; set; }
    public long Revision { get; set; } = 1;
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A file of an import, kept until the import has ended.</summary>
public sealed class ImportFile : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ImportId { get; init; }
    public required int Ordinal { get; init; }
    public required string Name { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>A staged row: what it would become, or why it is refused.</summary>
public sealed class ImportRow : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid ImportId { get; init; }

    /// <summary>The line in the file, so that a person can find it.</summary>
    public required int Line { get; init; }
    public required ImportVerdict Verdict { get; set; }

    /// <summary>The deal as read, as JSON; for a refused row the raw row.</summary>
    public required string Content { get; set; }
    public string? Column { get; set; }
    public string? Value { get; set; }
    public string? Why { get; set; }
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
