-- What SQLite's planner is told here, PostgreSQL finds out by itself.
SELECT 1;
