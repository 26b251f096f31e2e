namespace BotCoach.Deals;

/// <summary>Why a file, a column or a row is refused, with everything a person needs to put it right.</summary>
public sealed record ImportFault(string File, int? Line, string? Column, string? Value, string Why)
{
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

/// <summary>An import that is refused whole: nothing of it is written.</summary>
public sealed class ImportRefusedException(ImportFault fault) : Exception(fault.Sentence)
{
    public ImportFault Fault => fault;

    public static ImportRefusedException Of(string file, string why, int? line = null, string? column = null, string? value = null) =>
        new(new ImportFault(file, line, column, value, why));
}

/// <summary>An import that cannot go on until a person says what a column or a name means.</summary>
public sealed class ImportQuestionException(IReadOnlyList<ImportFault> questions) : Exception(string.Join("\n", questions.Select(q => q.Sentence)))
{
    public IReadOnlyList<ImportFault> Questions => questions;
}
