using System.Globalization;
using System.Text.Json;
using BotCoach.Deals;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Digests;

/// <summary>A deal as it stood at an instant that is over, by its history: what was written since is taken back, the last entry first. Pure.</summary>
public static class DigestRewind
{
    /// <summary>Null where it had not begun, or was closed longer ago than <paramref name="closedSince"/>.</summary>
    /// <param name="events">Its entries since then at least, with what was before and after.</param>
    public static Deal? At(Deal deal, IEnumerable<DealEvent> events, DateTimeOffset then, DateTimeOffset closedSince)
    {
        if (deal.CreatedAt >= then) return null;
        var copy = deal.As(deal.ProcessVersion, deal.StageId);
        foreach (var entry in events.Where(e => e.HappenedAt >= then && e.Seq > 1).OrderByDescending(e => e.Seq)) TakeBack(copy, entry);
        if (!copy.IsOpen && copy.ClosedAt >= then) (copy.Status, copy.ClosedAt, copy.OutcomeReason) = (DealStatus.Open, null, null);
        return copy.IsOpen || copy.ClosedAt >= closedSince ? copy : null;
    }

    private static void TakeBack(Deal deal, DealEvent entry)
    {
        if (entry.FromStage is { } from) deal.StageId = from;
        var (before, after) = (Read(entry.Before), Read(entry.After));
        foreach (var field in before.Keys.Union(after.Keys)) Set(deal, field, before.GetValueOrDefault(field));
        if (Day(before.GetValueOrDefault("close-on")) is { } was && Day(after.GetValueOrDefault("close-on")) is { } moved && moved > was) deal.CloseSlips = Math.Max(0, deal.CloseSlips - 1);
    }

    private static void Set(Deal deal, string field, string? was)
    {
        switch (field)
        {
            case "owner" when Guid.TryParse(was, out var owner): deal.OwnerId = owner; break;
            case "amount": deal.Amount = was is null ? null : decimal.Parse(was, CultureInfo.InvariantCulture); break;
            case "currency" when was is not null: deal.Currency = was; break;
            case "close-on": deal.CloseOn = Day(was); break;
            case "champion": deal.ChampionStrength = was is null ? null : int.Parse(was, CultureInfo.InvariantCulture); break;
            case "status" when Enum.TryParse<DealStatus>(was, out var status): deal.Status = status; break;
            case "closed-at": deal.ClosedAt = was is null ? null : DateTimeOffset.Parse(was, CultureInfo.InvariantCulture); break;
            case "triage" when Enum.TryParse<Triage>(was, out var triage): deal.Triage = triage; break;
            case "parked-until": deal.ParkedUntil = Day(was); break;
            // its words are not asked for: that there were some is told by the day
            case "next-step-on": (deal.NextStepOn, deal.NextStep) = (Day(was), was is null ? deal.NextStep : deal.NextStep ?? "a step"); break;
        }
    }

    private static LocalDate? Day(string? day) => day is not null && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var parsed } ? parsed : null;

    private static Dictionary<string, string> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
