namespace BotCoach.Stages;

/// <summary>Which process a deal belongs to: the first that matches, by order; else the default. One that asks for nothing and is not the default is for no deal.</summary>
public static class ProcessRules
{
    public static Process? Choose(IEnumerable<Process> processes, string? segment, string? leadSource, string? dealType)
    {
        var ordered = processes.OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToList();
        return ordered.FirstOrDefault(p => !p.IsDefault && Matches(p, segment, leadSource, dealType)) ?? ordered.FirstOrDefault(p => p.IsDefault);
    }

    public static bool Matches(Process process, string? segment, string? leadSource, string? dealType) =>
        (process.IsDefault || IsScoped(process)) && Fits(process.Segment, segment) && Fits(process.LeadSource, leadSource) && Fits(process.DealType, dealType);

    /// <summary>It says which deals it is for.</summary>
    public static bool IsScoped(Process process) => new[] { process.Segment, process.LeadSource, process.DealType }.Any(s => !string.IsNullOrWhiteSpace(s));

    /// <summary>What processes ask of this, each once: to know a deal's process it has to be known.</summary>
    public static IReadOnlyList<string> Asked(IEnumerable<Process> processes, Func<Process, string?> what) =>
        [.. processes.Where(p => !p.IsDefault).OrderBy(p => p.Ordinal).Select(p => what(p)?.Trim()).OfType<string>().Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static bool Fits(string? asked, string? said) =>
        string.IsNullOrWhiteSpace(asked) || asked.Trim().Equals(said?.Trim(), StringComparison.OrdinalIgnoreCase);
}
