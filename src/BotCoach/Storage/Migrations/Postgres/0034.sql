-- A company's CRM, and how far reading it is.
CREATE TABLE crm_link (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    secret text NOT NULL,
    state text NOT NULL,
    why text,
    told_to uuid NOT NULL,
    shape text,
    shape_at timestamp with time zone,
    stages text NOT NULL,
    cursor text,
    mark timestamp with time zone,
    pass_mark timestamp with time zone,
    created integer NOT NULL,
    changed integer NOT NULL,
    same integer NOT NULL,
    refused integer NOT NULL,
    next_at timestamp with time zone,
    poll_at timestamp with time zone,
    gone_at timestamp with time zone,
    gone_cursor text,
    taken_until timestamp with time zone,
    misses integer NOT NULL,
    paced_at timestamp with time zone,
    paced integer NOT NULL,
    requests bigint NOT NULL,
    writes_back boolean NOT NULL,
    heard_up_to timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    live_at timestamp with time zone,
    read_at timestamp with time zone,
    revision bigint NOT NULL,
    CONSTRAINT pk_crm_link PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_crm_link_person_workspace_id_told_to FOREIGN KEY (workspace_id, told_to) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_crm_link_workspace_id_kind ON crm_link (workspace_id, kind);
CREATE INDEX ix_crm_link_workspace_id_told_to ON crm_link (workspace_id, told_to);
CREATE INDEX ix_crm_link_next_at ON crm_link (next_at) WHERE next_at IS NOT NULL;

-- Which deal of theirs is which of ours.
CREATE TABLE crm_deal (
    workspace_id uuid NOT NULL,
    link_id uuid NOT NULL,
    their_id text NOT NULL,
    deal_id uuid NOT NULL,
    modified_at timestamp with time zone NOT NULL,
    is_gone boolean NOT NULL,
    CONSTRAINT pk_crm_deal PRIMARY KEY (workspace_id, link_id, their_id),
    CONSTRAINT fk_crm_deal_crm_link_workspace_id_link_id FOREIGN KEY (workspace_id, link_id) REFERENCES crm_link (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_crm_deal_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_crm_deal_workspace_id_deal_id ON crm_deal (workspace_id, deal_id);

-- Deals of theirs that could not be taken, to be asked for again.
CREATE TABLE crm_error (
    workspace_id uuid NOT NULL,
    link_id uuid NOT NULL,
    their_id text NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    next_at timestamp with time zone,
    CONSTRAINT pk_crm_error PRIMARY KEY (workspace_id, link_id, their_id),
    CONSTRAINT fk_crm_error_crm_link_workspace_id_link_id FOREIGN KEY (workspace_id, link_id) REFERENCES crm_link (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_crm_error_workspace_id_link_id_next_at ON crm_error (workspace_id, link_id, next_at);

-- Fields that were changed here and there: both values stand until somebody has chosen.
CREATE TABLE crm_conflict (
    workspace_id uuid NOT NULL,
    link_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    field text NOT NULL,
    ours text,
    theirs text,
    their_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT pk_crm_conflict PRIMARY KEY (workspace_id, deal_id, link_id, field),
    CONSTRAINT fk_crm_conflict_crm_link_workspace_id_link_id FOREIGN KEY (workspace_id, link_id) REFERENCES crm_link (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_crm_conflict_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_crm_conflict_workspace_id_link_id ON crm_conflict (workspace_id, link_id);

-- What people approved, on its way back.
CREATE TABLE crm_write_back (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    link_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    what text NOT NULL,
    text text NOT NULL,
    "on" date,
    approved_by uuid,
    approved_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    tries integer NOT NULL,
    may_have_arrived boolean NOT NULL,
    done_at timestamp with time zone,
    why text,
    made text,
    revision bigint NOT NULL,
    CONSTRAINT pk_crm_write_back PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_crm_write_back_crm_link_workspace_id_link_id FOREIGN KEY (workspace_id, link_id) REFERENCES crm_link (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_crm_write_back_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_crm_write_back_workspace_id_link_id_next_at ON crm_write_back (workspace_id, link_id, next_at);
CREATE INDEX ix_crm_write_back_workspace_id_deal_id ON crm_write_back (workspace_id, deal_id);
