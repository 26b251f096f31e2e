-- The trace that a message's newest content comes from: what was sent is found from the click or the chore that led to it.
ALTER TABLE "outgoing_message" ADD COLUMN "trace" TEXT NULL;
