-- Whose holidays are kept, and when a person is off, away or quiet.
ALTER TABLE workspace ADD COLUMN country text;
ALTER TABLE workspace ADD COLUMN holiday_set uuid;
ALTER TABLE person ADD COLUMN zone_asked_at timestamp with time zone;
ALTER TABLE person ADD COLUMN country text;
ALTER TABLE person ADD COLUMN days_off text;
ALTER TABLE person ADD COLUMN quiet_until timestamp with time zone;
CREATE TABLE company_day (
    workspace_id uuid NOT NULL,
    set_id uuid NOT NULL,
    ordinal integer NOT NULL,
    name text NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    every_years integer NOT NULL,
    until_on date,
    CONSTRAINT pk_company_day PRIMARY KEY (workspace_id, set_id, ordinal),
    CONSTRAINT fk_company_day_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);
