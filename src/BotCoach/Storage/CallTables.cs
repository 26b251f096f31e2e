using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of calls, what was said in them and what came of it, which of them a clock looks at, and who is to be erased.</summary>
internal static class CallTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Call>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.Id });
            t.Property(c => c.Revision).IsConcurrencyToken();
            t.HasIndex(c => new { c.WorkspaceId, c.ExternalId }).IsUnique().HasFilter("external_id IS NOT NULL");
            t.HasIndex(c => new { c.State, c.MadeAt }).HasFilter("state = 'Waiting'");
            // what is still to be ended when its transcript's time is over
            t.HasIndex(c => new { c.WorkspaceId, c.MadeAt }).HasFilter("state IN ('Waiting', 'Asking', 'HeldBack', 'Drafted')");
            t.HasIndex(c => c.ExpiresAt).HasFilter("expires_at IS NOT NULL");
            t.Property(c => c.Speakers).HasDefaultValueSql("'{}'");
            t.Ignore(c => c.Ours);
            t.Ignore(c => c.NotesSaid);
            Tables.Belongs<Call, Person>(t, c => new { c.WorkspaceId, c.PersonId });
            Tables.Belongs<Call, Deal>(t, c => new { c.WorkspaceId, c.DealId });
        });
        model.Entity<CallTranscript>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.CallId });
            t.HasIndex(c => c.MadeAt);
            Tables.Belongs<CallTranscript, Call>(t, c => new { c.WorkspaceId, c.CallId });
        });
        model.Entity<CallLine>(t =>
        {
            t.HasKey(l => new { l.WorkspaceId, l.CallId, l.No });
            t.HasIndex(l => new { l.WorkspaceId, l.Kind, l.State });
            t.HasIndex(l => new { l.WorkspaceId, l.State }).HasFilter("state <> 'Accepted'");
            Tables.Belongs<CallLine, Call>(t, l => new { l.WorkspaceId, l.CallId });
        });
        model.Entity<ErasureRequest>(t =>
        {
            t.HasKey(e => new { e.WorkspaceId, e.Id });
            t.HasIndex(e => e.AskedAt);
            t.Property(e => e.Revision).IsConcurrencyToken();
            Tables.Belongs<ErasureRequest, Person>(t, e => new { e.WorkspaceId, e.PersonId });
        });
        model.Entity<ModelCall>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.Id });
            Tables.Belongs<ModelCall, Call>(t, c => new { c.WorkspaceId, c.CallId });
        });
    }
}
