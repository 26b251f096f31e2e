-- Calls, what was said in them and what came of it; the keys by which recorders sign; where an answer was said.
ALTER TABLE "workspace" ADD COLUMN "transcript_days" INTEGER NOT NULL DEFAULT 90;
ALTER TABLE "workspace" ADD COLUMN "held_back_words" TEXT NOT NULL DEFAULT 'confidential';
ALTER TABLE "api_key" ADD COLUMN "signing" TEXT NULL;
ALTER TABLE "answer" ADD COLUMN "call_id" TEXT NULL;
CREATE TABLE "call" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "deal_id" TEXT NULL,
    "title" TEXT NOT NULL,
    "external_id" TEXT NULL,
    "held_on" TEXT NOT NULL,
    "held_at" INTEGER NULL,
    "attendees" TEXT NOT NULL,
    "our_speakers" TEXT NULL,
    "state" TEXT NOT NULL,
    "draft" INTEGER NOT NULL,
    "drafted_at" INTEGER NULL,
    "buyer_spoke" INTEGER NOT NULL,
    "why" TEXT NULL,
    "writer" TEXT NULL,
    "notes" TEXT NOT NULL,
    "dropped" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    "taken_until" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "expires_at" INTEGER NULL,
    "shown_where" INTEGER NULL,
    "first_shown" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_call" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_call_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_call_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_call_workspace_id_person_id" ON "call" ("workspace_id", "person_id");
CREATE INDEX "ix_call_workspace_id_deal_id" ON "call" ("workspace_id", "deal_id");
CREATE UNIQUE INDEX "ix_call_workspace_id_external_id" ON "call" ("workspace_id", "external_id") WHERE external_id IS NOT NULL;
CREATE INDEX "ix_call_state_made_at" ON "call" ("state", "made_at") WHERE state = 'Waiting';
CREATE INDEX "ix_call_expires_at" ON "call" ("expires_at") WHERE expires_at IS NOT NULL;
CREATE TABLE "call_transcript" (
    "workspace_id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "pk_call_transcript" PRIMARY KEY ("workspace_id", "call_id"),
    CONSTRAINT "fk_call_transcript_call_workspace_id_call_id" FOREIGN KEY ("workspace_id", "call_id") REFERENCES "call" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_call_transcript_made_at" ON "call_transcript" ("made_at");
CREATE TABLE "call_line" (
    "workspace_id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "cues" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_reworded" INTEGER NOT NULL,
    "decided_at" INTEGER NULL,
    "effect" TEXT NULL,
    CONSTRAINT "pk_call_line" PRIMARY KEY ("workspace_id", "call_id", "no"),
    CONSTRAINT "fk_call_line_call_workspace_id_call_id" FOREIGN KEY ("workspace_id", "call_id") REFERENCES "call" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_call_line_workspace_id_kind_state" ON "call_line" ("workspace_id", "kind", "state");
CREATE TABLE "model_call" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "call_id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "characters_sent" INTEGER NOT NULL,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "was_disguised" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    CONSTRAINT "pk_model_call" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_model_call_call_workspace_id_call_id" FOREIGN KEY ("workspace_id", "call_id") REFERENCES "call" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_model_call_workspace_id_call_id" ON "model_call" ("workspace_id", "call_id");
