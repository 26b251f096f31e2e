-- The company's rules for approvals, a version a row.
CREATE TABLE approval_policy (
    workspace_id uuid NOT NULL,
    number integer NOT NULL,
    document text NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_approval_policy PRIMARY KEY (workspace_id, number),
    CONSTRAINT fk_approval_policy_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);

-- What is asked for beyond what is approved in advance.
CREATE TABLE approval_request (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    deal_id uuid NOT NULL,
    kind text NOT NULL,
    discount numeric,
    payment_days integer,
    term_months integer,
    words text,
    gets text NOT NULL,
    amount numeric,
    currency text NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    rule text NOT NULL,
    policy_number integer NOT NULL,
    needs_all boolean NOT NULL,
    remind_at timestamp with time zone,
    expires_at timestamp with time zone,
    at timestamp with time zone,
    decided_by uuid,
    decided_at timestamp with time zone,
    worked_minutes integer,
    reason text,
    after_id uuid,
    revision bigint NOT NULL,
    CONSTRAINT pk_approval_request PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_approval_request_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_request_workspace_id_deal_id ON approval_request (workspace_id, deal_id);
CREATE UNIQUE INDEX ix_approval_request_workspace_id_deal_id_kind ON approval_request (workspace_id, deal_id, kind) WHERE state = 'Open';
CREATE INDEX ix_approval_request_at ON approval_request (at) WHERE at IS NOT NULL;
CREATE INDEX ix_approval_request_workspace_id_decided_at ON approval_request (workspace_id, decided_at) WHERE worked_minutes IS NOT NULL;

-- Whose yes it needs, and who holds the seat.
CREATE TABLE approval_seat (
    workspace_id uuid NOT NULL,
    request_id uuid NOT NULL,
    no integer NOT NULL,
    of uuid,
    root_id uuid,
    holder_id uuid NOT NULL,
    why text NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    CONSTRAINT pk_approval_seat PRIMARY KEY (workspace_id, request_id, no),
    CONSTRAINT fk_approval_seat_approval_request_workspace_id_request_id FOREIGN KEY (workspace_id, request_id) REFERENCES approval_request (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_seat_person_workspace_id_holder_id FOREIGN KEY (workspace_id, holder_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_seat_workspace_id_holder_id_answer ON approval_seat (workspace_id, holder_id, answer);

-- Who wants the answer.
CREATE TABLE approval_asker (
    workspace_id uuid NOT NULL,
    request_id uuid NOT NULL,
    person_id uuid NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_approval_asker PRIMARY KEY (workspace_id, request_id, person_id),
    CONSTRAINT fk_approval_asker_approval_request_workspace_id_request_id FOREIGN KEY (workspace_id, request_id) REFERENCES approval_request (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_asker_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_asker_workspace_id_person_id ON approval_asker (workspace_id, person_id);

-- Questions back, and answers to them.
CREATE TABLE approval_word (
    workspace_id uuid NOT NULL,
    request_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    no integer NOT NULL,
    person_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    text text NOT NULL,
    is_question boolean NOT NULL,
    CONSTRAINT pk_approval_word PRIMARY KEY (workspace_id, request_id, no),
    CONSTRAINT fk_approval_word_approval_request_workspace_id_request_id FOREIGN KEY (workspace_id, request_id) REFERENCES approval_request (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_word_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_word_workspace_id_deal_id ON approval_word (workspace_id, deal_id);

-- Who decides in somebody's place.
CREATE TABLE approval_stand_in (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    stand_in_id uuid NOT NULL,
    last_on date NOT NULL,
    CONSTRAINT pk_approval_stand_in PRIMARY KEY (workspace_id, person_id),
    CONSTRAINT fk_approval_stand_in_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT,
    CONSTRAINT fk_approval_stand_in_person_workspace_id_stand_in_id FOREIGN KEY (workspace_id, stand_in_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_approval_stand_in_workspace_id_stand_in_id ON approval_stand_in (workspace_id, stand_in_id);
