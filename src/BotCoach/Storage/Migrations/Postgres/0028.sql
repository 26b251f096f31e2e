-- The monthly process review: who is named for it, what was said of each month, and who got it.
ALTER TABLE person ADD COLUMN gets_process_review boolean NOT NULL DEFAULT FALSE;
CREATE TABLE process_review (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    month date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    document text NOT NULL,
    CONSTRAINT pk_process_review PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX ix_process_review_workspace_id_month ON process_review (workspace_id, month);
CREATE TABLE process_review_copy (
    workspace_id uuid NOT NULL,
    person_id uuid NOT NULL,
    month date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    message_id uuid,
    CONSTRAINT pk_process_review_copy PRIMARY KEY (workspace_id, person_id, month),
    CONSTRAINT fk_process_review_copy_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
