using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The nudges of many people, read and shown past the change tracker: a hundred people have thousands, of which few change.</summary>
public static class ShownNudges
{
    private static readonly Rows<Nudge> HoldingOf = new("r.person_id = any($2) and r.holds") { Untracked = true };

    /// <summary>What holds for these people: where this unit of work has changed one already, as it has left it.</summary>
    public static async Task<IReadOnlyList<Nudge>> HoldingOfAsync(this BotCoachDb db, IReadOnlyCollection<Guid> people)
    {
        var trip = new RoundTrip(db);
        var stored = trip.Ask(HoldingOf, people.ToArray());
        await trip.RunAsync();
        var known = db.Nudges.Local.Where(n => people.Contains(n.PersonId)).ToDictionary(n => n.Id);
        return known.Count == 0 ? stored : [.. stored.Where(n => !known.ContainsKey(n.Id)), .. known.Values.Where(n => n.Holds)];
    }

    /// <summary>
    /// People are shown these now, each with how. What the tracker knows is saved with the rest; the others are written at once, and where somebody has
    /// changed one since it was read, this unit of work clashes.
    /// </summary>
    public static async Task ShowNudgesAsync(this BotCoachDb db, IReadOnlyCollection<(Nudge Nudge, NudgeEnd How)> shown, DateTimeOffset now)
    {
        var known = db.Nudges.Local.ToHashSet();
        var written = new List<(Guid Id, long Revision, NudgeEnd How)>();
        foreach (var (nudge, how) in shown)
        {
            var before = nudge.Revision;
            nudge.Show(how, now);
            if (nudge.Revision != before && !known.Contains(nudge)) written.Add((nudge.Id, before, how));
        }
        if (written.Count > 0 && await WriteAsync(db, written, now) < written.Count)
            throw new DbUpdateConcurrencyException("A nudge was changed while the brief that shows it was made.");
    }

    private static async Task<int> WriteAsync(BotCoachDb db, IReadOnlyList<(Guid Id, long Revision, NudgeEnd How)> shown, DateTimeOffset now)
    {
        const string set = "set first_shown_at = coalesce(n.first_shown_at, {1}), ended_at = case when n.\"end\" is null then {1} else n.ended_at end, revision = n.revision + 1";
        if (db is PostgresDb)
            return await db.Database.ExecuteSqlRawAsync(
                $"update nudge as n {set}, \"end\" = coalesce(n.\"end\", v.how) from unnest({{2}}, {{3}}, {{4}}) as v(id, revision, how) where n.workspace_id = {{0}} and n.id = v.id and n.revision = v.revision",
                db.WorkspaceId, db.Stamp(now), shown.Select(s => s.Id).ToArray(), shown.Select(s => s.Revision).ToArray(), shown.Select(s => $"{s.How}").ToArray());
        var written = 0;
        foreach (var (id, revision, how) in shown)
            written += await db.Database.ExecuteSqlRawAsync(
                $"update nudge as n {set}, \"end\" = coalesce(n.\"end\", {{4}}) where n.workspace_id = {{0}} and n.id = {{2}} and n.revision = {{3}}", db.WorkspaceId, db.Stamp(now), id, revision, $"{how}");
        return written;
    }
}
