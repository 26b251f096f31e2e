-- Who is to be erased, and how far that has come: the row goes when it is done, and the name with it.
CREATE TABLE "erasure_request" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NULL,
    "asked_at" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "found" INTEGER NOT NULL,
    "transcripts" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "entries" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_erasure_request" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_erasure_request_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_erasure_request_asked_at" ON "erasure_request" ("asked_at");
CREATE INDEX "ix_erasure_request_workspace_id_person_id" ON "erasure_request" ("workspace_id", "person_id");
