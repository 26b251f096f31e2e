-- Leads: who would like to hear from us, to whom it was offered, by which rules; and on the deal that one became, when they wrote and when we answered.
CREATE TABLE "lead" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT NULL,
    "received_at" INTEGER NOT NULL,
    "came_at" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NULL,
    "company" TEXT NULL,
    "email" TEXT NULL,
    "phone" TEXT NULL,
    "segment" TEXT NULL,
    "country" TEXT NULL,
    "region" TEXT NULL,
    "note" TEXT NULL,
    "state" TEXT NOT NULL,
    "offered_to" TEXT NULL,
    "offered_at" INTEGER NULL,
    "due_at" INTEGER NULL,
    "reminded_at" INTEGER NULL,
    "at" INTEGER NULL,
    "offers" INTEGER NOT NULL,
    "returns" INTEGER NOT NULL,
    "deal_id" TEXT NULL,
    "ended_by" TEXT NULL,
    "ended_at" INTEGER NULL,
    "reason" TEXT NULL,
    "revision" INTEGER NOT NULL,
    "had_by" TEXT NOT NULL,
    CONSTRAINT "pk_lead" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_lead_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_lead_person_workspace_id_offered_to" FOREIGN KEY ("workspace_id", "offered_to") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_lead_at" ON "lead" ("at") WHERE at IS NOT NULL;
CREATE INDEX "ix_lead_workspace_id_offered_to_state" ON "lead" ("workspace_id", "offered_to", "state");
CREATE UNIQUE INDEX "ix_lead_workspace_id_external_id" ON "lead" ("workspace_id", "external_id") WHERE external_id IS NOT NULL;
CREATE INDEX "ix_lead_workspace_id_deal_id" ON "lead" ("workspace_id", "deal_id") WHERE deal_id IS NOT NULL;
CREATE TABLE "lead_move" (
    "workspace_id" TEXT NOT NULL,
    "lead_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "words" TEXT NULL,
    CONSTRAINT "pk_lead_move" PRIMARY KEY ("workspace_id", "lead_id", "id"),
    CONSTRAINT "fk_lead_move_lead_workspace_id_lead_id" FOREIGN KEY ("workspace_id", "lead_id") REFERENCES "lead" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE TABLE "lead_rule" (
    "workspace_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "which" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "team" TEXT NULL,
    CONSTRAINT "pk_lead_rule" PRIMARY KEY ("workspace_id", "ordinal"),
    CONSTRAINT "fk_lead_rule_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_lead_rule_workspace_id_person_id" ON "lead_rule" ("workspace_id", "person_id");
CREATE TABLE "lead_turn" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,
    CONSTRAINT "pk_lead_turn" PRIMARY KEY ("workspace_id", "person_id"),
    CONSTRAINT "fk_lead_turn_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
ALTER TABLE "deal" ADD COLUMN "lead_received_at" INTEGER NULL;
ALTER TABLE "deal" ADD COLUMN "lead_answered_at" INTEGER NULL;
ALTER TABLE "deal" ADD COLUMN "lead_minutes" INTEGER NULL;
