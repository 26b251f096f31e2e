namespace BotCoach.Stages;

/// <summary>Which process a deal belongs to: the first that matches, by order; else the default.</summary>
public static class ProcessRules
{
    public static Process? Choose(IEnumerable<Process> processes, string? segment, string? leadSource, string? dealType)
    {
        var ordered = processes.OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToList();
        return ordered.FirstOrDefault(p => !p.IsDefault && Matches(p, segment, leadSource, dealType)) ?? ordered.FirstOrDefault(p => p.IsDefault);
    }

    public static bool Matches(Process process, string? segment, string? leadSource, string? dealType) =>
        Fits(process.Segment, segment) && Fits(process.LeadSource, leadSource) && Fits(process.DealType, dealType);

    private static bool Fits(string? asked, string? said) =>
        string.IsNullOrWhiteSpace(asked) || asked.Trim().Equals(said?.Trim(), StringComparison.OrdinalIgnoreCase);
}
