-- Who somebody in a call is, as its rep said.
ALTER TABLE call ADD COLUMN speakers text NOT NULL DEFAULT '{}';
