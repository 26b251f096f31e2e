-- What other currencies are worth in the company's own, as its admin said, from a day on.
CREATE TABLE currency_rate (
    workspace_id uuid NOT NULL,
    currency text NOT NULL,
    since date NOT NULL,
    rate numeric NOT NULL,
    CONSTRAINT pk_currency_rate PRIMARY KEY (workspace_id, currency, since),
    CONSTRAINT fk_currency_rate_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);

-- How many open deals had a close date on a Monday, and how many of those had slipped: not known of the weeks before.
ALTER TABLE week_figure ADD COLUMN dated integer;
ALTER TABLE week_figure ADD COLUMN slipped integer;

-- Teams of which admins were told that they had stopped logging, once for each time.
CREATE TABLE quiet_team (
    workspace_id uuid NOT NULL,
    team text NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_quiet_team PRIMARY KEY (workspace_id, team, logged_at),
    CONSTRAINT fk_quiet_team_workspace_workspace_id FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT
);

-- When deals got their owners, asked of all of them at once.
CREATE INDEX ix_deal_event_workspace_id_deal_id ON deal_event (workspace_id, deal_id) WHERE kind = 'HandedOver';
