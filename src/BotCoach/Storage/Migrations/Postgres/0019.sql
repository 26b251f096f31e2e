-- Calls, what was said in them and what came of it; the keys by which recorders sign; where an answer was said.
ALTER TABLE workspace ADD COLUMN transcript_days integer NOT NULL DEFAULT 90;
ALTER TABLE workspace ADD COLUMN held_back_words text NOT NULL DEFAULT 'confidential';
ALTER TABLE api_key ADD COLUMN signing text;
ALTER TABLE answer ADD COLUMN call_id uuid;
CREATE TABLE call (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    deal_id uuid,
    title text NOT NULL,
    external_id text,
    held_on date NOT NULL,
    held_at timestamp with time zone,
    attendees text NOT NULL,
    our_speakers text,
    state text NOT NULL,
    draft integer NOT NULL,
    drafted_at timestamp with time zone,
    buyer_spoke boolean NOT NULL,
    why text,
    writer text,
    notes text NOT NULL,
    dropped integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    taken_until timestamp with time zone,
    tries integer NOT NULL,
    expires_at timestamp with time zone,
    shown_where integer,
    first_shown integer NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT pk_call PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_call_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_call_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_call_workspace_id_person_id ON call (workspace_id, person_id);
CREATE INDEX ix_call_workspace_id_deal_id ON call (workspace_id, deal_id);
CREATE UNIQUE INDEX ix_call_workspace_id_external_id ON call (workspace_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX ix_call_state_made_at ON call (state, made_at) WHERE state = 'Waiting';
CREATE INDEX ix_call_expires_at ON call (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE call_transcript (
    workspace_id uuid NOT NULL,
    call_id uuid NOT NULL,
    name text NOT NULL,
    length bigint NOT NULL,
    content bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_call_transcript PRIMARY KEY (workspace_id, call_id),
    CONSTRAINT fk_call_transcript_call_workspace_id_call_id FOREIGN KEY (workspace_id, call_id) REFERENCES call (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_call_transcript_made_at ON call_transcript (made_at);
CREATE TABLE call_line (
    workspace_id uuid NOT NULL,
    call_id uuid NOT NULL,
    no integer NOT NULL,
    kind text NOT NULL,
    text text NOT NULL,
    detail text NOT NULL,
    cues text NOT NULL,
    quote text NOT NULL,
    state text NOT NULL,
    is_reworded boolean NOT NULL,
    decided_at timestamp with time zone,
    effect text,
    CONSTRAINT pk_call_line PRIMARY KEY (workspace_id, call_id, no),
    CONSTRAINT fk_call_line_call_workspace_id_call_id FOREIGN KEY (workspace_id, call_id) REFERENCES call (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_call_line_workspace_id_kind_state ON call_line (workspace_id, kind, state);
CREATE TABLE model_call (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    call_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    model text NOT NULL,
    host text NOT NULL,
    characters_sent integer NOT NULL,
    tokens_in bigint NOT NULL,
    tokens_out bigint NOT NULL,
    was_disguised boolean NOT NULL,
    outcome text NOT NULL,
    CONSTRAINT pk_model_call PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_model_call_call_workspace_id_call_id FOREIGN KEY (workspace_id, call_id) REFERENCES call (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_model_call_workspace_id_call_id ON model_call (workspace_id, call_id);
