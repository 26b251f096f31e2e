-- How far a company's deals have been judged again: a place, so that a deal of which the same is true as before needs no write.
CREATE TABLE "epoch_place" (
    "workspace_id" TEXT NOT NULL CONSTRAINT "pk_epoch_place" PRIMARY KEY,
    "epoch" INTEGER NOT NULL,
    "deal_id" TEXT NULL
);
DROP INDEX "ix_deal_due_workspace_id_epoch";
