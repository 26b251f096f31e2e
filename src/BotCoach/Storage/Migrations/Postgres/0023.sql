-- Who is to be erased, and how far that has come: the row goes when it is done, and the name with it.
CREATE TABLE erasure_request (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    name text NOT NULL,
    address text,
    asked_at timestamp with time zone NOT NULL,
    step integer NOT NULL,
    place text NOT NULL,
    round integer NOT NULL,
    found integer NOT NULL,
    transcripts integer NOT NULL,
    lines integer NOT NULL,
    entries integer NOT NULL,
    revision bigint NOT NULL,
    CONSTRAINT pk_erasure_request PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_erasure_request_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_erasure_request_asked_at ON erasure_request (asked_at);
CREATE INDEX ix_erasure_request_workspace_id_person_id ON erasure_request (workspace_id, person_id);
