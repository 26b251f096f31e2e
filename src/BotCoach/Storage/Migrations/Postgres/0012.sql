-- How far a message has come lies in a table of its own: the sender writes it several times, and each time wrote the message's key and person into their
-- indexes again, far apart among all that is kept. What it says, and whom it is for, stays.
CREATE TABLE message_delivery (
    workspace_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    team text NOT NULL,
    "user" text NOT NULL,
    conversation text NOT NULL,
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
    tried_at timestamp with time zone,
    sent_at timestamp with time zone
);
INSERT INTO message_delivery
SELECT workspace_id, id, person_id, channel, team, "user", conversation, revision, sent_revision, reference, lane, place, state, not_before, attempts, was_uncertain, why, tried_at, sent_at
FROM outgoing_message ORDER BY workspace_id, id;
DROP INDEX ix_outgoing_message_not_before;
DROP INDEX ix_outgoing_message_workspace_id_channel_reference;
DROP INDEX ix_outgoing_message_workspace_id_person_id_id;
ALTER TABLE outgoing_message
    DROP COLUMN channel, DROP COLUMN team, DROP COLUMN "user", DROP COLUMN conversation, DROP COLUMN revision, DROP COLUMN sent_revision, DROP COLUMN reference,
    DROP COLUMN lane, DROP COLUMN place, DROP COLUMN state, DROP COLUMN not_before, DROP COLUMN attempts, DROP COLUMN was_uncertain, DROP COLUMN why,
    DROP COLUMN tried_at, DROP COLUMN sent_at;
ALTER TABLE outgoing_message RENAME CONSTRAINT pk_outgoing_message TO "PK_outgoing_message";
CREATE INDEX ix_outgoing_message_workspace_id_person_id_created_at ON outgoing_message (workspace_id, person_id, created_at);
ALTER TABLE message_delivery ADD CONSTRAINT "PK_message_delivery" PRIMARY KEY (workspace_id, id);
ALTER TABLE message_delivery ADD CONSTRAINT "FK_message_delivery_outgoing_message_workspace_id_id" FOREIGN KEY (workspace_id, id) REFERENCES outgoing_message (workspace_id, id) ON DELETE CASCADE;
ALTER TABLE message_delivery ADD CONSTRAINT fk_outgoing_message_person_workspace_id_person_id FOREIGN KEY (workspace_id, person_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT;
CREATE INDEX ix_outgoing_message_lane_not_before_id ON message_delivery (lane, not_before, id) WHERE not_before IS NOT NULL;
CREATE INDEX ix_outgoing_message_workspace_id_person_id_attempts ON message_delivery (workspace_id, person_id, attempts) WHERE attempts > 0;
CREATE INDEX ix_outgoing_message_workspace_id_reference ON message_delivery (workspace_id, reference) WHERE reference IS NOT NULL;
CREATE INDEX ix_person_workspace_id_merged_into ON person (workspace_id, merged_into) WHERE merged_into IS NOT NULL;
