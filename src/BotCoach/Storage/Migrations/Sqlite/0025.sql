-- Deal reviews: promises, what is to be talked about, what was said, and what a rep works on.
CREATE TABLE "commitment" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    "review_id" TEXT NULL,
    "reminder_id" TEXT NULL,
    "settled" TEXT NULL,
    "settled_at" INTEGER NULL,
    "settled_by" TEXT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_commitment" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_commitment_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_commitment_person_workspace_id_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_commitment_workspace_id_owner_id_due_on" ON "commitment" ("workspace_id", "owner_id", "due_on");
CREATE INDEX "ix_commitment_workspace_id_deal_id" ON "commitment" ("workspace_id", "deal_id");
CREATE INDEX "ix_commitment_workspace_id_made_by" ON "commitment" ("workspace_id", "made_by");
CREATE INDEX "ix_commitment_workspace_id_review_id" ON "commitment" ("workspace_id", "review_id");
CREATE TABLE "agenda_pick" (
    "workspace_id" TEXT NOT NULL,
    "manager_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "picked_at" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "digest_id" TEXT NULL,
    CONSTRAINT "pk_agenda_pick" PRIMARY KEY ("workspace_id", "manager_id", "deal_id"),
    CONSTRAINT "fk_agenda_pick_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_agenda_pick_person_workspace_id_manager_id" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_agenda_pick_workspace_id_deal_id" ON "agenda_pick" ("workspace_id", "deal_id");
CREATE TABLE "review" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "manager_id" TEXT NOT NULL,
    "started_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "at" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "left_over" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_review" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_review_person_workspace_id_manager_id" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_review_workspace_id_manager_id_started_at" ON "review" ("workspace_id", "manager_id", "started_at");
CREATE TABLE "review_deal" (
    "workspace_id" TEXT NOT NULL,
    "review_id" TEXT NOT NULL,
    "deal_id" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "why" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "stood" TEXT NULL,
    "talked_at" INTEGER NULL,
    "moved" TEXT NULL,
    "evidence" TEXT NULL,
    "confirmed" TEXT NULL,
    "passed_on" TEXT NULL,
    "friction" TEXT NULL,
    CONSTRAINT "pk_review_deal" PRIMARY KEY ("workspace_id", "review_id", "deal_id"),
    CONSTRAINT "fk_review_deal_deal_workspace_id_deal_id" FOREIGN KEY ("workspace_id", "deal_id") REFERENCES "deal" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_review_deal_review_workspace_id_review_id" FOREIGN KEY ("workspace_id", "review_id") REFERENCES "review" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_review_deal_workspace_id_deal_id" ON "review_deal" ("workspace_id", "deal_id");
CREATE TABLE "coaching_focus" (
    "workspace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "rep_id" TEXT NOT NULL,
    "manager_id" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "habit" TEXT NOT NULL,
    "notes" TEXT NULL,
    "follow_up_on" TEXT NULL,
    "reminder_id" TEXT NULL,
    "set_at" INTEGER NOT NULL,
    "ended_at" INTEGER NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "pk_coaching_focus" PRIMARY KEY ("workspace_id", "id"),
    CONSTRAINT "fk_coaching_focus_person_workspace_id_manager_id" FOREIGN KEY ("workspace_id", "manager_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT,
    CONSTRAINT "fk_coaching_focus_person_workspace_id_rep_id" FOREIGN KEY ("workspace_id", "rep_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_coaching_focus_workspace_id_rep_id_set_at" ON "coaching_focus" ("workspace_id", "rep_id", "set_at");
CREATE INDEX "ix_coaching_focus_workspace_id_manager_id" ON "coaching_focus" ("workspace_id", "manager_id");
