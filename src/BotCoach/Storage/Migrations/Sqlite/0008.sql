-- No surprise: what a manager is about to hear of a deal, and since when its owner knows.
CREATE TABLE "escalation" (
    "workspace_id" TEXT NOT NULL,
    "nudge_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "at" INTEGER NULL,
    "preview_id" TEXT NULL,
    "previewed_at" INTEGER NULL,
    "words" TEXT NULL,
    "manager_id" TEXT NULL,
    "told_at" INTEGER NULL,
    "dispute" TEXT NULL,
    "why" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_escalation" PRIMARY KEY ("workspace_id", "nudge_id"),
    CONSTRAINT "fk_escalation_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_escalation_workspace_id_deal_id" ON "escalation" ("workspace_id", "deal_id");
CREATE INDEX "ix_escalation_at" ON "escalation" ("at") WHERE at IS NOT NULL;
