using System.Text.Json;
using BotCoach.People;

namespace BotCoach.Deals;

/// <summary>An entry of a deal's history as its rows: what an event holds is the same, whichever way the change came in.</summary>
public sealed record DealEntry(DealEvent Event, IReadOnlyList<DealEventText> Texts)
{
    /// <summary>The entry for the deal as it stands now, under its last number.</summary>
    public static DealEntry Of(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, DateTimeOffset happened, string? fromStage, long? dwell,
        IReadOnlyList<DealDifference> differences, IReadOnlyDictionary<string, string?>? said = null)
    {
        var entry = new DealEvent
        {
            WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = deal.EventSeq, Kind = kind, HappenedAt = happened, RecordedAt = now,
            ActorId = actor.PersonId, ActorRole = actor.Role, ActorChannel = actor.Channel, ActorBy = actor.By,
            FromStage = fromStage, ToStage = fromStage is null && kind is not (DealEventKind.Created or DealEventKind.Imported) ? null : deal.StageId,
            DwellSeconds = dwell,
            Before = Json(differences, d => d.Before), After = Json(differences, d => d.After),
        };
        var free = differences.Where(d => d.FreeText).Select(d => Text(deal, d.Field, d.Before, d.After));
        return new DealEntry(entry, [.. free, .. (said ?? new Dictionary<string, string?>()).Select(s => Text(deal, s.Key, null, s.Value))]);
    }

    private static DealEventText Text(Deal deal, string field, string? before, string? after) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = deal.EventSeq, Field = field, Before = before, After = after,
    };

    private static string? Json(IReadOnlyList<DealDifference> differences, Func<DealDifference, string?> side)
    {
        var kept = differences.Where(d => !d.FreeText && side(d) is not null).ToDictionary(d => d.Field, d => side(d)!);
        return kept.Count == 0 ? null : JsonSerializer.Serialize(kept);
    }
}
