using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Tests.Metrics;

/// <summary>
/// Deals with whole histories, as years of work leave them: moves on and back, wins, losses and no fits, and between the moves what else happens, about eight
/// entries a deal. The same seed makes the same ones.
/// </summary>
public sealed class HistoryMaker(Random random, ProcessVersion version, StageBook book, IReadOnlyList<Guid> owners, DateTimeOffset now)
{
    private static readonly DealEventKind[] Between = [DealEventKind.NextStepSet, DealEventKind.Answered, DealEventKind.Heard, DealEventKind.Touched];
    private static readonly string[] Reasons = ["Price", "No decision", "A competitor", "Timing"];
    private readonly List<Stage> _stages = [.. book.Stages.Where(s => s.Kind == StageKind.Pipeline)];
    private int _made;

    /// <summary>What the ids begin with that their source has.</summary>
    public string Called { get; init; } = "H";

    public sealed record Made(Deal Deal, IReadOnlyList<DealEvent> Events, IReadOnlyList<Stakeholder> Stakeholders);

    public Made Next()
    {
        var (at, stage) = (now.AddMinutes(-random.Next(1, 1_000 * 1_440)), 0);
        var deal = Begin(at);
        List<DealEvent> events = [Event(deal, DealEventKind.Created, at, null, _stages[0].Id, null)];
        while (deal.IsOpen)
        {
            var stayed = TimeSpan.FromSeconds(3_600 + -Math.Log(1 - random.NextDouble()) * 14 * 86_400);
            var until = CoachMilliseconds(at + stayed);
            for (var other = random.Next(0, 3); other > 0; other--)
                if (at + stayed * random.NextDouble() is var then && then < now) events.Add(Event(deal, Between[random.Next(Between.Length)], CoachMilliseconds(then), null, null, null));
            if (until >= now) break;
            stage = Move(deal, stage, until, (long)(until - at).TotalSeconds, events);
            at = until;
        }
        (deal.StageEnteredAt, deal.EventSeq) = (at, events.Count);
        deal.RefreshSearch();
        return new Made(deal, events, [.. Enumerable.Range(0, random.Next(4)).Select(i => new Stakeholder { WorkspaceId = deal.WorkspaceId, Id = OrderedId.Next(now), DealId = deal.Id, Name = $"Dana {_made} {i % 2}", Role = "user" })]);
    }

    private Deal Begin(DateTimeOffset at)
    {
        var deal = new Deal
        {
            WorkspaceId = version.WorkspaceId, Id = OrderedId.Next(now), Source = "csv", ExternalId = $"{Called}-{++_made}", Name = $"Rollout {_made}", Account = $"Account {_made}", OwnerId = owners[_made % owners.Count],
            SalesTeam = $"Team {_made % owners.Count % 8}", Segment = _made % 3 == 0 ? "smb" : "mid-market", LeadSource = _made % 5 == 0 ? null : _made % 2 == 0 ? "Referral" : "Outbound",
            Currency = _made % 4 == 0 ? "EUR" : "USD", Amount = random.Next(20) == 0 ? null : random.Next(100_000, 9_000_000) / 100m, ProcessId = version.ProcessId, ProcessVersion = version.Number, StageId = _stages[0].Id,
            StageEnteredAt = at, CreatedAt = CoachMilliseconds(at), ChampionStrength = random.Next(2) == 0 ? null : random.Next(1, 6), CloseSlips = random.Next(3), CloseOn = random.Next(6) == 0 ? null : LocalDate.FromDateTime(now.UtcDateTime).PlusDays(random.Next(-20, 90)),
        };
        if (random.Next(3) > 0) (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed) = ("Call their CFO", LocalDate.FromDateTime(now.UtcDateTime).PlusDays(random.Next(1, 20)), random.Next(2) == 0);
        if (random.Next(2) == 0) (deal.Facts["success-criteria"], deal.Facts["impact"]) = ("Invoices leave within a day", random.Next(2) == 0 ? "40 hours a month" : "Much of their time");
        return deal;
    }

    private int Move(Deal deal, int stage, DateTimeOffset at, long dwell, List<DealEvent> events)
    {
        var (from, chance) = (_stages[stage].Id, random.NextDouble());
        if (chance < 0.14 && stage > 0) return To(stage - random.Next(1, stage + 1), DealEventKind.MovedBack);
        if (chance < 0.78) return stage + 1 < _stages.Count ? To(stage + 1, random.Next(12) == 0 ? DealEventKind.Overridden : DealEventKind.Advanced) : End(DealStatus.Won, DealEventKind.Won, null);
        return chance < 0.95 ? End(DealStatus.Lost, DealEventKind.Lost, Reasons[random.Next(Reasons.Length)]) : End(DealStatus.Disqualified, DealEventKind.Disqualified, "No fit");

        int To(int other, DealEventKind kind)
        {
            deal.StageId = _stages[other].Id;
            events.Add(Event(deal, kind, at, from, deal.StageId, dwell));
            return other;
        }

        int End(DealStatus status, DealEventKind kind, string? reason)
        {
            (deal.Status, deal.ClosedAt, deal.OutcomeReason) = (status, at, reason);
            events.Add(Event(deal, kind, at, from, null, dwell));
            return stage;
        }
    }

    private int _seq;

    private DealEvent Event(Deal deal, DealEventKind kind, DateTimeOffset at, string? from, string? to, long? dwell)
    {
        _seq = kind == DealEventKind.Created ? 1 : _seq + 1;
        return new DealEvent
        {
            WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = _seq, Kind = kind, HappenedAt = at, RecordedAt = at, ActorId = deal.OwnerId, ActorChannel = "slack", ActorBy = By.Click,
            FromStage = from, ToStage = to, DwellSeconds = dwell, Before = from is null ? null : $$"""{"stage":"{{from}}"}""", After = to is null ? null : $$"""{"stage":"{{to}}"}""",
        };
    }

    private static DateTimeOffset CoachMilliseconds(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
