-- What is written down once a week, since nobody can tell later: how each owner's open deals stand, and what is forecast of them.
CREATE TABLE week_figure (
    workspace_id uuid NOT NULL,
    taken_on date NOT NULL,
    owner_id uuid NOT NULL,
    open integer NOT NULL,
    active integer NOT NULL,
    without_step integer NOT NULL,
    confirmed integer NOT NULL,
    known integer NOT NULL,
    CONSTRAINT pk_week_figure PRIMARY KEY (workspace_id, taken_on, owner_id),
    CONSTRAINT fk_week_figure_person_workspace_id_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE TABLE forecast_snapshot (
    workspace_id uuid NOT NULL,
    taken_on date NOT NULL,
    owner_id uuid NOT NULL,
    quarter text NOT NULL,
    currency text NOT NULL,
    deals integer NOT NULL,
    pipeline numeric NOT NULL,
    weighted numeric NOT NULL,
    won numeric NOT NULL,
    CONSTRAINT pk_forecast_snapshot PRIMARY KEY (workspace_id, taken_on, owner_id, quarter, currency),
    CONSTRAINT fk_forecast_snapshot_person_workspace_id_owner_id FOREIGN KEY (workspace_id, owner_id) REFERENCES person (workspace_id, id) ON DELETE RESTRICT
);
CREATE INDEX ix_week_figure_workspace_id_owner_id ON week_figure (workspace_id, owner_id);
CREATE INDEX ix_forecast_snapshot_workspace_id_owner_id ON forecast_snapshot (workspace_id, owner_id);
