-- Deals on their way to another owner: what must be passed on, who is to answer by when, and how good it was.
ALTER TABLE deal ADD COLUMN handoff_due_at timestamp with time zone;
CREATE TABLE handoff (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    route text NOT NULL,
    must text NOT NULL,
    within_hours integer NOT NULL,
    note text,
    state text NOT NULL,
    returns integer NOT NULL,
    missing text NOT NULL,
    return_words text,
    begun_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    due_at timestamp with time zone,
    at timestamp with time zone,
    reminded_at timestamp with time zone,
    words text,
    manager_id uuid,
    told_at timestamp with time zone,
    ended_at timestamp with time zone,
    why text,
    quality text,
    in_time boolean,
    revision bigint NOT NULL,
    CONSTRAINT pk_handoff PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_handoff_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_handoff_person_workspace_id_from_id FOREIGN KEY (workspace_id, from_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_handoff_person_workspace_id_to_id FOREIGN KEY (workspace_id, to_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_handoff_workspace_id_deal_id ON handoff (workspace_id, deal_id);
CREATE UNIQUE INDEX ix_handoff_under_way ON handoff (workspace_id, deal_id) WHERE state IN ('Gathering', 'Sent', 'Returned');
CREATE INDEX ix_handoff_workspace_id_from_id ON handoff (workspace_id, from_id);
CREATE INDEX ix_handoff_workspace_id_to_id ON handoff (workspace_id, to_id);
CREATE INDEX ix_handoff_at ON handoff (at) WHERE at IS NOT NULL;
