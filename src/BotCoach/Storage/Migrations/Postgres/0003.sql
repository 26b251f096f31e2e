-- Only what has the value is looked for by it: a message has a reference once it was sent, and an hour until then.
DROP INDEX ix_outgoing_message_workspace_id_channel_reference;
CREATE INDEX ix_outgoing_message_workspace_id_channel_reference ON outgoing_message (workspace_id, channel, reference) WHERE reference IS NOT NULL;
DROP INDEX ix_outgoing_message_not_before;
CREATE INDEX ix_outgoing_message_not_before ON outgoing_message (not_before) WHERE not_before IS NOT NULL;
-- A card is some 3 KB, and packing it was a quarter of what writing it costs; lz4 does it in a tenth of the time, where the server was built with it.
DO $$
BEGIN
    EXECUTE 'ALTER TABLE outgoing_message ALTER COLUMN content SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error THEN
    NULL;
END $$;
