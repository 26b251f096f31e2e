using System.Linq.Expressions;
using System.Text;
using BotCoach.Chat;
using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.Home;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>Every table on one page: keys begin with the workspace, foreign keys are composite, names are snake_case.</summary>
internal static class Tables
{
    /// <summary>How far each message has come: the narrow half of <see cref="OutgoingMessage"/>.</summary>
    public const string Delivery = "message_delivery";

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        conventions.Properties<LocalTime>().HaveConversion<LocalTimeConverter>();
        conventions.Properties<Dictionary<string, string>>().HaveConversion<TextMapConverter, TextMapComparer>();
        conventions.Properties<Enum>().HaveConversion<string>();
    }

    public static void Map(ModelBuilder model, BotCoachDb db)
    {
        Host(model, db);
        People(model);
        Chat(model);
        StageTables.Map(model);
        Deals(model);
        Imports(model);
        Reminders(model);
        NudgeTables.Map(model);
        ConsoleTables.Map(model);
        CallTables.Map(model);
        ReviewTables.Map(model);
        ApprovalTables.Map(model);
        MetricTables.Map(model);
        HandoffTables.Map(model);
        MeetingTables.Map(model);
        LeadTables.Map(model);
        CrmTables.Map(model);
        Home(model);
        foreach (var type in model.Model.GetEntityTypes().Where(t => typeof(IWorkspaceRow).IsAssignableFrom(t.ClrType)))
            Guard(model.Entity(type.ClrType), db);
        SnakeCase(model);
    }

    /// <summary>The property that holds a row's workspace: a workspace's own is its id.</summary>
    public static string WorkspaceColumn(Type row) => row == typeof(Workspace) ? nameof(Workspace.Id) : nameof(IWorkspaceRow.WorkspaceId);

    private static void Host(ModelBuilder model, BotCoachDb db)
    {
        model.Entity<Installation>().HasKey(i => new { i.Channel, i.ExternalId });
        model.Entity<Installation>().HasIndex(i => i.WorkspaceId);
        model.Entity<HostSetting>().HasKey(s => s.Key);
        model.Entity<ChannelNote>().HasKey(n => new { n.Channel, n.Key });
        model.Entity<ChannelNote>().HasIndex(n => n.KeepUntil);
        // Keys are read in their order; on PostgreSQL that must not depend on the database's language.
        if (db is PostgresDb) model.Entity<ChannelNote>().Property(n => n.Key).UseCollation("C");
        model.Entity<RingKey>().HasKey(k => k.Name);
        model.Entity<PaceSlot>().HasKey(p => new { p.Channel, p.Team, p.Scope });
    }

    private static void People(ModelBuilder model)
    {
        model.Entity<Workspace>(t =>
        {
            t.HasKey(w => w.Id);
            t.Property(w => w.TranscriptDays).HasDefaultValue(90);
            t.Property(w => w.HeldBackWords).HasDefaultValue("confidential");
        });
        model.Entity<JoinCode>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.Hash });
            t.HasIndex(c => c.Hash);
        });
        model.Entity<Person>(t =>
        {
            t.HasKey(p => new { p.WorkspaceId, p.Id });
            t.HasIndex(p => new { p.WorkspaceId, p.Name });
            t.Property(p => p.GetsProcessReview).HasDefaultValue(false);
            t.HasIndex(p => new { p.WorkspaceId, p.MergedInto }).HasFilter("merged_into IS NOT NULL");
            Belongs<Person, Workspace>(t, p => p.WorkspaceId);
            Belongs<Person, Person>(t, p => new { p.WorkspaceId, p.ManagerId });
        });
        model.Entity<Identity>(t =>
        {
            t.HasKey(i => new { i.WorkspaceId, i.Channel, i.Team, i.ExternalId });
            Belongs<Identity, Person>(t, i => new { i.WorkspaceId, i.PersonId });
        });
        model.Entity<LinkRequest>(t =>
        {
            t.HasKey(l => new { l.WorkspaceId, l.Id });
            Belongs<LinkRequest, Person>(t, l => new { l.WorkspaceId, l.NewcomerId });
            Belongs<LinkRequest, Person>(t, l => new { l.WorkspaceId, l.KnownId });
        });
        model.Entity<AuditEntry>(t =>
        {
            t.HasKey(a => new { a.WorkspaceId, a.Id });
            Belongs<AuditEntry, Person>(t, a => new { a.WorkspaceId, a.PersonId });
        });
        model.Entity<CompanyDay>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.SetId, d.Ordinal });
            Belongs<CompanyDay, Workspace>(t, d => d.WorkspaceId);
        });
        model.Entity<PersonDue>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.PersonId, d.Kind });
            t.HasIndex(d => new { d.Kind, d.At });
            Belongs<PersonDue, Person>(t, d => new { d.WorkspaceId, d.PersonId });
        });
    }

    private static void Chat(ModelBuilder model)
    {
        model.Entity<SeenInbound>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.Channel, s.DedupeId });
            t.HasIndex(s => s.SeenAt);
        });
        model.Entity<OutgoingMessage>(t =>
        {
            t.HasKey(m => new { m.WorkspaceId, m.Id });
            // What a message says lies in one table, and how far it has come in another: the sender writes each several times, beside none of the wide columns and far indexes.
            t.ToTable("outgoing_message", wide => wide.Property(m => m.PersonId));
            t.SplitToTable(Delivery, Progress);
            t.HasIndex(m => new { m.WorkspaceId, m.Key }).IsUnique();
            t.HasIndex(m => new { m.WorkspaceId, m.PersonId, m.CreatedAt });
            t.HasIndex(m => new { m.WorkspaceId, m.Reference }).HasFilter("reference IS NOT NULL");
            t.HasIndex(m => new { m.Lane, m.NotBefore, m.Id }).HasFilter("not_before IS NOT NULL");
            // What is on its way, or was: the next message to the person may have to wait for it.
            t.HasIndex(m => new { m.WorkspaceId, m.PersonId, m.Attempts }).HasFilter("attempts > 0");
            t.Property(m => m.Revision).IsConcurrencyToken();
            // An edit that meets the sender is made again, knowing what the sender did.
            t.Property(m => m.State).IsConcurrencyToken();
            Belongs<OutgoingMessage, Person>(t, m => new { m.WorkspaceId, m.PersonId });
        });
    }

    private static void Progress(SplitTableBuilder<OutgoingMessage> table)
    {
        Expression<Func<OutgoingMessage, object?>>[] columns =
        [
            m => m.PersonId, m => m.Channel, m => m.Team, m => m.User, m => m.Conversation, m => m.Revision, m => m.SentRevision, m => m.Reference, m => m.Lane,
            m => m.Place, m => m.State, m => m.NotBefore, m => m.Attempts, m => m.WasUncertain, m => m.Why, m => m.TriedAt, m => m.SentAt,
        ];
        foreach (var column in columns) table.Property(column);
    }

    private static void Deals(ModelBuilder model)
    {
        model.Entity<Deal>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.Id });
            t.HasIndex(d => new { d.WorkspaceId, d.Source, d.ExternalId }).IsUnique();
            t.HasIndex(d => new { d.WorkspaceId, d.OwnerId, d.Status });
            t.HasIndex(d => new { d.WorkspaceId, d.Twin });
            t.Property(d => d.Revision).IsConcurrencyToken();
            t.Property(d => d.TouchesMade).HasDefaultValue(0);
            Belongs<Deal, Person>(t, d => new { d.WorkspaceId, d.OwnerId });
            Belongs<Deal, ProcessVersion>(t, d => new { d.WorkspaceId, d.ProcessId, d.ProcessVersion });
        });
        model.Entity<DealDue>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.DealId });
            t.HasIndex(d => d.At);
            t.HasIndex(d => new { d.WorkspaceId, d.OwnerId, d.At });
            Belongs<DealDue, Deal>(t, d => new { d.WorkspaceId, d.DealId });
        });
        model.Entity<DealEvent>(t =>
        {
            t.HasKey(e => new { e.WorkspaceId, e.DealId, e.Seq });
            // When a deal got its owner is asked of all of them at once, and few ever got another.
            t.HasIndex(e => new { e.WorkspaceId, e.DealId }).HasFilter("kind = 'HandedOver'");
            Belongs<DealEvent, Deal>(t, e => new { e.WorkspaceId, e.DealId });
        });
        model.Entity<DealEventText>().HasKey(e => new { e.WorkspaceId, e.DealId, e.Seq, e.Field });
        model.Entity<Account>().HasKey(a => new { a.WorkspaceId, a.Name });
        model.Entity<Answer>(t =>
        {
            t.HasKey(a => new { a.WorkspaceId, a.DealId, a.CriterionId });
            Belongs<Answer, Deal>(t, a => new { a.WorkspaceId, a.DealId });
        });
        model.Entity<SaidText>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.Key, s.DealId, s.Field });
            t.HasIndex(s => new { s.WorkspaceId, s.DealId });
            Belongs<SaidText, Deal>(t, s => new { s.WorkspaceId, s.DealId });
        });
        model.Entity<WalkPlace>(t =>
        {
            t.HasKey(w => new { w.WorkspaceId, w.PersonId, w.DealId });
            t.HasIndex(w => new { w.WorkspaceId, w.DealId });
            Belongs<WalkPlace, Person>(t, w => new { w.WorkspaceId, w.PersonId });
            Belongs<WalkPlace, Deal>(t, w => new { w.WorkspaceId, w.DealId });
        });
        OfDeal<GateOverride>(model, o => new { o.WorkspaceId, o.Id }, o => new { o.WorkspaceId, o.DealId });
        OfDeal<Stakeholder>(model, s => new { s.WorkspaceId, s.Id }, s => new { s.WorkspaceId, s.DealId });
        OfDeal<Artifact>(model, a => new { a.WorkspaceId, a.Id }, a => new { a.WorkspaceId, a.DealId });
    }

    private static void Imports(ModelBuilder model)
    {
        model.Entity<ImportRun>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Id });
            t.HasIndex(r => r.State);
            t.Property(r => r.Revision).IsConcurrencyToken();
        });
        model.Entity<ImportFile>().HasKey(f => new { f.WorkspaceId, f.ImportId, f.Ordinal });
        model.Entity<ImportRow>().HasKey(r => new { r.WorkspaceId, r.ImportId, r.Line });
        model.Entity<FileSaid>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.DealId });
            Belongs<FileSaid, Deal>(t, s => new { s.WorkspaceId, s.DealId });
        });
        model.Entity<ImportMemory>().HasKey(m => new { m.WorkspaceId, m.Kind, m.Theirs });
    }

    private static void Reminders(ModelBuilder model) => model.Entity<Reminder>(t =>
    {
        t.HasKey(r => new { r.WorkspaceId, r.Id });
        t.Ignore(r => r.When);
        t.Ignore(r => r.Rhythm);
        t.HasIndex(r => new { r.WorkspaceId, r.PersonId, r.State });
        t.HasIndex(r => new { r.WorkspaceId, r.DealId });
        t.HasIndex(r => new { r.WorkspaceId, r.MessageId });
        t.HasIndex(r => new { r.WorkspaceId, r.Origin }).IsUnique().HasFilter("origin IS NOT NULL");
        t.Property(r => r.Revision).IsConcurrencyToken();
        Belongs<Reminder, Person>(t, r => new { r.WorkspaceId, r.PersonId });
        Belongs<Reminder, Deal>(t, r => new { r.WorkspaceId, r.DealId });
    });

    private static void Home(ModelBuilder model) => model.Entity<HomeTab>(t =>
    {
        t.HasKey(h => new { h.WorkspaceId, h.PersonId });
        Belongs<HomeTab, Person>(t, h => new { h.WorkspaceId, h.PersonId });
    });

    internal static void OfDeal<T>(ModelBuilder model, Expression<Func<T, object?>> key, Expression<Func<T, object?>> deal) where T : class =>
        model.Entity<T>(t =>
        {
            t.HasKey(key);
            t.HasIndex(deal);
            Belongs<T, Deal>(t, deal);
        });

    internal static void Belongs<T, TOther>(EntityTypeBuilder<T> table, Expression<Func<T, object?>> columns) where T : class where TOther : class =>
        table.HasOne<TOther>().WithMany().HasForeignKey(columns).OnDelete(DeleteBehavior.Restrict);

    private static void Guard(EntityTypeBuilder table, BotCoachDb db)
    {
        var row = Expression.Parameter(table.Metadata.ClrType, "row");
        var column = WorkspaceColumn(table.Metadata.ClrType);
        var inScope = Expression.Property(Expression.Constant(db, typeof(BotCoachDb)), nameof(BotCoachDb.WorkspaceId));
        table.HasQueryFilter(Expression.Lambda(Expression.Equal(Expression.Property(row, column), inScope), row));
    }

    private static void SnakeCase(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            type.SetTableName(Snake(type.ClrType.Name));
            foreach (var property in type.GetProperties()) property.SetColumnName(Snake(property.Name));
        }
        // In a second pass, since these names are made of the tables'.
        foreach (var type in model.Model.GetEntityTypes())
        {
            // What is split over two tables keeps the names that EF gives: one that we gave would be both keys'.
            foreach (var key in type.GetKeys().Where(_ => !type.GetMappingFragments().Any())) key.SetName(key.GetName()!.ToLowerInvariant());
            foreach (var link in type.GetForeignKeys()) link.SetConstraintName(link.GetConstraintName()!.ToLowerInvariant());
            foreach (var index in type.GetIndexes()) index.SetDatabaseName(index.GetDatabaseName()!.ToLowerInvariant());
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}
