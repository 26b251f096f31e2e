using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The nudges of many people, read and shown past the change tracker: a hundred people have thousands, of which few change.</summary>
public static class ShownNudges
{
    private static readonly Rows<Nudge> HoldingOf = new("r.person_id = any($2) and r.holds") { Untracked = true };

    private static readonly ValueList<Nudge> Shown = new(
        new ValueColumn<Nudge, Guid>("id", n => n.Id), new ValueColumn<Nudge, long>("revision", n => n.Revision),
        new ValueColumn<Nudge, DateTimeOffset?>("first_shown_at", n => n.FirstShownAt?.ToUniversalTime()),
        new ValueColumn<Nudge, string?>("how", n => n.End?.ToString()), new ValueColumn<Nudge, DateTimeOffset?>("ended_at", n => n.EndedAt?.ToUniversalTime()));

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
        List<Nudge> written = [];
        foreach (var (nudge, how) in shown)
        {
            var before = nudge.Revision;
            nudge.Show(how, now);
            if (nudge.Revision != before && !known.Contains(nudge)) written.Add(nudge);
        }
        if (written.Count > 0 && await WriteAsync(db, written) < written.Count)
            throw new DbUpdateConcurrencyException("A nudge was changed while the brief that shows it was made.");
    }

    private static Task<int> WriteAsync(BotCoachDb db, IReadOnlyList<Nudge> shown)
    {
        var sql = $$"""
            update nudge as n set first_shown_at = v.first_shown_at, "end" = v.how, ended_at = v.ended_at, revision = v.revision from {{Shown.Sql(db, 1)}}
            where n.workspace_id = {0} and n.id = v.id and n.revision = v.revision - 1
            """;
        return db.Database.ExecuteSqlRawAsync(sql, [db.WorkspaceId, .. Shown.Values(db, shown)]);
    }
}
