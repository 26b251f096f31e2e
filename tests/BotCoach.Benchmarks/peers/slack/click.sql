-- The statements of one click (statements.json) by the database alone: what no client of it gets above.
\set n random(0, 9999)
\set rep :n / 50
\set once random(1, 9000000000000000)
begin;
select * from installation where channel = 'slack' and external_id = 'T01TEST' and removed_at is null \gset i_
select workspace_id, channel, dedupe_id, reply, seen_at from seen_inbound where workspace_id = :i_workspace_id and channel = 'slack' and dedupe_id = ('bench-' || :once::text) limit 1;
select workspace_id, channel, team, external_id, conversation, last_seen_at, off_because, person_id, standing from identity where workspace_id = :i_workspace_id and channel = 'slack' and team = 'T01TEST' and external_id = ('U' || :rep::text) \gset p_
select * from person where workspace_id = :i_workspace_id and id = (select person_id from identity where workspace_id = :i_workspace_id and channel = 'slack' and team = 'T01TEST' and external_id = ('U' || :rep::text)) limit 1;
select id, created_at, currency, epoch, name, sample, zone from workspace where id = :i_workspace_id limit 1;
select id, owner_id, event_seq, revision from deal where workspace_id = :i_workspace_id and id = ('0190c000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid limit 1 \gset d_
select workspace_id, deal_id, at, epoch, owner_id, revision from deal_due where workspace_id = :i_workspace_id and deal_id = :d_id limit 1;
select * from answer where workspace_id = :i_workspace_id and deal_id = :d_id;
select * from stakeholder where workspace_id = :i_workspace_id and deal_id = :d_id;
select * from artifact where workspace_id = :i_workspace_id and deal_id = :d_id;
select * from gate_override where workspace_id = :i_workspace_id and deal_id = :d_id;
select * from said_text where workspace_id = :i_workspace_id and deal_id = :d_id;
select * from deal_event where workspace_id = :i_workspace_id and deal_id = :d_id and seq > 0 order by seq desc limit 300;
select workspace_id, deal_id, seq, field, after, before from deal_event_text where workspace_id = :i_workspace_id and deal_id = :d_id and seq > 0 and seq > (select event_seq - 300 from deal where workspace_id = :i_workspace_id and id = :d_id);
select id, revision, attempts, channel, content, conversation, created_at, key, lane, not_before, person_id, place, reference, sent_at, sent_revision, state, team, tried_at, "user", was_uncertain, why from outgoing_message where workspace_id = :i_workspace_id and person_id = :p_person_id and channel = 'slack' and reference = ('1700000000.' || lpad(:n::text, 6, '0')) limit 1 \gset m_
update deal set event_seq = :d_event_seq + 1, revision = :d_revision + 1, heard_at = now() where workspace_id = :i_workspace_id and id = :d_id and revision = :d_revision;
update deal_due set at = now(), revision = :d_revision + 1 where workspace_id = :i_workspace_id and deal_id = :d_id;
insert into deal_event (workspace_id, deal_id, seq, actor_by, actor_channel, actor_id, actor_role, after, happened_at, kind, recorded_at) values (:i_workspace_id, :d_id, :d_event_seq + 1, 'Click', 'slack', :p_person_id, 'Rep', '{"heard":"2026-11-22T12:00:00Z"}', now(), 'Heard', now()) on conflict do nothing;
update outgoing_message set content = repeat('x', 4500), not_before = now(), revision = :m_revision + 1, state = 'Waiting' where workspace_id = :i_workspace_id and id = :m_id and revision = :m_revision;
insert into seen_inbound (workspace_id, channel, dedupe_id, reply, seen_at) values (:i_workspace_id, 'slack', ('bench-' || :once::text), '{"is":"nothing"}', now());
commit;
