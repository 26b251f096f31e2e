namespace BotCoach.Tests.Metrics;

/// <summary>The figures once more, by PostgreSQL alone, from the rows as they lie: it shares no line with the product.</summary>
public static class SecondReckoning
{
    /// <summary>Of a company's deals in one process: one row, as JSON.</summary>
    public const string Deals =
        """
        with d as (select *, (closed_at at time zone 'Europe/Berlin')::date - (created_at at time zone 'Europe/Berlin')::date as days from deal where workspace_id = {0})
        select json_build_object(
            'created', count(*), 'open', count(*) filter (where status = 'Open'), 'won', count(*) filter (where status = 'Won'), 'lost', count(*) filter (where status = 'Lost'),
            'disqualified', count(*) filter (where status = 'Disqualified'),
            'to_win', percentile_cont(0.5) within group (order by days) filter (where status = 'Won'),
            'to_loss', percentile_cont(0.5) within group (order by days) filter (where status = 'Lost'),
            'to_close', percentile_cont(0.5) within group (order by days) filter (where status in ('Won', 'Lost')),
            'without', count(*) filter (where status = 'Open' and next_step_on is null), 'confirmed', count(*) filter (where status = 'Open' and next_step_on is not null and next_step_confirmed),
            'slipped', count(*) filter (where status = 'Open' and close_on is not null and close_slips > 0), 'dated', count(*) filter (where status = 'Open' and close_on is not null),
            'champion', percentile_cont(0.5) within group (order by champion_strength) filter (where status = 'Open'),
            'threaded', count(*) filter (where status = 'Open' and (select count(distinct lower(s.name)) from stakeholder s where s.workspace_id = d.workspace_id and s.deal_id = d.id) >= 2))::text as "Value"
        from d
        """;

    /// <summary>A row a currency: won deals with an amount, their sum, the middle one.</summary>
    public const string Amounts =
        """
        select currency || ' ' || count(amount) || ' ' || trim_scale(sum(amount)) || ' ' || trim_scale((percentile_disc(0.5) within group (order by amount) + percentile_disc(0.5) within group (order by amount desc)) / 2) as "Value"
        from deal where workspace_id = {0} and status = 'Won' and amount is not null group by currency order by currency
        """;

    /// <summary>A row a stage: on, back, out, the middle stay in whole hours, and won and finished of those that were there.</summary>
    public const string Stages =
        """
        select e.from_stage || ' ' || count(*) filter (where e.kind in ('Advanced', 'Overridden', 'Won')) || ' ' || count(*) filter (where e.kind = 'MovedBack') || ' '
            || count(*) filter (where e.kind in ('Lost', 'Disqualified')) || ' ' || percentile_cont(0.5) within group (order by e.dwell_seconds / 3600) || ' '
            || count(distinct e.deal_id) filter (where d.status = 'Won') || '/' || count(distinct e.deal_id) filter (where d.status <> 'Open') as "Value"
        from deal_event e join deal d on d.workspace_id = e.workspace_id and d.id = e.deal_id
        where e.workspace_id = {0} and e.kind in ('Advanced', 'Overridden', 'Won', 'MovedBack', 'Lost', 'Disqualified') and e.from_stage is not null
        group by e.from_stage order by e.from_stage collate "C"
        """;
}
