using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Handoffs;

/// <summary>Something that must be passed on, and how it is filled in.</summary>
/// <param name="Name">As it is said: "success criteria", "mutual action plan".</param>
public sealed record PassedOn(string Id, string Name, bool IsThere, Way Way);

/// <summary>Which ways a deal can change hands, what is missing for one, and until when it is to be answered. Pure.</summary>
public static class HandoffRules
{
    /// <summary>The working hours in which somebody answers for whom the process has no rule.</summary>
    public const int UsualHours = 8;

    /// <summary>From this return on both are told that talking helps more.</summary>
    public const int ReturnsToTalk = 2;
    public const int LongestWords = 1000;

    /// <summary>Everything that must be passed on, in the process's order.</summary>
    public static IReadOnlyList<PassedOn> Passed(DealFile file, IEnumerable<string> must) => [.. must.Select(id => Of(file, id))];

    public static DateTimeOffset DueAt(WorkCalendar receivers, int hours, DateTimeOffset now) => receivers.AddWorkingTime(now, TimeSpan.FromHours(hours));

    /// <summary>The deal can still change hands by it: it is where it was, and neither lost nor no fit.</summary>
    public static string? Overtaken(Handoff handoff, Deal deal, string? owner) =>
        deal.OwnerId != handoff.FromId ? $"It is {owner ?? "somebody else"}'s now." : deal.Status is DealStatus.Lost or DealStatus.Disqualified ? $"The deal was closed: {DealWords.StatusName(deal.Status)}." : null;

    private static PassedOn Of(DealFile file, string id)
    {
        if (!KnownFields.Rules.ContainsKey(id))
        {
            var name = ArtifactTemplate.Find(file.Book, id)?.Name is { } given ? Chat.Wording.LowerFirst(given) : FieldWords.Name(id);
            return new PassedOn(id, name, file.LinkOf(id) is not null, new Way(WayKind.Artifact, $"Link the {name}", file.Deal.Id, id));
        }
        return new PassedOn(id, FieldWords.Name(id), IsFilled(file, id), Way.ToFill(file.Deal, id));
    }

    // a rule of its own says how many; here one is enough
    private static bool IsFilled(DealFile file, string field) => field == "stakeholders"
        ? file.Stakeholders.Any(s => !Placeholders.IsNoName(s.Name))
        : FieldRules.Holds(file, new FieldAsk(field, "present"), default);
}
