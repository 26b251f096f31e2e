-- Keys to the API, and what its writes were answered.
CREATE TABLE "api_key" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "pk_api_key" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_api_key_person_workspace_id_made_by" FOREIGN KEY ("workspace_id", "made_by") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "ix_api_key_hash" ON "api_key" ("hash");
CREATE INDEX "ix_api_key_workspace_id_made_by" ON "api_key" ("workspace_id", "made_by");
CREATE TABLE "api_reply" (
    "workspace_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_api_reply" PRIMARY KEY ("workspace_id", "key_id", "idempotency_key"),
    CONSTRAINT "fk_api_reply_api_key_workspace_id_key_id" FOREIGN KEY ("workspace_id", "key_id") REFERENCES "api_key" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_api_reply_at" ON "api_reply" ("at");
