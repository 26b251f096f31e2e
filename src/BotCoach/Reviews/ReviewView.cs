using BotCoach.Checklists;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>A review for its manager's eyes.</summary>
/// <param name="Called">What its deals are called.</param>
public sealed record ReviewView(Review Review, IReadOnlyList<ReviewDeal> Deals, IReadOnlyDictionary<Guid, string> Called, DateTimeZone Zone, DateTimeOffset Now)
{
    public string NameOf(ReviewDeal deal) => Called.GetValueOrDefault(deal.DealId, "a deal");

    public IReadOnlyList<CommitmentStanding> Promises { get; init; } = [];

    public CommitmentPage Page { get; init; } = new(new Dictionary<Guid, string>(), new Dictionary<Guid, string>(), Zone, Now);
}

/// <summary>One deal of it, as it stands now.</summary>
/// <param name="Changes">What happened to it since <paramref name="Since"/>.</param>
public sealed record ReviewedDeal(ReviewDeal Row, DealFile File, Checklist List, IReadOnlyList<string> Changes, DateTimeOffset Since);
