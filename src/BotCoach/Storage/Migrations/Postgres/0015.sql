-- A version's life: drafts, pilots of some teams, who published it, where the deals of stages go that it has no more; and how far the deals have followed.
ALTER TABLE process_version ADD COLUMN based_on integer;
ALTER TABLE process_version ADD COLUMN stage_map text NOT NULL DEFAULT '{}';
ALTER TABLE process_version ADD COLUMN teams text NOT NULL DEFAULT '';
ALTER TABLE process_version ADD COLUMN edited_by uuid;
ALTER TABLE process_version ADD COLUMN edited_at timestamp with time zone;
ALTER TABLE process_version ADD COLUMN published_by uuid;
ALTER TABLE process_version ADD COLUMN retired_at timestamp with time zone;
ALTER TABLE process_version ADD COLUMN revision bigint NOT NULL DEFAULT 1;
-- Two that begin a draft at once clash.
CREATE UNIQUE INDEX ix_process_version_workspace_id_process_id ON process_version (workspace_id, process_id) WHERE state = 'Draft';
CREATE TABLE version_move (
    workspace_id uuid NOT NULL,
    process_id uuid NOT NULL,
    after_deal uuid,
    moved integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_version_move PRIMARY KEY (workspace_id, process_id),
    CONSTRAINT fk_version_move_process_workspace_id_process_id FOREIGN KEY (workspace_id, process_id) REFERENCES process (workspace_id, id) ON DELETE RESTRICT
);
