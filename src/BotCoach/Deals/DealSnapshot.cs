using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>One field that differs. Free text is kept apart, so that it can be erased.</summary>
public sealed record DealDifference(string Field, string? Before, string? After, bool FreeText);

/// <summary>A deal's values at one moment, as an event records them.</summary>
public sealed class DealSnapshot
{
    public static readonly DealSnapshot Empty = new();

    private static readonly HashSet<string> FreeTextFields = ["next-step", "outcome-reason"];
    private readonly Dictionary<string, string?> _values = [];

    public string StageId { get; private init; } = "";
    public DateTimeOffset StageEnteredAt { get; private init; }
    public LocalDate? CloseOn { get; private init; }

    /// <summary>A field's value as the history writes it; null when it is empty.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);

    public static DealSnapshot Of(Deal deal)
    {
        var snapshot = new DealSnapshot { StageId = deal.StageId, StageEnteredAt = deal.StageEnteredAt, CloseOn = deal.CloseOn };
        var values = snapshot._values;
        values["name"] = deal.Name;
        values["account"] = deal.Account;
        values["owner"] = deal.OwnerId.ToString();
        values["sales-team"] = deal.SalesTeam;
        values["segment"] = deal.Segment;
        values["lead-source"] = deal.LeadSource;
        values["deal-type"] = deal.DealType;
        values["amount"] = deal.Amount?.ToString("0.####", CultureInfo.InvariantCulture);
        values["currency"] = deal.Currency;
        values["close-on"] = Day(deal.CloseOn);
        values["process"] = $"{deal.ProcessId}/{deal.ProcessVersion}";
        values["stage"] = deal.StageId;
        values["next-step"] = deal.NextStep;
        values["next-step-on"] = Day(deal.NextStepOn);
        values["next-step-owner"] = deal.NextStepOwnerId?.ToString();
        values["next-step-side"] = deal.NextStepSide?.ToString();
        values["next-step-confirmed"] = deal.NextStepConfirmed ? "yes" : null;
        values["heard-at"] = At(deal.HeardAt);
        values["touched-at"] = At(deal.TouchedAt);
        values["champion"] = deal.ChampionStrength?.ToString(CultureInfo.InvariantCulture);
        values["status"] = deal.Status.ToString();
        values["outcome-reason"] = deal.OutcomeReason;
        values["closed-at"] = At(deal.ClosedAt);
        values["triage"] = deal.Triage.ToString();
        values["parked-until"] = Day(deal.ParkedUntil);
        foreach (var (field, value) in deal.Facts) values[$"fact:{field}"] = value;
        foreach (var (field, value) in deal.Custom) values[$"custom:{field}"] = value;
        return snapshot;
    }

    public IReadOnlyList<DealDifference> DifferencesTo(DealSnapshot after) =>
        [.. _values.Keys.Union(after._values.Keys)
            .Select(field => new DealDifference(field, _values.GetValueOrDefault(field), after._values.GetValueOrDefault(field), IsFreeText(field)))
            .Where(d => d.Before != d.After)];

    private static bool IsFreeText(string field) => FreeTextFields.Contains(field) || field.StartsWith("fact:", StringComparison.Ordinal);

    private static string? Day(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : null;

    private static string? At(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
