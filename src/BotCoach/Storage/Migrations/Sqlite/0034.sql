-- A company's CRM, and how far reading it is.
CREATE TABLE "crm_link" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "why" TEXT NULL,
    "told_to" TEXT NOT NULL,
    "shape" TEXT NULL,
    "shape_at" INTEGER NULL,
    "stages" TEXT NOT NULL,
    "cursor" TEXT NULL,
    "mark" INTEGER NULL,
    "pass_mark" INTEGER NULL,
    "created" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "same" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "poll_at" INTEGER NULL,
    "gone_at" INTEGER NULL,
    "gone_cursor" TEXT NULL,
    "taken_until" INTEGER NULL,
    "misses" INTEGER NOT NULL,
    "paced_at" INTEGER NULL,
    "paced" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "writes_back" INTEGER NOT NULL,
    "heard_up_to" INTEGER NULL,
    "made_at" INTEGER NOT NULL,
    "live_at" INTEGER NULL,
    "read_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_crm_link" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_crm_link_person_workspace_id_told_to" FOREIGN KEY ("workspace_id", "told_to") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_crm_link_workspace_id_kind" ON "crm_link" ("workspace_id", "kind");
CREATE INDEX "ix_crm_link_workspace_id_told_to" ON "crm_link" ("workspace_id", "told_to");
CREATE INDEX "ix_crm_link_next_at" ON "crm_link" ("next_at") WHERE next_at IS NOT NULL;

-- Which deal of theirs is which of ours.
CREATE TABLE "crm_deal" (
    "workspace_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "their_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "modified_at" INTEGER NOT NULL,
    "is_gone" INTEGER NOT NULL,
    CONSTRAINT "pk_crm_deal" PRIMARY KEY ("workspace_id", "link_id", "their_id"),
    CONSTRAINT "fk_crm_deal_crm_link_workspace_id_link_id" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "crm_link" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_crm_deal_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_crm_deal_workspace_id_deal_id" ON "crm_deal" ("workspace_id", "deal_id");

-- Deals of theirs that could not be taken, to be asked for again.
CREATE TABLE "crm_error" (
    "workspace_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "their_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    CONSTRAINT "pk_crm_error" PRIMARY KEY ("workspace_id", "link_id", "their_id"),
    CONSTRAINT "fk_crm_error_crm_link_workspace_id_link_id" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "crm_link" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_crm_error_workspace_id_link_id_next_at" ON "crm_error" ("workspace_id", "link_id", "next_at");

-- Fields that were changed here and there: both values stand until somebody has chosen.
CREATE TABLE "crm_conflict" (
    "workspace_id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "ours" TEXT NULL,
    "theirs" TEXT NULL,
    "their_id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_crm_conflict" PRIMARY KEY ("workspace_id", "deal_id", "link_id", "field"),
    CONSTRAINT "fk_crm_conflict_crm_link_workspace_id_link_id" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "crm_link" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_crm_conflict_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_crm_conflict_workspace_id_link_id" ON "crm_conflict" ("workspace_id", "link_id");

-- What people approved, on its way back.
CREATE TABLE "crm_write_back" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "on" TEXT NULL,
    "approved_by" TEXT NULL,
    "approved_at" INTEGER NOT NULL,
    "next_at" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "may_have_arrived" INTEGER NOT NULL,
    "done_at" INTEGER NULL,
    "why" TEXT NULL,
    "made" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_crm_write_back" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_crm_write_back_crm_link_workspace_id_link_id" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "crm_link" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_crm_write_back_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_crm_write_back_workspace_id_link_id_next_at" ON "crm_write_back" ("workspace_id", "link_id", "next_at");
CREATE INDEX "ix_crm_write_back_workspace_id_deal_id" ON "crm_write_back" ("workspace_id", "deal_id");
