using System.Buffers;
using System.Text;
using System.Text.Json;
using BotCoach.People;

namespace BotCoach.Deals;

/// <summary>An entry of a deal's history as its rows: what an event holds is the same, whichever way the change came in.</summary>
public sealed record DealEntry(DealEvent Event, IReadOnlyList<DealEventText> Texts)
{
    // one of each per thread: an import writes hundreds of thousands of entries
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>The entry for the deal as it stands now, under its last number.</summary>
    public static DealEntry Of(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, DateTimeOffset happened, string? fromStage, long? dwell,
        IReadOnlyList<DealDifference> differences)
    {
        var entry = new DealEvent
        {
            WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = deal.EventSeq, Kind = kind, HappenedAt = happened, RecordedAt = now,
            ActorId = actor.PersonId, ActorRole = actor.Role, ActorChannel = actor.Channel, ActorBy = actor.By,
            FromStage = fromStage, ToStage = (fromStage is null && kind is not (DealEventKind.Created or DealEventKind.Imported)) || fromStage == deal.StageId ? null : deal.StageId,
            DwellSeconds = dwell,
            Before = Json(differences, after: false), After = Json(differences, after: true),
        };
        return new DealEntry(entry, [.. TextsOf(deal, differences)]);
    }

    /// <summary>What differed, read back from the rows.</summary>
    public IReadOnlyList<DealDifference> Differences()
    {
        var (before, after) = (Values(Event.Before), Values(Event.After));
        return
        [
            .. before.Keys.Union(after.Keys).Select(f => new DealDifference(f, before.GetValueOrDefault(f), after.GetValueOrDefault(f), FreeText: false)),
            .. Texts.Select(t => new DealDifference(t.Field, t.Before, t.After, FreeText: true)),
        ];
    }

    private static Dictionary<string, string?> Values(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!;

    private static IEnumerable<DealEventText> TextsOf(Deal deal, IReadOnlyList<DealDifference> differences)
    {
        foreach (var free in differences)
            if (free.FreeText) yield return new DealEventText
            {
                WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = deal.EventSeq, Field = free.Field, Before = free.Before, After = free.After,
            };
    }

    private static string? Json(IReadOnlyList<DealDifference> differences, bool after)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(buffer);
        json.Reset();
        var any = false;
        foreach (var difference in differences)
        {
            if (difference.FreeText || (after ? difference.After : difference.Before) is not { } value) continue;
            if (!any) json.WriteStartObject();
            any = true;
            json.WriteString(difference.Field, value);
        }
        if (!any) return null;
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
