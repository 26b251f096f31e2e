-- Keys to the API, and what its writes were answered.
CREATE TABLE api_key (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    scopes text NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT pk_api_key PRIMARY KEY (workspace_id, id),
    CONSTRAINT fk_api_key_person_workspace_id_made_by FOREIGN KEY (workspace_id, made_by) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX ix_api_key_hash ON api_key (hash);
CREATE INDEX ix_api_key_workspace_id_made_by ON api_key (workspace_id, made_by);
CREATE TABLE api_reply (
    workspace_id uuid NOT NULL,
    key_id uuid NOT NULL,
    idempotency_key text NOT NULL,
    request text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT pk_api_reply PRIMARY KEY (workspace_id, key_id, idempotency_key),
    CONSTRAINT fk_api_reply_api_key_workspace_id_key_id FOREIGN KEY (workspace_id, key_id) REFERENCES api_key (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_api_reply_at ON api_reply (at);
