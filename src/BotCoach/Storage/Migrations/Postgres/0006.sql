-- What people want to hear of at a time or on a day, and what entering a stage puts on their list. When the next one comes is in person_due.
CREATE TABLE reminder (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    deal_id uuid,
    text text NOT NULL,
    due_on date NOT NULL,
    due_time time without time zone,
    every text,
    at timestamp with time zone,
    state text NOT NULL,
    origin text,
    message_id uuid,
    shown_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    revision bigint NOT NULL,
    CONSTRAINT pk_reminder PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_reminder_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_reminder_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_reminder_workspace_id_person_id_state ON reminder (workspace_id, person_id, state);
CREATE INDEX ix_reminder_workspace_id_deal_id ON reminder (workspace_id, deal_id);
CREATE INDEX ix_reminder_workspace_id_message_id ON reminder (workspace_id, message_id);
CREATE UNIQUE INDEX ix_reminder_workspace_id_origin ON reminder (workspace_id, origin) WHERE origin IS NOT NULL;
