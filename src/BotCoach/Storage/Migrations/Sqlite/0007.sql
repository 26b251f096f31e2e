-- A rule earns its place stage by stage: what people made of it, what they muted, what it has to earn, and what nobody was shown by lot.
ALTER TABLE "nudge" ADD COLUMN "stage_id" TEXT NOT NULL DEFAULT '';
ALTER TABLE "nudge" ADD COLUMN "cleared_after_days" REAL NULL;
CREATE TABLE "rule_record" (
    "workspace_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "stage_id" TEXT NOT NULL,
    "useful" INTEGER NOT NULL,
    "not_useful" INTEGER NOT NULL,
    "demoted_at" INTEGER NULL,
    CONSTRAINT "pk_rule_record" PRIMARY KEY ("workspace_id", "rule", "stage_id")
);
CREATE TABLE "rule_mute" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "muted_at" INTEGER NOT NULL,
    CONSTRAINT "pk_rule_mute" PRIMARY KEY ("workspace_id", "person_id", "rule"),
    CONSTRAINT "fk_rule_mute_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE TABLE "rule_terms" (
    "workspace_id" TEXT NOT NULL CONSTRAINT "pk_rule_terms" PRIMARY KEY,
    "target_percent" INTEGER NOT NULL,
    "hold_out_percent" INTEGER NOT NULL,
    "hold_out_since" INTEGER NULL
);
