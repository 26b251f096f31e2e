-- Deal reviews: promises, what is to be talked about, what was said, and what a rep works on.
CREATE TABLE commitment (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    words text NOT NULL,
    due_on date NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    review_id uuid,
    reminder_id uuid,
    settled text,
    settled_at timestamp with time zone,
    settled_by uuid,
    revision bigint NOT NULL,
    CONSTRAINT pk_commitment PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_commitment_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_commitment_person_workspace_id_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_commitment_workspace_id_owner_id_due_on ON commitment (workspace_id, owner_id, due_on);
CREATE INDEX ix_commitment_workspace_id_deal_id ON commitment (workspace_id, deal_id);
CREATE INDEX ix_commitment_workspace_id_made_by ON commitment (workspace_id, made_by);
CREATE INDEX ix_commitment_workspace_id_review_id ON commitment (workspace_id, review_id);
CREATE TABLE agenda_pick (
    workspace_id uuid NOT NULL,
    manager_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    why text NOT NULL,
    question text NOT NULL,
    picked_at timestamp with time zone NOT NULL,
    place integer NOT NULL,
    digest_id uuid,
    CONSTRAINT pk_agenda_pick PRIMARY KEY (workspace_id, manager_id, deal_id),
    CONSTRAINT fk_agenda_pick_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_agenda_pick_person_workspace_id_manager_id FOREIGN KEY (workspace_id, manager_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_agenda_pick_workspace_id_deal_id ON agenda_pick (workspace_id, deal_id);
CREATE TABLE review (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    manager_id uuid NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    step integer NOT NULL,
    left_over integer NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT pk_review PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_review_person_workspace_id_manager_id FOREIGN KEY (workspace_id, manager_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_review_workspace_id_manager_id_started_at ON review (workspace_id, manager_id, started_at);
CREATE TABLE review_deal (
    workspace_id uuid NOT NULL,
    review_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    place integer NOT NULL,
    why text NOT NULL,
    question text NOT NULL,
    stood text,
    talked_at timestamp with time zone,
    moved text,
    evidence text,
    confirmed text,
    passed_on text,
    friction text,
    CONSTRAINT pk_review_deal PRIMARY KEY (workspace_id, review_id, deal_id),
    CONSTRAINT fk_review_deal_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_review_deal_review_workspace_id_review_id FOREIGN KEY (workspace_id, review_id) REFERENCES review (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_review_deal_workspace_id_deal_id ON review_deal (workspace_id, deal_id);
CREATE TABLE coaching_focus (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    rep_id uuid NOT NULL,
    manager_id uuid NOT NULL,
    skill text NOT NULL,
    habit text NOT NULL,
    notes text,
    follow_up_on date,
    reminder_id uuid,
    set_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    revision bigint NOT NULL,
    CONSTRAINT pk_coaching_focus PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_coaching_focus_person_workspace_id_manager_id FOREIGN KEY (workspace_id, manager_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_coaching_focus_person_workspace_id_rep_id FOREIGN KEY (workspace_id, rep_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_coaching_focus_workspace_id_rep_id_set_at ON coaching_focus (workspace_id, rep_id, set_at);
CREATE INDEX ix_coaching_focus_workspace_id_manager_id ON coaching_focus (workspace_id, manager_id);
