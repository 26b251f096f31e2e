-- One review of a manager goes on at a time: of several that two presses have begun, the newest does. And a promise's reminder says what it is of.
UPDATE review AS r SET ended_at = r.at, revision = r.revision + 1 WHERE r.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM review AS n WHERE n.workspace_id = r.workspace_id AND n.manager_id = r.manager_id AND n.ended_at IS NULL AND (n.started_at, n.id) > (r.started_at, r.id));
CREATE UNIQUE INDEX ix_review_workspace_id_manager_id ON review (workspace_id, manager_id) WHERE ended_at IS NULL;
UPDATE reminder AS r SET origin = 'promise:' || c.id FROM commitment AS c WHERE c.workspace_id = r.workspace_id AND c.reminder_id = r.id AND r.origin IS NULL;
