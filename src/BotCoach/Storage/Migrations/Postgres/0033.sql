-- Leads: who would like to hear from us, to whom it was offered, by which rules; and on the deal that one became, when they wrote and when we answered.
CREATE TABLE lead (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    external_id text,
    received_at timestamp with time zone NOT NULL,
    came_at timestamp with time zone NOT NULL,
    source text NOT NULL,
    name text NOT NULL,
    title text,
    company text,
    email text,
    phone text,
    segment text,
    country text,
    region text,
    note text,
    state text NOT NULL,
    offered_to uuid,
    offered_at timestamp with time zone,
    due_at timestamp with time zone,
    reminded_at timestamp with time zone,
    at timestamp with time zone,
    offers integer NOT NULL,
    returns integer NOT NULL,
    deal_id uuid,
    ended_by uuid,
    ended_at timestamp with time zone,
    reason text,
    revision bigint NOT NULL,
    had_by text NOT NULL,
    CONSTRAINT pk_lead PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_lead_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_lead_person_workspace_id_offered_to FOREIGN KEY (workspace_id, offered_to) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_lead_at ON lead (at) WHERE at IS NOT NULL;
CREATE INDEX ix_lead_workspace_id_offered_to_state ON lead (workspace_id, offered_to, state);
CREATE UNIQUE INDEX ix_lead_workspace_id_external_id ON lead (workspace_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX ix_lead_workspace_id_deal_id ON lead (workspace_id, deal_id) WHERE deal_id IS NOT NULL;
CREATE TABLE lead_move (
    workspace_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    person_id uuid,
    words text,
    CONSTRAINT pk_lead_move PRIMARY KEY (workspace_id, lead_id, id),
    CONSTRAINT fk_lead_move_lead_workspace_id_lead_id FOREIGN KEY (workspace_id, lead_id) REFERENCES lead (workspace_id, id) ON DELETE RESTRICT
);
CREATE TABLE lead_rule (
    workspace_id uuid NOT NULL,
    ordinal integer NOT NULL,
    which text NOT NULL,
    person_id uuid,
    team text,
    CONSTRAINT pk_lead_rule PRIMARY KEY (workspace_id, ordinal),
    CONSTRAINT fk_lead_rule_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_lead_rule_workspace_id_person_id ON lead_rule (workspace_id, person_id);
CREATE TABLE lead_turn (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    taken bigint NOT NULL,
    CONSTRAINT pk_lead_turn PRIMARY KEY (workspace_id, person_id),
    CONSTRAINT fk_lead_turn_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
ALTER TABLE deal ADD COLUMN lead_received_at timestamp with time zone;
ALTER TABLE deal ADD COLUMN lead_answered_at timestamp with time zone;
ALTER TABLE deal ADD COLUMN lead_minutes integer;
