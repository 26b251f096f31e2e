-- The first schema. Until the first release this file is made anew from the model after every change of it:
--   dotnet run --project tests/BotCoach.CrashHost -- write-first-migration
-- After the first release it never changes again; what changes is a new file beside it, written by hand.

CREATE TABLE account (
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    custom text NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (workspace_id, name)
);

CREATE TABLE brief_day (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    day date NOT NULL,
    shown text NOT NULL,
    message_id uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_brief_day PRIMARY KEY (workspace_id, person_id, day)
);

CREATE TABLE channel_note (
    channel text NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    keep_until timestamp with time zone,
    CONSTRAINT pk_channel_note PRIMARY KEY (channel, key)
);

CREATE TABLE deal_event_text (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    seq integer NOT NULL,
    field text NOT NULL,
    before text,
    after text,
    CONSTRAINT pk_deal_event_text PRIMARY KEY (workspace_id, deal_id, seq, field)
);

CREATE TABLE host_setting (
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT pk_host_setting PRIMARY KEY (key)
);

CREATE TABLE import_file (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    ordinal integer NOT NULL,
    name text NOT NULL,
    length bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT pk_import_file PRIMARY KEY (workspace_id, import_id, ordinal)
);

CREATE TABLE import_memory (
    workspace_id uuid NOT NULL,
    kind text NOT NULL,
    theirs text NOT NULL,
    ours text NOT NULL,
    CONSTRAINT pk_import_memory PRIMARY KEY (workspace_id, kind, theirs)
);

CREATE TABLE import_row (
    workspace_id uuid NOT NULL,
    import_id uuid NOT NULL,
    line integer NOT NULL,
    cells text NOT NULL,
    "column" text,
    value text,
    why text NOT NULL,
    CONSTRAINT pk_import_row PRIMARY KEY (workspace_id, import_id, line)
);

CREATE TABLE import_run (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL,
    person_id uuid,
    file_names text NOT NULL,
    mapping text NOT NULL,
    verdicts bytea,
    rows integer NOT NULL,
    created integer NOT NULL,
    changed integer NOT NULL,
    unchanged integer NOT NULL,
    refused integer NOT NULL,
    applied_row integer NOT NULL,
    applied integer NOT NULL,
    held_by uuid,
    held_until timestamp with time zone,
    why text,
    revision bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_import_run PRIMARY KEY (workspace_id, id)
);

CREATE TABLE installation (
    channel text NOT NULL,
    external_id text NOT NULL,
    workspace_id uuid NOT NULL,
    name text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT pk_installation PRIMARY KEY (channel, external_id)
);

CREATE TABLE join_code (
    workspace_id uuid NOT NULL,
    hash text NOT NULL,
    made_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT pk_join_code PRIMARY KEY (workspace_id, hash)
);

CREATE TABLE pace_slot (
    channel text NOT NULL,
    team text NOT NULL,
    scope text NOT NULL,
    next_at timestamp with time zone NOT NULL,
    queued_until timestamp with time zone,
    CONSTRAINT pk_pace_slot PRIMARY KEY (channel, team, scope)
);

CREATE TABLE ring_key (
    name text NOT NULL,
    xml text NOT NULL,
    CONSTRAINT pk_ring_key PRIMARY KEY (name)
);

CREATE TABLE seen_inbound (
    workspace_id uuid NOT NULL,
    channel text NOT NULL,
    dedupe_id text NOT NULL,
    reply text NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_seen_inbound PRIMARY KEY (workspace_id, channel, dedupe_id)
);

CREATE TABLE stage_median (
    workspace_id uuid NOT NULL,
    process_id uuid NOT NULL,
    stage_id text NOT NULL,
    taken_on date NOT NULL,
    days double precision NOT NULL,
    examples integer NOT NULL,
    CONSTRAINT pk_stage_median PRIMARY KEY (workspace_id, process_id, stage_id, taken_on)
);

CREATE TABLE workspace (
    id uuid NOT NULL,
    name text NOT NULL,
    zone text NOT NULL,
    currency text NOT NULL,
    epoch bigint NOT NULL,
    sample boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_workspace PRIMARY KEY (id)
);

CREATE TABLE person (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    email text,
    role text NOT NULL,
    sales_team text,
    manager_id uuid,
    merged_into uuid,
    seen_on text,
    zone text,
    zone_is_chosen boolean NOT NULL,
    locale text NOT NULL,
    work_start time without time zone NOT NULL,
    work_end time without time zone NOT NULL,
    work_days integer NOT NULL,
    started_on date,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_person_person_workspace_id_manager_id FOREIGN KEY (workspace_id, manager_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_person_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);

CREATE TABLE process (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    ordinal integer NOT NULL,
    is_default boolean NOT NULL,
    segment text,
    lead_source text,
    deal_type text,
    CONSTRAINT pk_process PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_process_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);

CREATE TABLE audit_entry (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    what text NOT NULL,
    about uuid NOT NULL,
    CONSTRAINT pk_audit_entry PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_audit_entry_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE home_tab (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    team text NOT NULL,
    "user" text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_home_tab PRIMARY KEY (workspace_id, person_id),
    CONSTRAINT fk_home_tab_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE identity (
    workspace_id uuid NOT NULL,
    channel text NOT NULL,
    team text NOT NULL,
    external_id text NOT NULL,
    person_id uuid NOT NULL,
    conversation text NOT NULL,
    off_because text,
    standing text NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_identity PRIMARY KEY (workspace_id, channel, team, external_id),
    CONSTRAINT fk_identity_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE link_request (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    newcomer_id uuid NOT NULL,
    known_id uuid NOT NULL,
    newcomer_agreed boolean NOT NULL,
    known_agreed boolean NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT pk_link_request PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_link_request_person_workspace_id_known_id FOREIGN KEY (workspace_id, known_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_link_request_person_workspace_id_newcomer_id FOREIGN KEY (workspace_id, newcomer_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE outgoing_message (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    key text NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    team text NOT NULL,
    "user" text NOT NULL,
    conversation text NOT NULL,
    content text NOT NULL,
    revision bigint NOT NULL,
    sent_revision bigint NOT NULL,
    reference text,
    lane text NOT NULL,
    place text NOT NULL,
    state text NOT NULL,
    not_before timestamp with time zone,
    attempts integer NOT NULL,
    was_uncertain boolean NOT NULL,
    why text,
    created_at timestamp with time zone NOT NULL,
    tried_at timestamp with time zone,
    sent_at timestamp with time zone,
    CONSTRAINT pk_outgoing_message PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_outgoing_message_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE person_due (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_person_due PRIMARY KEY (workspace_id, person_id, kind),
    CONSTRAINT fk_person_due_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE process_version (
    workspace_id uuid NOT NULL,
    process_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    document text NOT NULL,
    published_at timestamp with time zone,
    CONSTRAINT pk_process_version PRIMARY KEY (workspace_id, process_id, number),
    CONSTRAINT fk_process_version_process_workspace_id_process_id FOREIGN KEY (workspace_id, process_id) REFERENCES process (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE deal (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    external_id text,
    source text NOT NULL,
    name text NOT NULL,
    account text,
    owner_id uuid NOT NULL,
    sales_team text,
    segment text,
    lead_source text,
    deal_type text,
    amount numeric,
    currency text NOT NULL,
    close_on date,
    close_slips integer NOT NULL,
    process_id uuid NOT NULL,
    process_version integer NOT NULL,
    stage_id text NOT NULL,
    stage_entered_at timestamp with time zone NOT NULL,
    stage_entered_assumed boolean NOT NULL,
    stage_median_days double precision,
    imported_without_evidence boolean NOT NULL,
    next_step text,
    next_step_on date,
    next_step_owner_id uuid,
    next_step_side text,
    next_step_confirmed boolean NOT NULL,
    heard_at timestamp with time zone,
    touched_at timestamp with time zone,
    champion_strength integer,
    status text NOT NULL,
    outcome_reason text,
    closed_at timestamp with time zone,
    triage text NOT NULL,
    parked_until date,
    facts text NOT NULL,
    custom text NOT NULL,
    revision bigint NOT NULL,
    event_seq integer NOT NULL,
    search text NOT NULL,
    twin text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_deal PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_deal_person_workspace_id_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_deal_process_version_workspace_id_process_id_process_version FOREIGN KEY (workspace_id, process_id, process_version) REFERENCES process_version (workspace_id, process_id, number) ON DELETE RESTRICT
);

CREATE TABLE answer (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    criterion_id text NOT NULL,
    state text NOT NULL,
    kind text,
    text text,
    unknown_since date,
    given_by uuid,
    given_at timestamp with time zone NOT NULL,
    channel text NOT NULL,
    version integer NOT NULL,
    reason text,
    waived_until timestamp with time zone,
    decided_by uuid,
    decided_at timestamp with time zone,
    decided_channel text,
    CONSTRAINT pk_answer PRIMARY KEY (workspace_id, deal_id, criterion_id),
    CONSTRAINT fk_answer_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE artifact (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    spec_id text NOT NULL,
    link text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_artifact PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_artifact_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE deal_due (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    at timestamp with time zone,
    revision bigint NOT NULL,
    epoch bigint NOT NULL,
    CONSTRAINT pk_deal_due PRIMARY KEY (workspace_id, deal_id),
    CONSTRAINT fk_deal_due_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE deal_event (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    seq integer NOT NULL,
    kind text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    actor_id uuid,
    actor_role text NOT NULL,
    actor_channel text NOT NULL,
    actor_by text NOT NULL,
    from_stage text,
    to_stage text,
    dwell_seconds bigint,
    before text,
    after text,
    CONSTRAINT pk_deal_event PRIMARY KEY (workspace_id, deal_id, seq),
    CONSTRAINT fk_deal_event_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE file_said (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    values text NOT NULL,
    CONSTRAINT pk_file_said PRIMARY KEY (workspace_id, deal_id),
    CONSTRAINT fk_file_said_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE gate_override (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    from_stage text NOT NULL,
    to_stage text NOT NULL,
    reason text NOT NULL,
    missing text NOT NULL,
    by_person_id uuid NOT NULL,
    by_role text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_gate_override PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_gate_override_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE nudge (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    rule text NOT NULL,
    occurrence text NOT NULL,
    person_id uuid NOT NULL,
    id uuid NOT NULL,
    severity integer NOT NULL,
    since timestamp with time zone NOT NULL,
    threshold_days double precision NOT NULL,
    holds boolean NOT NULL,
    snoozed_until timestamp with time zone,
    first_shown_at timestamp with time zone,
    "end" text,
    ended_at timestamp with time zone,
    verdict text,
    verdict_reason text,
    found_at timestamp with time zone NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT pk_nudge PRIMARY KEY (workspace_id, deal_id, rule, occurrence, person_id),
    CONSTRAINT fk_nudge_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE said_text (
    workspace_id uuid NOT NULL,
    key text NOT NULL,
    deal_id uuid NOT NULL,
    field text NOT NULL,
    CONSTRAINT pk_said_text PRIMARY KEY (workspace_id, key, deal_id, field),
    CONSTRAINT fk_said_text_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE stakeholder (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    name text NOT NULL,
    title text,
    department text,
    role text NOT NULL,
    engaged_at timestamp with time zone,
    CONSTRAINT pk_stakeholder PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_stakeholder_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);

CREATE TABLE walk_place (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    criterion_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_walk_place PRIMARY KEY (workspace_id, person_id, deal_id),
    CONSTRAINT fk_walk_place_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_walk_place_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_artifact_workspace_id_deal_id ON artifact (workspace_id, deal_id);
CREATE INDEX ix_audit_entry_workspace_id_person_id ON audit_entry (workspace_id, person_id);
CREATE INDEX ix_channel_note_keep_until ON channel_note (keep_until);
CREATE INDEX ix_deal_workspace_id_owner_id_status ON deal (workspace_id, owner_id, status);
CREATE INDEX ix_deal_workspace_id_process_id_process_version ON deal (workspace_id, process_id, process_version);
CREATE UNIQUE INDEX ix_deal_workspace_id_source_external_id ON deal (workspace_id, source, external_id);
CREATE INDEX ix_deal_workspace_id_twin ON deal (workspace_id, twin);
CREATE INDEX ix_deal_due_at ON deal_due (at);
CREATE INDEX ix_deal_due_workspace_id_epoch ON deal_due (workspace_id, epoch);
CREATE INDEX ix_deal_due_workspace_id_owner_id_at ON deal_due (workspace_id, owner_id, at);
CREATE INDEX ix_gate_override_workspace_id_deal_id ON gate_override (workspace_id, deal_id);
CREATE INDEX ix_identity_workspace_id_person_id ON identity (workspace_id, person_id);
CREATE INDEX ix_import_run_state ON import_run (state);
CREATE INDEX ix_installation_workspace_id ON installation (workspace_id);
CREATE INDEX ix_join_code_hash ON join_code (hash);
CREATE INDEX ix_link_request_workspace_id_known_id ON link_request (workspace_id, known_id);
CREATE INDEX ix_link_request_workspace_id_newcomer_id ON link_request (workspace_id, newcomer_id);
CREATE UNIQUE INDEX ix_nudge_workspace_id_id ON nudge (workspace_id, id);
CREATE INDEX ix_nudge_workspace_id_person_id_holds ON nudge (workspace_id, person_id, holds);
CREATE INDEX ix_outgoing_message_not_before ON outgoing_message (not_before);
CREATE INDEX ix_outgoing_message_workspace_id_channel_reference ON outgoing_message (workspace_id, channel, reference);
CREATE UNIQUE INDEX ix_outgoing_message_workspace_id_key ON outgoing_message (workspace_id, key);
CREATE INDEX ix_outgoing_message_workspace_id_person_id_id ON outgoing_message (workspace_id, person_id, id);
CREATE INDEX ix_person_workspace_id_manager_id ON person (workspace_id, manager_id);
CREATE INDEX ix_person_workspace_id_name ON person (workspace_id, name);
CREATE INDEX ix_person_due_kind_at ON person_due (kind, at);
CREATE INDEX ix_said_text_workspace_id_deal_id ON said_text (workspace_id, deal_id);
CREATE INDEX ix_seen_inbound_seen_at ON seen_inbound (seen_at);
CREATE INDEX ix_stakeholder_workspace_id_deal_id ON stakeholder (workspace_id, deal_id);
CREATE INDEX ix_walk_place_workspace_id_deal_id ON walk_place (workspace_id, deal_id);
