using System.ComponentModel;

namespace BotCoach.Deals;

/// <summary>
/// What <c>PUT /api/v1/deals/{externalId}</c> says of a deal. What is left out stays as it is; null empties a field that can be empty. Days are calendar days
/// (2026-03-31), instants have their zone (2026-03-31T14:00:00Z).
/// </summary>
public sealed record DealBody
{
    [Description("What the deal is called. Needed for a new deal.")]
    public string? Name { get; init; }

    [Description("The company that would buy.")]
    public string? Account { get; init; }

    [Description("The owner's e-mail address or name, as BotCoach knows it. Needed for a new deal.")]
    public string? Owner { get; init; }

    public string? SalesTeam { get; init; }
    public string? Segment { get; init; }
    public string? LeadSource { get; init; }
    public string? DealType { get; init; }
    public decimal? Amount { get; init; }

    [Description("A currency's code of three letters. The company's own where it is left out.")]
    public string? Currency { get; init; }

    public DateOnly? CloseDate { get; init; }

    [Description("The stage's id or name. A move forward passes the gate; a new deal lands where this says, in the first stage otherwise.")]
    public string? Stage { get; init; }

    [Description("open, won, lost or disqualified.")]
    public string? Status { get; init; }

    [Description("Why it was won, lost or disqualified, or why it goes back.")]
    public string? Reason { get; init; }

    [Description("When the deal began.")]
    public DateOnly? Started { get; init; }

    [Description("When it entered its stage.")]
    public DateOnly? StageEntered { get; init; }

    [Description("When it was closed.")]
    public DateOnly? Closed { get; init; }

    public NextStepBody? NextStep { get; init; }

    [Description("When you last heard from the buyer.")]
    public DateTimeOffset? HeardAt { get; init; }

    [Description("When you last touched the buyer.")]
    public DateTimeOffset? TouchedAt { get; init; }

    [Description("1 to 5.")]
    public int? ChampionStrength { get; init; }

    [Description("Discovery and closing facts by their names: problem, impact, success-criteria and so on.")]
    public Dictionary<string, string?>? Facts { get; init; }

    [Description("Your own fields.")]
    public Dictionary<string, string?>? Custom { get; init; }

    [Description("What was said to a criterion, by the criterion's id; null says: I don't know yet.")]
    public Dictionary<string, AnswerBody?>? Answers { get; init; }

    [Description("People on the buyer's side. The same name in the same role again changes that entry.")]
    public IReadOnlyList<StakeholderBody>? Stakeholders { get; init; }

    public IReadOnlyList<ArtifactBody>? Artifacts { get; init; }

    [Description("Moves the deal past a gate that says not yet. Needs the scope deals:override, and a process that lets an admin.")]
    public OverrideBody? Override { get; init; }
}

public sealed record NextStepBody
{
    public string? Text { get; init; }
    public DateOnly? Date { get; init; }

    [Description("us or buyer: who acts.")]
    public string? Side { get; init; }

    [Description("The buyer has confirmed it.")]
    public bool? Confirmed { get; init; }
}

public sealed record AnswerBody
{
    public string? Text { get; init; }

    [Description("note (somebody's word) or quote (what the buyer said).")]
    public string? Kind { get; init; }
}

public sealed record StakeholderBody
{
    public string? Name { get; init; }

    [Description("champion, economic-buyer, user, technical, legal, procurement, blocker, sponsor or other.")]
    public string? Role { get; init; }
    public string? Title { get; init; }
    public string? Department { get; init; }
}

public sealed record ArtifactBody
{
    [Description("The artifact's id in the process, for example action-plan.")]
    public string? Id { get; init; }

    [Description("Its address, https.")]
    public string? Link { get; init; }
}

public sealed record OverrideBody
{
    [Description("Why, in a sentence. The owner's manager is shown it.")]
    public string? Reason { get; init; }
}
