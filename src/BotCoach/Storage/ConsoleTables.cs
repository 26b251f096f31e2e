using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of the two doors beside chat, the console and the API, and what the audit is read by.</summary>
internal static class ConsoleTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ConsoleVisit>(t =>
        {
            t.HasKey(v => new { v.WorkspaceId, v.Id });
            t.HasIndex(v => v.LinkHash).IsUnique().HasFilter("link_hash IS NOT NULL");
            t.HasIndex(v => v.Until);
            t.Property(v => v.State).IsConcurrencyToken();
            t.Ignore(v => v.Number);
            Tables.Belongs<ConsoleVisit, Person>(t, v => new { v.WorkspaceId, v.PersonId });
        });
        model.Entity<ApiKey>(t =>
        {
            t.HasKey(k => new { k.WorkspaceId, k.Id });
            t.HasIndex(k => k.Hash).IsUnique();
            t.Ignore(k => k.Actor);
            Tables.Belongs<ApiKey, Person>(t, k => new { k.WorkspaceId, k.MadeBy });
        });
        model.Entity<ApiReply>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.KeyId, r.IdempotencyKey });
            t.HasIndex(r => r.At);
            Tables.Belongs<ApiReply, ApiKey>(t, r => new { r.WorkspaceId, r.KeyId });
        });
        model.Entity<GateRefusal>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.DealId, r.Target, r.Day });
            t.HasIndex(r => new { r.WorkspaceId, r.ProcessId, r.Day });
            Tables.Belongs<GateRefusal, Deal>(t, r => new { r.WorkspaceId, r.DealId });
        });
        model.Entity<DealEvent>().HasIndex(e => new { e.WorkspaceId, e.RecordedAt });
    }
}
