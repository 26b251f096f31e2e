using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Digests;

/// <summary>Whose digest is asked for: of which people, and since which one.</summary>
public sealed record DigestAsk(Guid Manager, IReadOnlyList<Guid> People, Digest? Last);

/// <summary>What a deal is called and where it stands: the words of a digest, which are not kept with it.</summary>
/// <param name="Book">Of the version it is in; it names the stages.</param>
public sealed record DigestName(Guid Id, string Called, string Name, Guid Owner, StageBook Book)
{
    public string? Why { get; init; }
    public decimal? Amount { get; init; }
    public string Currency { get; init; } = "";

    public static DigestName Of(Deal deal, StageBook book) => new(deal.Id, deal.Called, deal.Name, deal.OwnerId, book) { Why = deal.OutcomeReason, Amount = deal.Amount, Currency = deal.Currency };

    public string StageName(string stage) => Book.Find(stage)?.Name ?? stage;
}

/// <summary>A digest with all that its words need.</summary>
/// <param name="Names">The deals of which it speaks.</param>
/// <param name="People">Their owners' names.</param>
public sealed record DigestSheet(DigestSnapshot Now, DigestDiff Diff, IReadOnlyDictionary<Guid, DigestName> Names, IReadOnlyDictionary<Guid, string> People)
{
    /// <summary>Why deals moved back, by the deal.</summary>
    public IReadOnlyDictionary<Guid, string> Reasons { get; init; } = new Dictionary<Guid, string>();
    public IReadOnlyList<PromiseLine> Promises { get; init; } = [];

    public string Called(Guid deal) => Names.GetValueOrDefault(deal)?.Called ?? "a deal";

    public string Person(Guid? id) => id is { } known && People.TryGetValue(known, out var name) ? name : "somebody else";
}
