namespace BotCoach.Deals;

/// <summary>Where a browser finds a deal's page; null while there is no address that it could reach.</summary>
public sealed class DealPages(Func<Guid, string?> of)
{
    public string? Of(Guid deal) => of(deal);
}
