-- A transcript keeps its text alone, and what is still to be ended or still undecided about calls is found by small indexes.
ALTER TABLE "call_transcript" DROP COLUMN "name";
ALTER TABLE "call_transcript" DROP COLUMN "length";
CREATE INDEX "ix_call_workspace_id_made_at" ON "call" ("workspace_id", "made_at") WHERE state IN ('Waiting', 'Asking', 'HeldBack', 'Drafted');
CREATE INDEX "ix_call_line_workspace_id_state" ON "call_line" ("workspace_id", "state") WHERE state <> 'Accepted';
