-- The first schema. Until the first release this file is made anew from the model after every change of it:
--   dotnet run --project tests/BotCoach.CrashHost -- write-first-migration
-- After the first release it never changes again; what changes is a new file beside it, written by hand.

CREATE TABLE "account" (
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "custom" TEXT NOT NULL,
    CONSTRAINT "pk_account" PRIMARY KEY ("workspace_id", "name")
);

CREATE TABLE "brief_day" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "message_id" TEXT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "pk_brief_day" PRIMARY KEY ("workspace_id", "person_id", "day")
);

CREATE TABLE "channel_note" (
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "keep_until" INTEGER NULL,
    CONSTRAINT "pk_channel_note" PRIMARY KEY ("channel", "key")
);

CREATE TABLE "deal_event_text" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    CONSTRAINT "pk_deal_event_text" PRIMARY KEY ("workspace_id", "deal_id", "seq", "field")
);

CREATE TABLE "host_setting" (
    "key" TEXT NOT NULL CONSTRAINT "pk_host_setting" PRIMARY KEY,
    "value" TEXT NOT NULL
);

CREATE TABLE "import_file" (
    "workspace_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "pk_import_file" PRIMARY KEY ("workspace_id", "import_id", "ordinal")
);

CREATE TABLE "import_memory" (
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "theirs" TEXT NOT NULL,
    "ours" TEXT NOT NULL,
    CONSTRAINT "pk_import_memory" PRIMARY KEY ("workspace_id", "kind", "theirs")
);

CREATE TABLE "import_row" (
    "workspace_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT NOT NULL,
    "column" TEXT NULL,
    "value" TEXT NULL,
    "why" TEXT NOT NULL,
    CONSTRAINT "pk_import_row" PRIMARY KEY ("workspace_id", "import_id", "line")
);

CREATE TABLE "import_run" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "person_id" TEXT NULL,
    "file_names" TEXT NOT NULL,
    "mapping" TEXT NOT NULL,
    "verdicts" BLOB NULL,
    "rows" INTEGER NOT NULL,
    "created" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "applied_row" INTEGER NOT NULL,
    "applied" INTEGER NOT NULL,
    "held_by" TEXT NULL,
    "held_until" INTEGER NULL,
    "why" TEXT NULL,
    "revision" INTEGER NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "pk_import_run" PRIMARY KEY ("workspace_id", "id")
);

CREATE TABLE "installation" (
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "added_at" INTEGER NOT NULL,
    "removed_at" INTEGER NULL,
    CONSTRAINT "pk_installation" PRIMARY KEY ("channel", "external_id")
);

CREATE TABLE "join_code" (
    "workspace_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "used_at" INTEGER NULL,
    CONSTRAINT "pk_join_code" PRIMARY KEY ("workspace_id", "hash")
);

CREATE TABLE "pace_slot" (
    "channel" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "next_at" INTEGER NOT NULL,
    "queued_until" INTEGER NULL,
    CONSTRAINT "pk_pace_slot" PRIMARY KEY ("channel", "team", "scope")
);

CREATE TABLE "ring_key" (
    "name" TEXT NOT NULL CONSTRAINT "pk_ring_key" PRIMARY KEY,
    "xml" TEXT NOT NULL
);

CREATE TABLE "seen_inbound" (
    "workspace_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "dedupe_id" TEXT NOT NULL,
    "reply" TEXT NOT NULL,
    "seen_at" INTEGER NOT NULL,
    CONSTRAINT "pk_seen_inbound" PRIMARY KEY ("workspace_id", "channel", "dedupe_id")
);

CREATE TABLE "stage_median" (
    "workspace_id" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "stage_id" TEXT NOT NULL,
    "taken_on" TEXT NOT NULL,
    "days" REAL NOT NULL,
    "examples" INTEGER NOT NULL,
    CONSTRAINT "pk_stage_median" PRIMARY KEY ("workspace_id", "process_id", "stage_id", "taken_on")
);

CREATE TABLE "workspace" (
    "id" TEXT NOT NULL CONSTRAINT "pk_workspace" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "sample" INTEGER NOT NULL,
    "created_at" INTEGER NOT NULL
);

CREATE TABLE "person" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NULL,
    "role" TEXT NOT NULL,
    "sales_team" TEXT NULL,
    "manager_id" TEXT NULL,
    "merged_into" TEXT NULL,
    "seen_on" TEXT NULL,
    "zone" TEXT NULL,
    "zone_is_chosen" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "work_start" TEXT NOT NULL,
    "work_end" TEXT NOT NULL,
    "work_days" INTEGER NOT NULL,
    "started_on" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "pk_person" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_person_person_workspace_id_manager_id" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_person_workspace_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE RESTRICT
);

CREATE TABLE "process" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "is_default" INTEGER NOT NULL,
    "segment" TEXT NULL,
    "lead_source" TEXT NULL,
    "deal_type" TEXT NULL,
    CONSTRAINT "pk_process" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_process_workspace_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE RESTRICT
);

CREATE TABLE "audit_entry" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    CONSTRAINT "pk_audit_entry" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_audit_entry_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "home_tab" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "opened_at" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "pk_home_tab" PRIMARY KEY ("workspace_id", "person_id"),
    CONSTRAINT "fk_home_tab_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "identity" (
    "workspace_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "off_because" TEXT NULL,
    "standing" TEXT NOT NULL,
    "last_seen_at" INTEGER NOT NULL,
    CONSTRAINT "pk_identity" PRIMARY KEY ("workspace_id", "channel", "team", "external_id"),
    CONSTRAINT "fk_identity_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "link_request" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "newcomer_id" TEXT NOT NULL,
    "known_id" TEXT NOT NULL,
    "newcomer_agreed" INTEGER NOT NULL,
    "known_agreed" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    CONSTRAINT "pk_link_request" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_link_request_person_workspace_id_known_id" FOREIGN KEY ("workspace_id", "known_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_link_request_person_workspace_id_newcomer_id" FOREIGN KEY ("workspace_id", "newcomer_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "outgoing_message" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "sent_revision" INTEGER NOT NULL,
    "reference" TEXT NULL,
    "lane" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "not_before" INTEGER NULL,
    "attempts" INTEGER NOT NULL,
    "was_uncertain" INTEGER NOT NULL,
    "why" TEXT NULL,
    "created_at" INTEGER NOT NULL,
    "tried_at" INTEGER NULL,
    "sent_at" INTEGER NULL,
    CONSTRAINT "pk_outgoing_message" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_outgoing_message_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "person_due" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_person_due" PRIMARY KEY ("workspace_id", "person_id", "kind"),
    CONSTRAINT "fk_person_due_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "process_version" (
    "workspace_id" TEXT NOT NULL,
    "process_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "published_at" INTEGER NULL,
    CONSTRAINT "pk_process_version" PRIMARY KEY ("workspace_id", "process_id", "number"),
    CONSTRAINT "fk_process_version_process_workspace_id_process_id" FOREIGN KEY ("workspace_id", "process_id") REFERENCES "process" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "deal" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "external_id" TEXT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "account" TEXT NULL,
    "owner_id" TEXT NOT NULL,
    "sales_team" TEXT NULL,
    "segment" TEXT NULL,
    "lead_source" TEXT NULL,
    "deal_type" TEXT NULL,
    "amount" TEXT NULL,
    "currency" TEXT NOT NULL,
    "close_on" TEXT NULL,
    "close_slips" INTEGER NOT NULL,
    "process_id" TEXT NOT NULL,
    "process_version" INTEGER NOT NULL,
    "stage_id" TEXT NOT NULL,
    "stage_entered_at" INTEGER NOT NULL,
    "stage_entered_assumed" INTEGER NOT NULL,
    "stage_median_days" REAL NULL,
    "imported_without_evidence" INTEGER NOT NULL,
    "next_step" TEXT NULL,
    "next_step_on" TEXT NULL,
    "next_step_owner_id" TEXT NULL,
    "next_step_side" TEXT NULL,
    "next_step_confirmed" INTEGER NOT NULL,
    "heard_at" INTEGER NULL,
    "touched_at" INTEGER NULL,
    "champion_strength" INTEGER NULL,
    "status" TEXT NOT NULL,
    "outcome_reason" TEXT NULL,
    "closed_at" INTEGER NULL,
    "triage" TEXT NOT NULL,
    "parked_until" TEXT NULL,
    "facts" TEXT NOT NULL,
    "custom" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "event_seq" INTEGER NOT NULL,
    "search" TEXT NOT NULL,
    "twin" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    CONSTRAINT "pk_deal" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_deal_person_workspace_id_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_deal_process_version_workspace_id_process_id_process_version" FOREIGN KEY ("workspace_id", "process_id", "process_version") REFERENCES "process_version" ("workspace_id", "process_id", "number") ON DELETE RESTRICT
);

CREATE TABLE "answer" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "kind" TEXT NULL,
    "text" TEXT NULL,
    "unknown_since" TEXT NULL,
    "given_by" TEXT NULL,
    "given_at" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NULL,
    "waived_until" INTEGER NULL,
    "decided_by" TEXT NULL,
    "decided_at" INTEGER NULL,
    "decided_channel" TEXT NULL,
    CONSTRAINT "pk_answer" PRIMARY KEY ("workspace_id", "deal_id", "criterion_id"),
    CONSTRAINT "fk_answer_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "artifact" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "spec_id" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "added_at" INTEGER NOT NULL,
    CONSTRAINT "pk_artifact" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_artifact_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "deal_due" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    "epoch" INTEGER NOT NULL,
    CONSTRAINT "pk_deal_due" PRIMARY KEY ("workspace_id", "deal_id"),
    CONSTRAINT "fk_deal_due_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "deal_event" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "happened_at" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "actor_id" TEXT NULL,
    "actor_role" TEXT NOT NULL,
    "actor_channel" TEXT NOT NULL,
    "actor_by" TEXT NOT NULL,
    "from_stage" TEXT NULL,
    "to_stage" TEXT NULL,
    "dwell_seconds" INTEGER NULL,
    "before" TEXT NULL,
    "after" TEXT NULL,
    CONSTRAINT "pk_deal_event" PRIMARY KEY ("workspace_id", "deal_id", "seq"),
    CONSTRAINT "fk_deal_event_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "file_said" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "values" TEXT NOT NULL,
    CONSTRAINT "pk_file_said" PRIMARY KEY ("workspace_id", "deal_id"),
    CONSTRAINT "fk_file_said_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "gate_override" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "from_stage" TEXT NOT NULL,
    "to_stage" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "missing" TEXT NOT NULL,
    "by_person_id" TEXT NOT NULL,
    "by_role" TEXT NOT NULL,
    "given_at" INTEGER NOT NULL,
    "expires_at" INTEGER NOT NULL,
    CONSTRAINT "pk_gate_override" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_gate_override_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "nudge" (
    "workspace_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "occurrence" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "severity" INTEGER NOT NULL,
    "since" INTEGER NOT NULL,
    "threshold_days" REAL NOT NULL,
    "holds" INTEGER NOT NULL,
    "snoozed_until" INTEGER NULL,
    "first_shown_at" INTEGER NULL,
    "end" TEXT NULL,
    "ended_at" INTEGER NULL,
    "verdict" TEXT NULL,
    "verdict_reason" TEXT NULL,
    "found_at" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_nudge" PRIMARY KEY ("workspace_id", "deal_id", "rule", "occurrence", "person_id"),
    CONSTRAINT "fk_nudge_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "said_text" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    CONSTRAINT "pk_said_text" PRIMARY KEY ("workspace_id", "key", "deal_id", "field"),
    CONSTRAINT "fk_said_text_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "stakeholder" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NULL,
    "department" TEXT NULL,
    "role" TEXT NOT NULL,
    "engaged_at" INTEGER NULL,
    CONSTRAINT "pk_stakeholder" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_stakeholder_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);

CREATE TABLE "walk_place" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "criterion_id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "pk_walk_place" PRIMARY KEY ("workspace_id", "person_id", "deal_id"),
    CONSTRAINT "fk_walk_place_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_walk_place_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_artifact_workspace_id_deal_id" ON "artifact" ("workspace_id", "deal_id");
CREATE INDEX "ix_audit_entry_workspace_id_person_id" ON "audit_entry" ("workspace_id", "person_id");
CREATE INDEX "ix_channel_note_keep_until" ON "channel_note" ("keep_until");
CREATE INDEX "ix_deal_workspace_id_owner_id_status" ON "deal" ("workspace_id", "owner_id", "status");
CREATE INDEX "ix_deal_workspace_id_process_id_process_version" ON "deal" ("workspace_id", "process_id", "process_version");
CREATE UNIQUE INDEX "ix_deal_workspace_id_source_external_id" ON "deal" ("workspace_id", "source", "external_id");
CREATE INDEX "ix_deal_workspace_id_twin" ON "deal" ("workspace_id", "twin");
CREATE INDEX "ix_deal_due_at" ON "deal_due" ("at");
CREATE INDEX "ix_deal_due_workspace_id_epoch" ON "deal_due" ("workspace_id", "epoch");
CREATE INDEX "ix_deal_due_workspace_id_owner_id_at" ON "deal_due" ("workspace_id", "owner_id", "at");
CREATE INDEX "ix_gate_override_workspace_id_deal_id" ON "gate_override" ("workspace_id", "deal_id");
CREATE INDEX "ix_identity_workspace_id_person_id" ON "identity" ("workspace_id", "person_id");
CREATE INDEX "ix_import_run_state" ON "import_run" ("state");
CREATE INDEX "ix_installation_workspace_id" ON "installation" ("workspace_id");
CREATE INDEX "ix_join_code_hash" ON "join_code" ("hash");
CREATE INDEX "ix_link_request_workspace_id_known_id" ON "link_request" ("workspace_id", "known_id");
CREATE INDEX "ix_link_request_workspace_id_newcomer_id" ON "link_request" ("workspace_id", "newcomer_id");
CREATE UNIQUE INDEX "ix_nudge_workspace_id_id" ON "nudge" ("workspace_id", "id");
CREATE INDEX "ix_nudge_workspace_id_person_id_holds" ON "nudge" ("workspace_id", "person_id", "holds");
CREATE INDEX "ix_outgoing_message_not_before" ON "outgoing_message" ("not_before");
CREATE INDEX "ix_outgoing_message_workspace_id_channel_reference" ON "outgoing_message" ("workspace_id", "channel", "reference");
CREATE UNIQUE INDEX "ix_outgoing_message_workspace_id_key" ON "outgoing_message" ("workspace_id", "key");
CREATE INDEX "ix_outgoing_message_workspace_id_person_id_id" ON "outgoing_message" ("workspace_id", "person_id", "id");
CREATE INDEX "ix_person_workspace_id_manager_id" ON "person" ("workspace_id", "manager_id");
CREATE INDEX "ix_person_workspace_id_name" ON "person" ("workspace_id", "name");
CREATE INDEX "ix_person_due_kind_at" ON "person_due" ("kind", "at");
CREATE INDEX "ix_said_text_workspace_id_deal_id" ON "said_text" ("workspace_id", "deal_id");
CREATE INDEX "ix_seen_inbound_seen_at" ON "seen_inbound" ("seen_at");
CREATE INDEX "ix_stakeholder_workspace_id_deal_id" ON "stakeholder" ("workspace_id", "deal_id");
CREATE INDEX "ix_walk_place_workspace_id_deal_id" ON "walk_place" ("workspace_id", "deal_id");
