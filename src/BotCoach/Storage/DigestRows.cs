using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Nudges;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>What digests read, of many managers' people at once and past the tracker, and how they are claimed.</summary>
public static class DigestRows
{
    private static readonly string[] NeitherToldNorJudged =
    [
        nameof(Deal.ExternalId), nameof(Deal.Source), nameof(Deal.DealType), nameof(Deal.NextStepOwnerId), nameof(Deal.Revision), nameof(Deal.EventSeq), nameof(Deal.Search), nameof(Deal.Twin), nameof(Deal.LeadMinutes),
    ];

    private static readonly string[] NotTold =
    [
        nameof(Deal.ExternalId), nameof(Deal.Source), nameof(Deal.LeadSource), nameof(Deal.DealType), nameof(Deal.CloseSlippedAt), nameof(Deal.StageEnteredAssumed), nameof(Deal.StageMedianDays),
        nameof(Deal.WentBackFrom), nameof(Deal.ImportedWithoutEvidence), nameof(Deal.NextStepOwnerId), nameof(Deal.NextStepSide), nameof(Deal.HeardAt), nameof(Deal.TouchedAt), nameof(Deal.TouchesMade),
        nameof(Deal.TouchesSince), nameof(Deal.HandoffDueAt), nameof(Deal.Facts), nameof(Deal.Custom), nameof(Deal.Revision), nameof(Deal.EventSeq), nameof(Deal.Search), nameof(Deal.Twin), nameof(Deal.LeadReceivedAt),
        nameof(Deal.LeadAnsweredAt), nameof(Deal.LeadMinutes),
    ];

    /// <summary>The deals of these people that are open, or were closed at this instant or later: what is told of them, and what is judged.</summary>
    internal static readonly Rows<Deal> OfOwners = new("r.owner_id = any($2) and (r.status = 'Open' or r.closed_at >= $3)") { Untracked = true, Without = NeitherToldNorJudged };

    /// <summary>The same of deals by their ids, whoever has them.</summary>
    internal static readonly Rows<Deal> Whole = new("r.id = any($2)") { Untracked = true, Without = NeitherToldNorJudged };

    /// <summary>These deals, whoever has them.</summary>
    internal static readonly Rows<Deal> Named = new("r.id = any($2)") { Untracked = true, Without = NotTold };

    /// <summary>What these deals did since: ends of stays, what brought them here, and who handed them over.</summary>
    internal static readonly Rows<DealEvent> Since = new("r.deal_id = any($2) and (r.recorded_at >= $3 or r.happened_at >= $3) and (r.from_stage is not null or r.seq = 1 or r.kind in ('HandedOver', 'Reopened'))")
    {
        Untracked = true,
        Without = [nameof(DealEvent.WorkspaceId), nameof(DealEvent.ActorId), nameof(DealEvent.ActorRole), nameof(DealEvent.ActorChannel), nameof(DealEvent.ActorBy), nameof(DealEvent.Before), nameof(DealEvent.After)],
    };

    /// <summary>All that happened to these deals since, with what was before and after.</summary>
    internal static readonly Rows<DealEvent> AllSince = new("r.deal_id = any($2) and r.happened_at >= $3")
    {
        Untracked = true, Without = [nameof(DealEvent.ActorId), nameof(DealEvent.ActorRole), nameof(DealEvent.ActorChannel), nameof(DealEvent.ActorBy)],
    };

    /// <summary>What holds of these deals, as the nudges have found it, without what these rules say.</summary>
    internal static readonly Rows<Nudge> Holding = new("r.deal_id = any($2) and r.holds and not r.rule = any($3)")
    {
        Untracked = true,
        Without =
        [
            nameof(Nudge.WorkspaceId), nameof(Nudge.Id), nameof(Nudge.Severity), nameof(Nudge.ThresholdDays), nameof(Nudge.SnoozedUntil), nameof(Nudge.FirstShownAt), nameof(Nudge.EndedAt), nameof(Nudge.VerdictReason), nameof(Nudge.FoundAt),
            nameof(Nudge.ClearedAfterDays), nameof(Nudge.StageId), nameof(Nudge.Revision),
        ],
    };

    /// <summary>A workspace in which somebody has people with deals, and no clock for the digest yet.</summary>
    public static Task<Guid?> WorkspaceWithoutDigestClockAsync(this BotCoachDb db) => db.OneIdAsync($"select m.workspace_id as \"Value\" from person m where {Lacks} order by m.workspace_id limit 1");

    /// <summary>Those people of the workspace in scope.</summary>
    public static Task<List<Guid>> WithoutDigestClockAsync(this BotCoachDb db, int most) => db.IdsAsync($"select m.id as \"Value\" from person m where m.workspace_id = {{0}} and {Lacks} order by m.id limit {{1}}", db.WorkspaceId, most);

    private const string Lacks = """
        m.role in ('Manager', 'Admin') and m.merged_into is null
          and not exists (select 1 from person_due d where d.workspace_id = m.workspace_id and d.person_id = m.id and d.kind = 'Digest')
          and exists (select 1 from person r join deal x on x.workspace_id = r.workspace_id and x.owner_id = r.id where r.workspace_id = m.workspace_id and r.manager_id = m.id and r.merged_into is null)
        """;

    /// <summary>Gives a person a clock for the digest, unless there is one.</summary>
    public static Task AddDigestClockAsync(this BotCoachDb db, Guid personId, DateTimeOffset at) => db.Database.ExecuteSqlRawAsync(
        "insert into person_due (workspace_id, person_id, kind, at) values ({0}, {1}, 'Digest', {2}) on conflict do nothing", db.WorkspaceId, personId, db.Stamp(at));

    /// <summary>Opens the ledger's rows of managers' weeks, and says which: one that is there already is somebody else's to make, or made.</summary>
    public static async Task<IReadOnlyCollection<Guid>> OpenDigestsAsync(this BotCoachDb db, IReadOnlyList<Digest> weeks)
    {
        if (weeks.Count == 0) return [];
        var sql = $$"""
            insert into digest (workspace_id, id, manager_id, week, made_at, message_id, snapshot, diff) select {0}, v.id, v.manager, v.week, v.made, null, '', '' from {{Opened.Sql(db, 1)}} where true
            on conflict do nothing returning id as "Value"
            """;
        return (await db.Database.SqlQueryRaw<Guid>(sql, [db.WorkspaceId, .. Opened.Values(db, weeks)]).ToListAsync()).ToHashSet();
    }

    /// <summary>Digests that came to their managers, as far as anybody knows: of messages that are not kept any longer too.</summary>
    public static IQueryable<Digest> Delivered(this BotCoachDb db) =>
        db.Digests.Where(d => d.MessageId != null && !db.OutgoingMessages.Any(m => m.Id == d.MessageId && m.SentRevision == 0));

    /// <summary>Writes what a digest said, of many at once no more than of one.</summary>
    public static async Task FillDigestsAsync(this BotCoachDb db, IReadOnlyList<Digest> said)
    {
        if (said.Count == 0) return;
        var sql = $$"""update digest as g set message_id = v.message, snapshot = v.snapshot, diff = v.diff from {{Said.Sql(db, 1)}} where g.workspace_id = {0} and g.id = v.id""";
        await db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, .. Said.Values(db, said)]);
    }

    private static readonly ValueList<Digest> Opened = new(
        new ValueColumn<Digest, Guid>("id", d => d.Id), new ValueColumn<Digest, Guid>("manager", d => d.ManagerId), new ValueColumn<Digest, DateOnly>("week", d => d.Week.ToDateOnly()),
        new ValueColumn<Digest, DateTimeOffset>("made", d => d.MadeAt.ToUniversalTime()));

    private static readonly ValueList<Digest> Said = new(
        new ValueColumn<Digest, Guid>("id", d => d.Id), new ValueColumn<Digest, Guid?>("message", d => d.MessageId),
        new ValueColumn<Digest, string>("snapshot", d => d.Snapshot), new ValueColumn<Digest, string>("diff", d => d.Diff));
}
