using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;

namespace BotCoach.Storage;

/// <summary>What nearly every click asks, in two <see cref="RoundTrip"/>s: who called and whether it was seen; then the deal with all that its card shows.</summary>
public static class ClickRows
{
    /// <summary>How far back a deal's history is looked through, in events.</summary>
    public const int NewestEvents = 300;

    /// <summary>Of a channel and a team.</summary>
    public static readonly Rows<Installation> Installation = new("r.channel = $1 and r.external_id = $2 and r.removed_at is null") { Untracked = true };

    /// <summary>Of a channel and a dedupe id.</summary>
    public static readonly Rows<SeenInbound> Seen = new("r.channel = $2 and r.dedupe_id = $3") { Untracked = true };

    /// <summary>Of a channel, a team and a user.</summary>
    public static readonly Rows<Identity> Identity = new("r.channel = $2 and r.team = $3 and r.external_id = $4") { Lent = true };

    /// <summary>The person behind an identity, named as it is.</summary>
    public static readonly Rows<Person> Person = new(
        "r.id = (select i.person_id from identity as i where i.workspace_id = $1 and i.channel = $2 and i.team = $3 and i.external_id = $4)") { Lent = true };

    public static readonly Rows<Workspace> Workspace = new("true") { Untracked = true };

    /// <summary>Of a person, a channel and the platform's reference.</summary>
    public static readonly Rows<OutgoingMessage> Message = new("r.person_id = $2 and s.channel = $3 and s.reference = $4");

    /// <summary>Of a deal, as all that follow.</summary>
    public static readonly Rows<Deal> Deal = new("r.id = $2");

    public static readonly Rows<DealDue> Due = OfDeal<DealDue>();
    public static readonly Rows<Answer> Answers = OfDeal<Answer>();
    public static readonly Rows<Stakeholder> Stakeholders = OfDeal<Stakeholder>();
    public static readonly Rows<Artifact> Artifacts = OfDeal<Artifact>();
    public static readonly Rows<GateOverride> Overrides = OfDeal<GateOverride>();
    public static readonly Rows<SaidText> SaidTexts = OfDeal<SaidText>();

    /// <summary>The newest after an event's number.</summary>
    public static readonly Rows<DealEvent> Events = new($"r.deal_id = $2 and r.seq > $3 order by r.seq desc limit {NewestEvents}") { Untracked = true };

    /// <summary>The texts of just those events.</summary>
    public static readonly Rows<DealEventText> EventTexts = new(
        $"r.deal_id = $2 and r.seq > $3 and r.seq > (select d.event_seq - {NewestEvents} from deal as d where d.workspace_id = $1 and d.id = $2)") { Untracked = true };

    private static Rows<T> OfDeal<T>() where T : class => new("r.deal_id = $2");
}
