-- The audit also has what no person did, but a key of the API or the command line; and an answer of the API that is given again has the headers that it had.
ALTER TABLE "audit_entry" RENAME TO "audit_entry_was";
DROP INDEX "ix_audit_entry_workspace_id_person_id";
CREATE TABLE "audit_entry" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "person_id" TEXT NULL,
    "channel" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    CONSTRAINT "pk_audit_entry" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_audit_entry_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
INSERT INTO "audit_entry" SELECT "workspace_id", "id", "at", "person_id", "channel", "what", "about" FROM "audit_entry_was";
DROP TABLE "audit_entry_was";
CREATE INDEX "ix_audit_entry_workspace_id_person_id" ON "audit_entry" ("workspace_id", "person_id");
ALTER TABLE "api_reply" ADD COLUMN "revision" INTEGER NULL;
ALTER TABLE "api_reply" ADD COLUMN "location" TEXT NULL;
