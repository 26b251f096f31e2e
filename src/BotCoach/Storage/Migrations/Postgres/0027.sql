-- The moves of each deal with all that the figures ask of them: read deal by deal, without the table, in which they lie in the order in which they happened.
CREATE INDEX ix_deal_event_moves ON deal_event (workspace_id, deal_id, seq) INCLUDE (kind, happened_at, from_stage, to_stage, dwell_seconds) WHERE from_stage IS NOT NULL OR to_stage IS NOT NULL;
