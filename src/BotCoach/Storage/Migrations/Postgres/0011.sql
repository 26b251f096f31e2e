-- How far a company's deals have been judged again: a place, so that a deal of which the same is true as before needs no write.
CREATE TABLE epoch_place (
    workspace_id uuid NOT NULL,
    epoch bigint NOT NULL,
    deal_id uuid,
    CONSTRAINT pk_epoch_place PRIMARY KEY (workspace_id)
);
DROP INDEX ix_deal_due_workspace_id_epoch;
