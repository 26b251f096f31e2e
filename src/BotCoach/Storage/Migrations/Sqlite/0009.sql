-- What waits for a manager: a yes, an answered dispute, a gate to let pass, an override, an escalation.
CREATE TABLE "waiting_item" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "noted_at" INTEGER NULL,
    CONSTRAINT "pk_waiting_item" PRIMARY KEY ("workspace_id", "person_id", "key"),
    CONSTRAINT "fk_waiting_item_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_waiting_item_workspace_id_deal_id" ON "waiting_item" ("workspace_id", "deal_id");
