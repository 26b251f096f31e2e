-- No surprise: what a manager is about to hear of a deal, and since when its owner knows.
CREATE TABLE escalation (
    workspace_id uuid NOT NULL,
    nudge_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    state text NOT NULL,
    at timestamp with time zone,
    preview_id uuid,
    previewed_at timestamp with time zone,
    words text,
    manager_id uuid,
    told_at timestamp with time zone,
    dispute text,
    why text,
    revision bigint NOT NULL,
    CONSTRAINT pk_escalation PRIMARY KEY (workspace_id, nudge_id),
    CONSTRAINT fk_escalation_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_escalation_workspace_id_deal_id ON escalation (workspace_id, deal_id);
CREATE INDEX ix_escalation_at ON escalation (at) WHERE at IS NOT NULL;
