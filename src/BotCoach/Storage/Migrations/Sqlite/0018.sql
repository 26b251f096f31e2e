-- Which teams are told anything by themselves, and what the gate refused.
ALTER TABLE "workspace" ADD COLUMN "on_teams" TEXT NULL;
CREATE TABLE "gate_refusal" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "stage_id" TEXT NOT NULL,
    "missing" TEXT NOT NULL,
    CONSTRAINT "pk_gate_refusal" PRIMARY KEY ("workspace_id", "deal_id", "target", "day"),
    CONSTRAINT "fk_gate_refusal_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_gate_refusal_workspace_id_process_id_day" ON "gate_refusal" ("workspace_id", "process_id", "day");
