using System.Text.Json.Serialization;
using BotCoach.Deals;
using BotCoach.Metrics;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>How things stood with a manager's people, compact: what the next digest is a difference to.</summary>
/// <param name="Deals">Open ones and those that ended since the digest before, in the order of their ids.</param>
public sealed record DigestSnapshot(DateTimeOffset At, IReadOnlyList<DigestDeal> Deals, DigestNumbers Numbers)
{
    [JsonIgnore]
    public IEnumerable<DigestDeal> Open => Deals.Where(d => d.IsOpen);
}

/// <summary>A deal as a digest remembers it.</summary>
public sealed record DigestDeal(Guid Id, Guid Owner, string Stage)
{
    public DealStatus Status { get; init; }
    public decimal? Amount { get; init; }
    public string Currency { get; init; } = "";
    public LocalDate? CloseOn { get; init; }

    /// <summary>How often its close date has moved to a later day.</summary>
    public int Slips { get; init; }

    /// <summary>It has a next step with a day.</summary>
    public bool HasStep { get; init; }

    /// <summary>Set aside until a day that has not come.</summary>
    public bool IsParked { get; init; }

    /// <summary>The champion's strength, 1 to 5.</summary>
    public int? Champion { get; init; }

    /// <summary>Different people of the buyer's.</summary>
    public int Known { get; init; }

    /// <summary>What the rules of the nudges say of it, in the order of their names.</summary>
    public IReadOnlyList<DigestSignal> Signals { get; init; } = [];

    [JsonIgnore]
    public bool IsOpen => Status == DealStatus.Open;

    /// <summary>Open, not set aside, and nobody knows what comes next.</summary>
    [JsonIgnore]
    public bool LacksStep => IsOpen && !HasStep && !IsParked;

    public bool Has(string rule) => Signals.Any(s => s.Rule == rule);
}

/// <summary>A rule that speaks of a deal: its episode and since when.</summary>
public readonly record struct DigestSignal(string Rule, string Occurrence, DateTimeOffset Since);

/// <summary>
/// The figures of a manager's people. Conversion and the median stay are of the stays that ended in the thirteen weeks before; all else is as it stood.
/// </summary>
public sealed record DigestNumbers
{
    public int Open { get; init; }

    /// <summary>Amounts of the open deals, by currency.</summary>
    public IReadOnlyList<DigestMoney> Pipeline { get; init; } = [];
    public IReadOnlyList<ForecastSum> Forecast { get; init; } = [];

    /// <summary>Required criteria between an open deal and its next stage that are evidenced ÷ all of them.</summary>
    public Rate Coverage { get; init; }

    /// <summary>Open deals with a dated next step ÷ open deals that are not parked.</summary>
    public Rate Stepped { get; init; }

    /// <summary>Open deals on which two different people of the buyer's are known ÷ open deals.</summary>
    public Rate MultiThreaded { get; init; }

    /// <summary>Stays that ended with a move forward or a win ÷ stays that ended.</summary>
    public Rate Conversion { get; init; }

    /// <summary>The middle of these stays, in days; null of none.</summary>
    public double? MedianDays { get; init; }
}

/// <summary>Amounts in one currency.</summary>
public sealed record DigestMoney(string Currency, int Deals, decimal Sum);
