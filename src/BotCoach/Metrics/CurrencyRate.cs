using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>What one unit of a currency is worth in the company's own, from a day on: an admin said so, and nothing else is ever taken for a rate.</summary>
public sealed class CurrencyRate : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required string Currency { get; init; }

    /// <summary>It holds from this day on, until a later one does.</summary>
    public required LocalDate Since { get; init; }
    public required decimal Rate { get; init; }
}
