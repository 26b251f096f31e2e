-- How far a message has come lies in a table of its own. Both are made anew, since to drop a column is to write the table once more.
ALTER TABLE "outgoing_message" RENAME TO "outgoing_message_was";
CREATE TABLE "outgoing_message" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "PK_outgoing_message" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_outgoing_message_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE TABLE "message_delivery" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "sent_revision" INTEGER NOT NULL,
    "reference" TEXT NULL,
    "lane" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "not_before" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "was_uncertain" INTEGER NOT NULL,
    "why" TEXT NULL,
    "tried_at" INTEGER NULL,
    "sent_at" INTEGER NULL,
    CONSTRAINT "PK_message_delivery" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "FK_message_delivery_outgoing_message_workspace_id_id" FOREIGN KEY ("workspace_id", "id") REFERENCES "outgoing_message" ("workspace_id", "id") ON DELETE CASCADE,
    CONSTRAINT "fk_outgoing_message_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
INSERT INTO "outgoing_message" SELECT "workspace_id", "id", "key", "person_id", "content", "created_at" FROM "outgoing_message_was";
INSERT INTO "message_delivery"
SELECT "workspace_id", "id", "person_id", "channel", "team", "user", "conversation", "revision", "sent_revision", "reference", "lane", "place", "state", "not_before", "attempts", "was_uncertain", "why", "tried_at", "sent_at"
FROM "outgoing_message_was";
DROP TABLE "outgoing_message_was";
CREATE UNIQUE INDEX "ix_outgoing_message_workspace_id_key" ON "outgoing_message" ("workspace_id", "key");
CREATE INDEX "ix_outgoing_message_workspace_id_person_id_created_at" ON "outgoing_message" ("workspace_id", "person_id", "created_at");
CREATE INDEX "ix_outgoing_message_lane_not_before_id" ON "message_delivery" ("lane", "not_before", "id") WHERE not_before IS NOT NULL;
CREATE INDEX "ix_outgoing_message_workspace_id_person_id_attempts" ON "message_delivery" ("workspace_id", "person_id", "attempts") WHERE attempts > 0;
CREATE INDEX "ix_outgoing_message_workspace_id_reference" ON "message_delivery" ("workspace_id", "reference") WHERE reference IS NOT NULL;
CREATE INDEX "ix_person_workspace_id_merged_into" ON "person" ("workspace_id", "merged_into") WHERE merged_into IS NOT NULL;
