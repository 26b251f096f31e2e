-- Which teams are told anything by themselves, and what the gate refused.
ALTER TABLE workspace ADD COLUMN on_teams text;
CREATE TABLE gate_refusal (
    workspace_id uuid NOT NULL,
    deal_id uuid NOT NULL,
    target text NOT NULL,
    day date NOT NULL,
    process_id uuid NOT NULL,
    version integer NOT NULL,
    stage_id text NOT NULL,
    missing text NOT NULL,
    CONSTRAINT pk_gate_refusal PRIMARY KEY (workspace_id, deal_id, target, day),
    CONSTRAINT fk_gate_refusal_deal_workspace_id_deal_id FOREIGN KEY (workspace_id, deal_id) REFERENCES deal (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_gate_refusal_workspace_id_process_id_day ON gate_refusal (workspace_id, process_id, day);
