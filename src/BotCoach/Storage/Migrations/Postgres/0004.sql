-- What the signals read of a deal's past stands on the deal, so that judging it reads no history.
ALTER TABLE deal ADD COLUMN close_slipped_at timestamp with time zone;
ALTER TABLE deal ADD COLUMN went_back_from text;
UPDATE deal SET close_slipped_at = (
    SELECT max(e.happened_at) FROM deal_event e
    WHERE e.workspace_id = deal.workspace_id AND e.deal_id = deal.id AND e.before LIKE '%"close-on"%' AND e.after LIKE '%"close-on"%')
WHERE close_slips > 0;
UPDATE deal SET went_back_from = (
    SELECT e.from_stage FROM deal_event e
    WHERE e.workspace_id = deal.workspace_id AND e.deal_id = deal.id AND e.kind = 'MovedBack' AND e.to_stage = deal.stage_id AND e.happened_at = deal.stage_entered_at
    ORDER BY e.seq DESC LIMIT 1);
-- Deals are judged again under the signals that are new.
UPDATE workspace SET epoch = epoch + 1;
