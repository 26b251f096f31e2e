-- Deals on their way to another owner: what must be passed on, who is to answer by when, and how good it was.
ALTER TABLE "deal" ADD COLUMN "handoff_due_at" INTEGER NULL;
CREATE TABLE "handoff" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "must" TEXT NOT NULL,
    "within_hours" INTEGER NOT NULL,
    "note" TEXT NULL,
    "state" TEXT NOT NULL,
    "returns" INTEGER NOT NULL,
    "missing" TEXT NOT NULL,
    "return_words" TEXT NULL,
    "begun_at" INTEGER NOT NULL,
    "sent_at" INTEGER NULL,
    "due_at" INTEGER NULL,
    "at" INTEGER NULL,
    "reminded_at" INTEGER NULL,
    "words" TEXT NULL,
    "manager_id" TEXT NULL,
    "told_at" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "why" TEXT NULL,
    "quality" TEXT NULL,
    "in_time" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_handoff" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_handoff_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_handoff_person_workspace_id_from_id" FOREIGN KEY ("workspace_id", "from_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_handoff_person_workspace_id_to_id" FOREIGN KEY ("workspace_id", "to_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_handoff_workspace_id_deal_id" ON "handoff" ("workspace_id", "deal_id");
CREATE UNIQUE INDEX "ix_handoff_under_way" ON "handoff" ("workspace_id", "deal_id") WHERE state IN ('Gathering', 'Sent', 'Returned');
CREATE INDEX "ix_handoff_workspace_id_from_id" ON "handoff" ("workspace_id", "from_id");
CREATE INDEX "ix_handoff_workspace_id_to_id" ON "handoff" ("workspace_id", "to_id");
CREATE INDEX "ix_handoff_at" ON "handoff" ("at") WHERE at IS NOT NULL;
