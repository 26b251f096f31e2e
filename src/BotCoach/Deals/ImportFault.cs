namespace BotCoach.Deals;

/// <summary>Why a file, a column or a row is refused, with everything a person needs to put it right.</summary>
public sealed record ImportFault(string File, int? Line, string? Column, string? Value, string Why)
{
    /// <summary>What a person could say to answer it; nothing when it is no question.</summary>
    public ImportAsks Asks { get; init; }

    /// <summary>The process for whose deals it is asked.</summary>
    public Guid? Process { get; init; }

    /// <summary>"deals.csv, line 12, column close_date, “31/02/2026”: there is no such day".</summary>
    public string Sentence => $"{Place}: {Why}";

    private string Place => string.Join(", ", new[]
    {
        File,
        Line is { } line ? $"line {line}" : null,
        Column is null ? null : $"column {Column}",
        string.IsNullOrEmpty(Value) ? null : $"“{Chat.Wording.Short(Value, 60)}”",
    }.Where(part => part is not null));
}

/// <summary>What an import may have to ask.</summary>
public enum ImportAsks { Nothing, Dates, Stage, Column }

/// <summary>An import that is refused whole: nothing of it is written.</summary>
public sealed class ImportRefusedException(ImportFault fault, IReadOnlyList<ImportFault>? all = null) : Exception(fault.Sentence)
{
    public ImportFault Fault => fault;

    /// <summary>It came up while the import was being made: what was imported so far stays.</summary>
    public bool Stopped { get; init; }

    /// <summary>The columns it is about, when a person could put it right by saying what they mean.</summary>
    internal ImportColumns? Columns { get; init; }

    /// <summary>What the files were recognised as, in a sentence.</summary>
    public string? Recognised { get; init; }

    /// <summary>Every reason, where there are several.</summary>
    public IReadOnlyList<ImportFault> Faults => all ?? [fault];

    public static ImportRefusedException Of(string file, string why, int? line = null, string? column = null, string? value = null) =>
        new(new ImportFault(file, line, column, value, why));
}
