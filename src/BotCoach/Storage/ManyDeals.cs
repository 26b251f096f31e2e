using BotCoach.Deals;
using BotCoach.Nudges;

namespace BotCoach.Storage;

/// <summary>Which deals are read at once: some by their ids, or all between two places in the order of their ids, the second one included.</summary>
public sealed class ManyDeals
{
    /// <summary>More words than these are not named in a query.</summary>
    private const int MostWorn = 2_000;

    private static readonly Set Named = new(id => $"{id} = any($2)", "$3");
    private static readonly Set Range = new(id => $"{id} > $2 and {id} <= $3", "$4");
    private static readonly Set LeanNamed = new(id => $"{id} = any($2)", "$3", isLean: true);
    private static readonly Set LeanRange = new(id => $"{id} > $2 and {id} <= $3", "$4", isLean: true);
    private readonly Set _set;
    private readonly object[] _values;
    private readonly IReadOnlyList<string>? _worn;

    private ManyDeals(Set set, object[] values, IReadOnlyList<string>? worn = null) => (_set, _values, _worn) = (set, values, worn);

    public static ManyDeals Of(IEnumerable<Guid> ids) => new(Named, [ids.ToArray()]);

    /// <param name="worn">The words that stand on too many deals, all of them, where somebody has counted already.</param>
    public static ManyDeals Between(Guid after, Guid last, IReadOnlyList<string> worn) => new(Range, [after, last], worn);

    /// <summary>With what is judged of them, and nothing that is only told.</summary>
    public static ManyDeals JudgedOf(IEnumerable<Guid> ids, IReadOnlyList<string>? worn) => new(LeanNamed, [ids.ToArray()], worn);

    /// <inheritdoc cref="JudgedOf"/>
    public static ManyDeals JudgedBetween(Guid after, Guid last, IReadOnlyList<string>? worn) => new(LeanRange, [after, last], worn);

    internal List<Deal> Deals(RoundTrip trip) => trip.Ask(_set.Deals, _values);

    internal List<Answer> Answers(RoundTrip trip) => trip.Ask(_set.Answers, _values);

    internal List<Stakeholder> Stakeholders(RoundTrip trip) => trip.Ask(_set.Stakeholders, _values);

    internal List<Artifact> Artifacts(RoundTrip trip) => trip.Ask(_set.Artifacts, _values);

    internal List<GateOverride> Overrides(RoundTrip trip) => trip.Ask(_set.Overrides, _values);

    /// <summary>The nudges that hold, with what a judgement of the deal is compared to.</summary>
    internal List<Nudge> Holding(RoundTrip trip) => trip.Ask(_set.Holding, _values);

    /// <summary>All that was ever said of them, with what another judgement makes of it.</summary>
    internal List<Nudge> Said(RoundTrip trip) => trip.Ask(_set.Said, _values);

    /// <summary>Of each deal without a dated next step the event since which it has none.</summary>
    internal List<DealEvent> StepEvents(RoundTrip trip) => trip.Ask(_set.StepEvents, _values);

    /// <summary>Those of their words that stand on too many deals.</summary>
    internal List<SaidText> Worn(RoundTrip trip)
    {
        if (_worn is null || _worn.Count > MostWorn) return trip.Ask(_set.Worn, _values);
        return _worn.Count == 0 ? [] : trip.Ask(_set.WornAmong, [.. _values, _worn.ToArray()]);
    }

    private sealed class Set(Func<string, string> where, string worn, bool isLean = false)
    {
        private static readonly string[] ToldOfDeals =
        [
            nameof(Deal.Source), nameof(Deal.ExternalId), nameof(Deal.DealType), nameof(Deal.Currency), nameof(Deal.NextStepOwnerId), nameof(Deal.OutcomeReason), nameof(Deal.ClosedAt),
            nameof(Deal.Search), nameof(Deal.Twin), nameof(Deal.EventSeq), nameof(Deal.Revision), nameof(Deal.CreatedAt), nameof(Deal.LeadMinutes),
        ];

        private static readonly string[] ToldOfAnswers =
        [
            nameof(Answer.WorkspaceId), nameof(Answer.UnknownSince), nameof(Answer.GivenBy), nameof(Answer.Channel), nameof(Answer.Version), nameof(Answer.Reason), nameof(Answer.DecidedBy),
            nameof(Answer.DecidedChannel),
        ];

        private static readonly string[] ToldOfNudges =
            [nameof(Nudge.WorkspaceId), nameof(Nudge.FoundAt), nameof(Nudge.EndedAt), nameof(Nudge.ClearedAfterDays), nameof(Nudge.VerdictReason), nameof(Nudge.Revision)];

        public readonly Rows<Deal> Deals = new(where("r.id")) { Untracked = true, Without = isLean ? ToldOfDeals : [] };
        public readonly Rows<Answer> Answers = OfDeals<Answer>(where, without: isLean ? ToldOfAnswers : []);
        public readonly Rows<Stakeholder> Stakeholders = OfDeals<Stakeholder>(where, without: isLean ? [nameof(Stakeholder.WorkspaceId), nameof(Stakeholder.Title)] : []);
        public readonly Rows<Artifact> Artifacts = OfDeals<Artifact>(where, without: isLean ? [nameof(Artifact.WorkspaceId), nameof(Artifact.Id)] : []);
        public readonly Rows<GateOverride> Overrides = OfDeals<GateOverride>(where);
        public readonly Rows<Nudge> Said = OfDeals<Nudge>(where, without: ToldOfNudges);
        public readonly Rows<Nudge> Holding = OfDeals<Nudge>(where, " and r.holds",
            [nameof(Nudge.FoundAt), nameof(Nudge.FirstShownAt), nameof(Nudge.EndedAt), nameof(Nudge.ClearedAfterDays), nameof(Nudge.VerdictReason), nameof(Nudge.StageId), nameof(Nudge.Revision)]);

        public readonly Rows<DealEvent> StepEvents = OfDeals<DealEvent>(where, $"""
             and (r.deal_id, r.seq) in (
                select d.id, coalesce((select max(x.seq) from (
                    select e.seq from deal_event as e where e.workspace_id = d.workspace_id and e.deal_id = d.id and (e.kind = 'NextStepSet' or e.before like '%"next-step-on"%')
                    union all
                    select t.seq from deal_event_text as t where t.workspace_id = d.workspace_id and t.deal_id = d.id and t.field = 'next-step') as x), 1)
                from deal as d where d.workspace_id = $1 and {where("d.id")} and (d.next_step_on is null or trim(coalesce(d.next_step, '')) = ''))
            """);

        // counted no further than it matters: some words stand on half of all deals
        public readonly Rows<SaidText> Worn = OfDeals<SaidText>(where, $"""
             and (select count(*) from (select distinct t.deal_id from said_text as t where t.workspace_id = r.workspace_id and t.key = r.key limit {Placeholders.SameOnTooMany}) as few) >= {Placeholders.SameOnTooMany}
            """);

        public readonly Rows<SaidText> WornAmong = OfDeals<SaidText>(where, $" and r.key = any({worn})");

        private static Rows<T> OfDeals<T>(Func<string, string> where, string and = "", IReadOnlyList<string>? without = null) where T : class =>
            new(where("r.deal_id") + and) { Untracked = true, Without = without ?? [] };
    }
}
