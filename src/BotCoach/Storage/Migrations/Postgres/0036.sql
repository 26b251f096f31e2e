-- People's own calendars, and the meetings in them that are about a deal.
CREATE TABLE calendar_feed (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    secret text NOT NULL,
    at timestamp with time zone NOT NULL,
    tag text,
    read_at timestamp with time zone,
    whole_at timestamp with time zone,
    found integer NOT NULL,
    matched integer NOT NULL,
    unread integer NOT NULL,
    failing_since timestamp with time zone,
    why text,
    told_at timestamp with time zone,
    revision bigint NOT NULL,
    CONSTRAINT pk_calendar_feed PRIMARY KEY (workspace_id, person_id),
    CONSTRAINT fk_calendar_feed_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_calendar_feed_at ON calendar_feed (at);
CREATE TABLE meeting (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    key text NOT NULL,
    title text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    said text NOT NULL,
    step_text text,
    step_on date,
    prep_at timestamp with time zone,
    prepared_for timestamp with time zone,
    revision bigint NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_meeting_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_meeting_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_meeting_workspace_id_person_id_key ON meeting (workspace_id, person_id, key);
CREATE INDEX ix_meeting_workspace_id_deal_id ON meeting (workspace_id, deal_id);
CREATE INDEX ix_meeting_prep_at ON meeting (prep_at) WHERE prep_at IS NOT NULL;
