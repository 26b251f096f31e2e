-- Who waits for the preview of a draft that touches many deals.
CREATE TABLE preview_request (
    workspace_id uuid NOT NULL,
    process_id uuid NOT NULL,
    person_id uuid NOT NULL,
    message_id uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_preview_request PRIMARY KEY (workspace_id, process_id, person_id),
    CONSTRAINT fk_preview_request_process_workspace_id_process_id FOREIGN KEY (workspace_id, process_id) REFERENCES process (workspace_id, id) ON DELETE RESTRICT
);
