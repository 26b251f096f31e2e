-- What is written down once a week, since nobody can tell later: how each owner's open deals stand, and what is forecast of them.
CREATE TABLE "week_figure" (
    "workspace_id" TEXT NOT NULL,
    "taken_on" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "open" INTEGER NOT NULL,
    "active" INTEGER NOT NULL,
    "without_step" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "known" INTEGER NOT NULL,
    CONSTRAINT "pk_week_figure" PRIMARY KEY ("workspace_id", "taken_on", "owner_id"),
    CONSTRAINT "fk_week_figure_person_workspace_id_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE TABLE "forecast_snapshot" (
    "workspace_id" TEXT NOT NULL,
    "taken_on" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "deals" INTEGER NOT NULL,
    "pipeline" TEXT NOT NULL,
    "weighted" TEXT NOT NULL,
    "won" TEXT NOT NULL,
    CONSTRAINT "pk_forecast_snapshot" PRIMARY KEY ("workspace_id", "taken_on", "owner_id", "quarter", "currency"),
    CONSTRAINT "fk_forecast_snapshot_person_workspace_id_owner_id" FOREIGN KEY ("workspace_id", "owner_id") REFERENCES "person" ("workspace_id", "id") ON DELETE RESTRICT
);
CREATE INDEX "ix_week_figure_workspace_id_owner_id" ON "week_figure" ("workspace_id", "owner_id");
CREATE INDEX "ix_forecast_snapshot_workspace_id_owner_id" ON "forecast_snapshot" ("workspace_id", "owner_id");
