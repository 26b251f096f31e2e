-- People's own calendars, and the meetings in them that are about a deal.
CREATE TABLE "calendar_feed" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "tag" TEXT NULL,
    "read_at" INTEGER NULL,
    "whole_at" INTEGER NULL,
    "found" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "unread" INTEGER NOT NULL,
    "failing_since" INTEGER NULL,
    "why" TEXT NULL,
    "told_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_calendar_feed" PRIMARY KEY ("workspace_id", "person_id"),
    CONSTRAINT "fk_calendar_feed_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_calendar_feed_at" ON "calendar_feed" ("at");
CREATE TABLE "meeting" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "starts_at" INTEGER NOT NULL,
    "ends_at" INTEGER NOT NULL,
    "said" TEXT NOT NULL,
    "step_text" TEXT NULL,
    "step_on" TEXT NULL,
    "prep_at" INTEGER NULL,
    "prepared_for" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_meeting" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_meeting_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_meeting_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_meeting_workspace_id_person_id_key" ON "meeting" ("workspace_id", "person_id", "key");
CREATE INDEX "ix_meeting_workspace_id_deal_id" ON "meeting" ("workspace_id", "deal_id");
CREATE INDEX "ix_meeting_prep_at" ON "meeting" ("prep_at") WHERE prep_at IS NOT NULL;
