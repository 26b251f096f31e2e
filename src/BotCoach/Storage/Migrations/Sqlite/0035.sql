-- The company's rules for approvals, a version a row.
CREATE TABLE "approval_policy" (
    "workspace_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "made_by" TEXT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "pk_approval_policy" PRIMARY KEY ("workspace_id", "number"),
    CONSTRAINT "fk_approval_policy_workspace_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE RESTRICT
);

-- What is asked for beyond what is approved in advance.
CREATE TABLE "approval_request" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "discount" TEXT NULL,
    "payment_days" INTEGER NULL,
    "term_months" INTEGER NULL,
    "words" TEXT NULL,
    "gets" TEXT NOT NULL,
    "amount" TEXT NULL,
    "currency" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "policy_number" INTEGER NOT NULL,
    "needs_all" INTEGER NOT NULL,
    "remind_at" INTEGER NULL,
    "expires_at" INTEGER NULL,
    "at" INTEGER NULL,
    "decided_by" TEXT NULL,
    "decided_at" INTEGER NULL,
    "worked_minutes" INTEGER NULL,
    "reason" TEXT NULL,
    "after_id" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_approval_request" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_approval_request_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_approval_request_workspace_id_deal_id" ON "approval_request" ("workspace_id", "deal_id");
CREATE UNIQUE INDEX "ix_approval_request_workspace_id_deal_id_kind" ON "approval_request" ("workspace_id", "deal_id", "kind") WHERE state = 'Open';
CREATE INDEX "ix_approval_request_at" ON "approval_request" ("at") WHERE at IS NOT NULL;
CREATE INDEX "ix_approval_request_workspace_id_decided_at" ON "approval_request" ("workspace_id", "decided_at") WHERE worked_minutes IS NOT NULL;

-- Whose yes it needs, and who holds the seat.
CREATE TABLE "approval_seat" (
    "workspace_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "of" TEXT NULL,
    "root_id" TEXT NULL,
    "holder_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "answered_at" INTEGER NULL,
    CONSTRAINT "pk_approval_seat" PRIMARY KEY ("workspace_id", "request_id", "no"),
    CONSTRAINT "fk_approval_seat_approval_request_workspace_id_request_id" FOREIGN KEY ("workspace_id", "request_id") REFERENCES "approval_request" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_approval_seat_person_workspace_id_holder_id" FOREIGN KEY ("workspace_id", "holder_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_approval_seat_workspace_id_holder_id_answer" ON "approval_seat" ("workspace_id", "holder_id", "answer");

-- Who wants the answer.
CREATE TABLE "approval_asker" (
    "workspace_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "joined_at" INTEGER NOT NULL,
    CONSTRAINT "pk_approval_asker" PRIMARY KEY ("workspace_id", "request_id", "person_id"),
    CONSTRAINT "fk_approval_asker_approval_request_workspace_id_request_id" FOREIGN KEY ("workspace_id", "request_id") REFERENCES "approval_request" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_approval_asker_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_approval_asker_workspace_id_person_id" ON "approval_asker" ("workspace_id", "person_id");

-- Questions back, and answers to them.
CREATE TABLE "approval_word" (
    "workspace_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "person_id" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "is_question" INTEGER NOT NULL,
    CONSTRAINT "pk_approval_word" PRIMARY KEY ("workspace_id", "request_id", "no"),
    CONSTRAINT "fk_approval_word_approval_request_workspace_id_request_id" FOREIGN KEY ("workspace_id", "request_id") REFERENCES "approval_request" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_approval_word_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_approval_word_workspace_id_deal_id" ON "approval_word" ("workspace_id", "deal_id");

-- Who decides in somebody's place.
CREATE TABLE "approval_stand_in" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "stand_in_id" TEXT NOT NULL,
    "last_on" TEXT NOT NULL,
    CONSTRAINT "pk_approval_stand_in" PRIMARY KEY ("workspace_id", "person_id"),
    CONSTRAINT "fk_approval_stand_in_person_workspace_id_person_id" FOREIGN KEY ("workspace_id", "person_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_approval_stand_in_person_workspace_id_stand_in_id" FOREIGN KEY ("workspace_id", "stand_in_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_approval_stand_in_workspace_id_stand_in_id" ON "approval_stand_in" ("workspace_id", "stand_in_id");
