using BotCoach.Deals;

namespace BotCoach.Storage;

/// <summary>What the figures read: deals in the order of their ids, with those of their entries that have to do with stages. Read past the tracker, and never whole.</summary>
public sealed class MetricRows
{
    /// <summary>Those after an id, up to another one.</summary>
    public static readonly MetricRows Between = new("r.id > $2 and r.id <= $3 order by r.id", id => $"{id} > $2 and {id} <= $3", "$4");

    /// <summary>These ids.</summary>
    public static readonly MetricRows Named = new("r.id = any($2) order by r.id", id => $"{id} = any($2)", "$3");

    private MetricRows(string deals, Func<string, string> of, string at)
    {
        (Deals, WithOwn) = (OfDeals(deals, [nameof(Deal.Custom)]), OfDeals(deals, []));
        Moves = new Rows<DealEvent>($"{of("r.deal_id")} and (r.from_stage is not null or r.to_stage is not null) order by r.deal_id, r.seq")
        {
            Untracked = true,
            Without = [nameof(DealEvent.WorkspaceId), nameof(DealEvent.Seq), nameof(DealEvent.RecordedAt), nameof(DealEvent.ActorId), nameof(DealEvent.ActorRole), nameof(DealEvent.ActorChannel), nameof(DealEvent.ActorBy), nameof(DealEvent.Before), nameof(DealEvent.After)],
        };
        Since = new Rows<DealEvent>($"{of("r.deal_id")} and r.happened_at >= {at}")
        {
            Untracked = true, Without = [nameof(DealEvent.ActorId), nameof(DealEvent.ActorRole), nameof(DealEvent.ActorChannel), nameof(DealEvent.ActorBy)],
        };
        SinceTexts = new Rows<DealEventText>($"{of("r.deal_id")} and exists (select 1 from deal_event as e where e.workspace_id = r.workspace_id and e.deal_id = r.deal_id and e.seq = r.seq and e.happened_at >= {at})") { Untracked = true };
        Stakeholders = new Rows<Stakeholder>($"{of("r.deal_id")} order by r.deal_id") { Untracked = true, Without = [nameof(Stakeholder.WorkspaceId), nameof(Stakeholder.Id), nameof(Stakeholder.Title), nameof(Stakeholder.Department), nameof(Stakeholder.Role), nameof(Stakeholder.EngagedAt)] };
    }

    internal Rows<Deal> Deals { get; }

    /// <summary>With the company's own fields.</summary>
    internal Rows<Deal> WithOwn { get; }

    internal Rows<DealEvent> Moves { get; }

    /// <summary>All that happened to them since the last of the values.</summary>
    internal Rows<DealEvent> Since { get; }

    internal Rows<DealEventText> SinceTexts { get; }

    internal Rows<Stakeholder> Stakeholders { get; }

    private static Rows<Deal> OfDeals(string where, string[] without) => new(where)
    {
        Untracked = true,
        Without =
        [
            .. without, nameof(Deal.WorkspaceId), nameof(Deal.ExternalId), nameof(Deal.Source), nameof(Deal.Name), nameof(Deal.Account), nameof(Deal.DealType), nameof(Deal.CloseSlippedAt),
            nameof(Deal.StageEnteredAt), nameof(Deal.StageEnteredAssumed), nameof(Deal.StageMedianDays), nameof(Deal.WentBackFrom), nameof(Deal.ImportedWithoutEvidence), nameof(Deal.NextStepOwnerId),
            nameof(Deal.NextStepSide), nameof(Deal.HeardAt), nameof(Deal.TouchedAt), nameof(Deal.TouchesMade), nameof(Deal.TouchesSince), nameof(Deal.HandoffDueAt), nameof(Deal.Revision), nameof(Deal.EventSeq),
            nameof(Deal.Search), nameof(Deal.Twin),
        ],
    };
}
