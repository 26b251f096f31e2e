-- The monthly process review: who is named for it, what was said of each month, and who got it.
ALTER TABLE "person" ADD COLUMN "gets_process_review" INTEGER NOT NULL DEFAULT 0;
CREATE TABLE "process_review" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    CONSTRAINT "pk_process_review" PRIMARY KEY ("workspace_id", "id")
);
CREATE UNIQUE INDEX "ix_process_review_workspace_id_month" ON "process_review" ("workspace_id", "month");
CREATE TABLE "process_review_copy" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "message_id" TEXT NULL,
    CONSTRAINT "pk_process_review_copy" PRIMARY KEY ("workspace_id", "person_id", "month"),
    CONSTRAINT "fk_process_review_copy_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
