-- What each manager was told of each week, and how things stood then: what the next digest is a difference to.
CREATE TABLE digest (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    manager_id uuid NOT NULL,
    week date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    message_id uuid,
    snapshot text NOT NULL,
    diff text NOT NULL,
    CONSTRAINT pk_digest PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_digest_person_workspace_id_manager_id FOREIGN KEY (workspace_id, manager_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_digest_workspace_id_manager_id_week ON digest (workspace_id, manager_id, week);
