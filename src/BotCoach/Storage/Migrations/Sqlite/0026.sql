-- What each manager was told of each week, and how things stood then: what the next digest is a difference to.
CREATE TABLE "digest" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "manager_id" TEXT NOT NULL,
    "week" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "message_id" TEXT NULL,
    "snapshot" TEXT NOT NULL,
    "diff" TEXT NOT NULL,
    CONSTRAINT "pk_digest" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_digest_person_workspace_id_manager_id" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_digest_workspace_id_manager_id_week" ON "digest" ("workspace_id", "manager_id", "week");
