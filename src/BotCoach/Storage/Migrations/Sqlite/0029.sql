-- One review of a manager goes on at a time: of several that two presses have begun, the newest does. And a promise's reminder says what it is of.
UPDATE "review" SET "ended_at" = "at", "revision" = "revision" + 1 WHERE "ended_at" IS NULL AND EXISTS (
    SELECT 1 FROM "review" AS n WHERE n."workspace_id" = "review"."workspace_id" AND n."manager_id" = "review"."manager_id" AND n."ended_at" IS NULL
      AND (n."started_at" > "review"."started_at" OR (n."started_at" = "review"."started_at" AND n."id" > "review"."id")));
CREATE UNIQUE INDEX "ix_review_workspace_id_manager_id" ON "review" ("workspace_id", "manager_id") WHERE ended_at IS NULL;
UPDATE "reminder" SET "origin" = 'promise:' || lower((SELECT c."id" FROM "commitment" AS c WHERE c."workspace_id" = "reminder"."workspace_id" AND c."reminder_id" = "reminder"."id"))
    WHERE "origin" IS NULL AND EXISTS (SELECT 1 FROM "commitment" AS c WHERE c."workspace_id" = "reminder"."workspace_id" AND c."reminder_id" = "reminder"."id");
