-- What waits for a manager: a yes, an answered dispute, a gate to let pass, an override, an escalation.
CREATE TABLE waiting_item (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    deal_id uuid NOT NULL,
    about text NOT NULL,
    words text NOT NULL,
    since timestamp with time zone NOT NULL,
    noted_at timestamp with time zone,
    CONSTRAINT pk_waiting_item PRIMARY KEY (workspace_id, person_id, key),
    CONSTRAINT fk_waiting_item_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_waiting_item_workspace_id_deal_id ON waiting_item (workspace_id, deal_id);
