-- A rule earns its place stage by stage: what people made of it, what they muted, what it has to earn, and what nobody was shown by lot.
ALTER TABLE nudge ADD COLUMN stage_id text NOT NULL DEFAULT '';
ALTER TABLE nudge ADD COLUMN cleared_after_days double precision;
CREATE TABLE rule_record (
    workspace_id uuid NOT NULL,
    rule text NOT NULL,
    stage_id text NOT NULL,
    useful integer NOT NULL,
    not_useful integer NOT NULL,
    demoted_at timestamp with time zone,
    CONSTRAINT pk_rule_record PRIMARY KEY (workspace_id, rule, stage_id)
);
CREATE TABLE rule_mute (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    rule text NOT NULL,
    muted_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_rule_mute PRIMARY KEY (workspace_id, person_id, rule),
    CONSTRAINT fk_rule_mute_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE TABLE rule_terms (
    workspace_id uuid NOT NULL,
    target_percent integer NOT NULL,
    hold_out_percent integer NOT NULL,
    hold_out_since timestamp with time zone,
    CONSTRAINT pk_rule_terms PRIMARY KEY (workspace_id)
);
