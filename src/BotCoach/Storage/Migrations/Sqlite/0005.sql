-- Whose holidays are kept, and when a person is off, away or quiet.
ALTER TABLE "workspace" ADD COLUMN "country" TEXT NULL;
ALTER TABLE "workspace" ADD COLUMN "holiday_set" TEXT NULL;
ALTER TABLE "person" ADD COLUMN "zone_asked_at" INTEGER NULL;
ALTER TABLE "person" ADD COLUMN "country" TEXT NULL;
ALTER TABLE "person" ADD COLUMN "days_off" TEXT NULL;
ALTER TABLE "person" ADD COLUMN "quiet_until" INTEGER NULL;
CREATE TABLE "company_day" (
    "workspace_id" TEXT NOT NULL,
    "set_id" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "first_on" TEXT NOT NULL,
    "last_on" TEXT NOT NULL,
    "every_years" INTEGER NOT NULL,
    "until_on" TEXT NULL,
    CONSTRAINT "pk_company_day" PRIMARY KEY ("workspace_id", "set_id", "ordinal"),
    CONSTRAINT "fk_company_day_workspace_workspace_id" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
