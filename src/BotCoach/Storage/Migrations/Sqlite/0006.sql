-- What people want to hear of at a time or on a day, and what entering a stage puts on their list. When the next one comes is in person_due.
CREATE TABLE "reminder" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "deal_id" TEXT,
    "text" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "due_time" TEXT,
    "every" TEXT,
    "at" INTEGER,
    "state" TEXT NOT NULL,
    "origin" TEXT,
    "message_id" TEXT,
    "shown_at" INTEGER,
    "created_at" INTEGER NOT NULL,
    "ended_at" INTEGER,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_reminder" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_reminder_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_reminder_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_reminder_workspace_id_person_id_state" ON "reminder" ("workspace_id", "person_id", "state");
CREATE INDEX "ix_reminder_workspace_id_deal_id" ON "reminder" ("workspace_id", "deal_id");
CREATE INDEX "ix_reminder_workspace_id_message_id" ON "reminder" ("workspace_id", "message_id");
CREATE UNIQUE INDEX "ix_reminder_workspace_id_origin" ON "reminder" ("workspace_id", "origin") WHERE origin IS NOT NULL;
