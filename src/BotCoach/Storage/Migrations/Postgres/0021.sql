-- The audit also has what no person did, but a key of the API or the command line; and an answer of the API that is given again has the headers that it had.
ALTER TABLE audit_entry ALTER COLUMN person_id DROP NOT NULL;
ALTER TABLE api_reply ADD COLUMN revision bigint NULL;
ALTER TABLE api_reply ADD COLUMN location text NULL;
