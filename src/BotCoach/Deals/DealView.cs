using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>A deal as the API shows it: what it says, what of its stage is proven, and what the gate still asks for.</summary>
public sealed record DealView(Guid Id, string? ExternalId, string Name, string Status, long Revision)
{
    public string? Account { get; init; }
    public required PersonView Owner { get; init; }
    public string? SalesTeam { get; init; }
    public string? Segment { get; init; }
    public string? LeadSource { get; init; }
    public string? DealType { get; init; }
    public decimal? Amount { get; init; }
    public required string Currency { get; init; }
    public DateOnly? CloseDate { get; init; }
    public required ProcessView Process { get; init; }
    public required StageView Stage { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public NextStepView? NextStep { get; init; }
    public DateTimeOffset? HeardAt { get; init; }
    public DateTimeOffset? TouchedAt { get; init; }
    public int? ChampionStrength { get; init; }
    public required IReadOnlyDictionary<string, string> Facts { get; init; }
    public required IReadOnlyDictionary<string, string> Custom { get; init; }
    public required IReadOnlyList<StakeholderBody> Stakeholders { get; init; }
    public required IReadOnlyList<ArtifactBody> Artifacts { get; init; }

    /// <summary>The criteria between the deal and its next stage, and how each stands.</summary>
    public required IReadOnlyList<CriterionView> Criteria { get; init; }

    /// <summary>What the gate says to the next stage; null where there is none.</summary>
    public GateView? Gate { get; init; }

    public static DealView Of(DealFile file, IReadOnlyDictionary<Guid, Person> people, DateTimeOffset now)
    {
        var (deal, today) = (file.Deal, file.Today(now));
        var next = StageGate.NextOf(file);
        return new DealView(deal.Id, deal.ExternalId, deal.Name, deal.Status.ToString().ToLowerInvariant(), deal.Revision)
        {
            Account = deal.Account, Owner = PersonView.Of(people[deal.OwnerId]), SalesTeam = deal.SalesTeam, Segment = deal.Segment, LeadSource = deal.LeadSource, DealType = deal.DealType,
            Amount = deal.Amount, Currency = deal.Currency, CloseDate = deal.CloseOn?.ToDateOnly(), Process = new ProcessView(deal.ProcessId, deal.ProcessVersion),
            Stage = new StageView(deal.StageId, file.Stage?.Name ?? deal.StageId, deal.StageEnteredAt), Reason = deal.OutcomeReason, CreatedAt = deal.CreatedAt, ClosedAt = deal.ClosedAt,
            NextStep = string.IsNullOrEmpty(deal.NextStep) ? null : new NextStepView(deal.NextStep, deal.NextStepOn?.ToDateOnly(), deal.NextStepSide?.ToString().ToLowerInvariant(), deal.NextStepConfirmed),
            HeardAt = deal.HeardAt, TouchedAt = deal.TouchedAt, ChampionStrength = deal.ChampionStrength, Facts = deal.Facts, Custom = deal.Custom,
            Stakeholders = [.. file.Stakeholders.Select(s => new StakeholderBody { Name = s.Name, Role = s.Role, Title = s.Title, Department = s.Department })],
            Artifacts = [.. file.Artifacts.Select(a => new ArtifactBody { Id = a.SpecId, Link = a.Link })],
            Criteria = next is null ? [] : [.. StageGate.Asked(file, next, now).Select(a => CriterionView.Of(StageGate.Stand(file, a.Criterion, today, now)))],
            Gate = next is null ? null : GateView.Of(StageGate.Ask(file, next, today, now)),
        };
    }
}

public sealed record PersonView(string Name, string? Email)
{
    public static PersonView Of(Person person) => new(person.Name, person.Email);
}

public sealed record ProcessView(Guid Id, int Version);

public sealed record StageView(string Id, string Name, DateTimeOffset EnteredAt);

public sealed record NextStepView(string Text, DateOnly? Date, string? Side, bool Confirmed);

/// <param name="State">empty, claimed, evidenced, disputed or waived.</param>
public sealed record CriterionView(string Id, string Text, bool Required, string State, string? Says)
{
    public static CriterionView Of(CriterionStanding standing) =>
        new(standing.Criterion.Id, standing.Criterion.Text, standing.Criterion.Required, standing.State.ToString().ToLowerInvariant(), standing.What);
}

/// <summary>The gate's answer, the same as in chat.</summary>
public sealed record GateView(string Target, bool Yes, string? Refusal, IReadOnlyList<MissingView> Missing)
{
    public static GateView Of(GateAnswer gate) => new(gate.Target, gate.Yes, gate.Refusal, [.. gate.Missing.Select(m => new MissingView(m.Id, m.StageId, m.Text, m.State.ToString().ToLowerInvariant(), m.Way.Label))]);
}

/// <param name="Way">The shortest way to satisfy it.</param>
public sealed record MissingView(string Id, string Stage, string Text, string State, string Way);

/// <summary>A page of deals, and where the next one begins; null: there are no more.</summary>
public sealed record DealsPage(IReadOnlyList<DealView> Deals, string? Next);
