-- Visits to the web console, from the link to signing out; and the history in the order in which it was recorded, which the audit shows.
CREATE TABLE "console_visit" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "link_hash" TEXT NULL,
    "state" TEXT NOT NULL,
    "is_confirmed" INTEGER NOT NULL,
    "browser" TEXT NULL,
    "made_at" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    CONSTRAINT "pk_console_visit" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_console_visit_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_console_visit_link_hash" ON "console_visit" ("link_hash") WHERE link_hash IS NOT NULL;
CREATE INDEX "ix_console_visit_until" ON "console_visit" ("until");
CREATE INDEX "ix_console_visit_workspace_id_person_id" ON "console_visit" ("workspace_id", "person_id");
CREATE INDEX "ix_deal_event_workspace_id_recorded_at" ON "deal_event" ("workspace_id", "recorded_at");
