-- Touches that the buyer has not answered: what a follow-up cadence counts.
ALTER TABLE "deal" ADD COLUMN "touches_made" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "deal" ADD COLUMN "touches_since" INTEGER NULL;
UPDATE "workspace" SET "epoch" = "epoch" + 1;
