using BotCoach.Deals;

namespace BotCoach.Handoffs;

/// <summary>A handoff with what is told of it: the deal's file, its two people, and what must be passed on as it stands now.</summary>
public sealed record HandoffView(Handoff Handoff, DealFile File, string From, string To, IReadOnlyList<PassedOn> Passed, DateTimeOffset Now)
{
    /// <summary>What must still be filled in before it can be sent.</summary>
    public IReadOnlyList<PassedOn> Lacking => [.. Passed.Where(p => !p.IsThere)];

    public string Called => File.Deal.Called;
}
