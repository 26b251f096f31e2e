using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>One field that differs. Free text is kept apart, so that it can be erased.</summary>
public sealed record DealDifference(string Field, string? Before, string? After, bool FreeText)
{
    /// <summary>Somebody's words about the event itself, which took the place of nothing.</summary>
    public static DealDifference Said(string field, string? words) => new(field, null, words, FreeText: true);
}

/// <summary>A deal's values at one moment, as an event records them. An import takes two for each deal, so they are held in places and not by name.</summary>
public sealed class DealSnapshot
{
    private static readonly (string Name, Func<Deal, string?> Of)[] Fields =
    [
        ("external-id", d => d.ExternalId), ("name", d => d.Name), ("account", d => d.Account), ("owner", d => d.OwnerId.ToString()), ("sales-team", d => d.SalesTeam),
        ("segment", d => d.Segment), ("lead-source", d => d.LeadSource), ("deal-type", d => d.DealType),
        ("amount", d => d.Amount?.ToString("0.####", CultureInfo.InvariantCulture)), ("currency", d => d.Currency), ("close-on", d => Day(d.CloseOn)),
        ("process", d => $"{d.ProcessId}/{d.ProcessVersion}"), ("stage", d => d.StageId), ("stage-entered", d => At(d.StageEnteredAt)),
        ("next-step", d => d.NextStep), ("next-step-on", d => Day(d.NextStepOn)), ("next-step-owner", d => d.NextStepOwnerId?.ToString()),
        ("next-step-side", d => d.NextStepSide?.ToString()), ("next-step-confirmed", d => d.NextStepConfirmed ? "yes" : null),
        ("heard-at", d => At(d.HeardAt)), ("touched-at", d => At(d.TouchedAt)), ("champion", d => d.ChampionStrength?.ToString(CultureInfo.InvariantCulture)),
        ("began", d => At(d.CreatedAt)), ("status", d => d.Status.ToString()), ("outcome-reason", d => d.OutcomeReason), ("closed-at", d => At(d.ClosedAt)),
        ("triage", d => d.Triage.ToString()), ("parked-until", d => Day(d.ParkedUntil)),
    ];

    private static readonly HashSet<string> FreeTextFields = ["next-step", "outcome-reason"];
    private static readonly Dictionary<string, int> Places = Fields.Index().ToDictionary(f => f.Item.Name, f => f.Index);
    private static readonly Dictionary<string, string?> NoneOwn = [];

    public static readonly DealSnapshot Empty = new();

    private readonly string?[] _values = new string?[Fields.Length];

    /// <summary>Facts and the company's own fields, by the names they have in the history.</summary>
    private Dictionary<string, string?> _own = NoneOwn;

    public string StageId { get; private init; } = "";
    public LocalDate? CloseOn { get; private init; }

    /// <summary>A field's value as the history writes it; null when it is empty.</summary>
    public string? this[string field] => Places.TryGetValue(field, out var place) ? _values[place] : _own.GetValueOrDefault(field);

    public static DealSnapshot Of(Deal deal)
    {
        var snapshot = new DealSnapshot { StageId = deal.StageId, CloseOn = deal.CloseOn };
        for (var i = 0; i < Fields.Length; i++) snapshot._values[i] = Fields[i].Of(deal);
        if (deal.Facts.Count + deal.Custom.Count == 0) return snapshot;
        snapshot._own = new Dictionary<string, string?>(deal.Facts.Count + deal.Custom.Count);
        foreach (var (field, value) in deal.Facts) snapshot._own[$"fact:{field}"] = value;
        foreach (var (field, value) in deal.Custom) snapshot._own[$"custom:{field}"] = value;
        return snapshot;
    }

    public IReadOnlyList<DealDifference> DifferencesTo(DealSnapshot after)
    {
        var differences = new List<DealDifference>();
        for (var i = 0; i < Fields.Length; i++) Compare(Fields[i].Name, _values[i], after._values[i], differences);
        foreach (var (field, value) in _own) Compare(field, value, after._own.GetValueOrDefault(field), differences);
        foreach (var (field, value) in after._own) if (!_own.ContainsKey(field)) Compare(field, null, value, differences);
        return differences;
    }

    private static void Compare(string field, string? before, string? after, List<DealDifference> differences)
    {
        if (before != after) differences.Add(new DealDifference(field, before, after, IsFreeText(field)));
    }

    private static bool IsFreeText(string field) => FreeTextFields.Contains(field) || field.StartsWith("fact:", StringComparison.Ordinal);

    private static string? Day(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : null;

    private static string? At(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
