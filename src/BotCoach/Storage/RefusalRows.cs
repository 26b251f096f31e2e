using BotCoach.Deals;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>Refusals of the gate, many at once: an import of a hundred thousand rows may bring as many.</summary>
internal static class RefusalRows
{
    private const int AtOnce = 500;

    /// <summary>Adds what was refused; a deal that was refused the same on the same day is counted already.</summary>
    public static async Task AddRefusalsAsync(this BotCoachDb db, IReadOnlyList<GateRefusal> refusals)
    {
        foreach (var some in refusals.Chunk(AtOnce)) await AddAsync(db, some);
    }

    private static Task AddAsync(BotCoachDb db, GateRefusal[] refusals)
    {
        const int columns = 7;
        var values = new List<object> { db.WorkspaceId };
        foreach (var r in refusals) values.AddRange([r.DealId, r.Target, r.Day.ToDateOnly(), r.ProcessId, r.Version, r.StageId, r.Missing]);
        var rows = refusals.Select((_, i) => $"({{0}}, {string.Join(", ", Enumerable.Range(1 + i * columns, columns).Select(n => $"{{{n}}}"))})");
        var sql = "insert into gate_refusal (workspace_id, deal_id, target, day, process_id, version, stage_id, missing) values " + string.Join(", ", rows) + " on conflict do nothing";
        return db.Database.ExecuteSqlRawAsync(sql, values);
    }
}
