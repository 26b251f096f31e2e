-- A version's life: drafts, pilots of some teams, who published it, where the deals of stages go that it has no more; and how far the deals have followed.
ALTER TABLE "process_version" ADD COLUMN "based_on" INTEGER NULL;
ALTER TABLE "process_version" ADD COLUMN "stage_map" TEXT NOT NULL DEFAULT '{}';
ALTER TABLE "process_version" ADD COLUMN "teams" TEXT NOT NULL DEFAULT '';
ALTER TABLE "process_version" ADD COLUMN "edited_by" TEXT NULL;
ALTER TABLE "process_version" ADD COLUMN "edited_at" INTEGER NULL;
ALTER TABLE "process_version" ADD COLUMN "published_by" TEXT NULL;
ALTER TABLE "process_version" ADD COLUMN "retired_at" INTEGER NULL;
ALTER TABLE "process_version" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;
-- Two that begin a draft at once clash.
CREATE UNIQUE INDEX "ix_process_version_workspace_id_process_id" ON "process_version" ("workspace_id", "process_id") WHERE state = 'Draft';
CREATE TABLE "version_move" (
    "workspace_id" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "after_deal" TEXT NULL,
    "moved" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "pk_version_move" PRIMARY KEY ("workspace_id", "process_id"),
    CONSTRAINT "fk_version_move_process_workspace_id_process_id" FOREIGN KEY ("workspace_id", "process_id") REFERENCES "process" ("workspace_id", "id") ON DELETE RESTRICT
);
