using BotCoach.Approvals;
using BotCoach.Chat;
using BotCoach.Checklists;
using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Home;
using BotCoach.Leads;
using BotCoach.Meetings;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.ProcessReviews;
using BotCoach.Recaps;
using BotCoach.Reminders;
using BotCoach.Reviews;
using BotCoach.Rollout;
using BotCoach.Stages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BotCoach.Storage;

/// <summary>
/// The one model over both databases. Rows of a workspace are read through a filter on the workspace in scope, and saved only into it;
/// rows of the host (installations, settings, notes, pace) belong to no workspace.
/// </summary>
public abstract class BotCoachDb : DbContext
{
    /// <summary>So many new rows are added past the tracker.</summary>
    internal const int Many = 20;

    private WorkspaceScope? _scope;
    private IReadOnlyList<Workspace> _workspace = [];
    private List<OutgoingMessage> _shown = [];
    private List<Lent> _lent = [];

    protected BotCoachDb(DbContextOptions options) : base(options)
    {
        // What changed is looked for where it is asked, and not at every look at what is tracked.
        ChangeTracker.AutoDetectChangesEnabled = false;
        // Nobody saves again in a transaction in which saving failed: two trips to the database less.
        Database.AutoSavepointsEnabled = false;
        // A row of another workspace is refused before it is tracked, so that it can be neither saved nor reloaded.
        ChangeTracker.Tracking += (_, tracking) => RefuseOtherWorkspace(tracking);
    }

    public DbSet<Installation> Installations => Set<Installation>();
    public DbSet<HostSetting> HostSettings => Set<HostSetting>();
    public DbSet<ChannelNote> ChannelNotes => Set<ChannelNote>();
    public DbSet<RingKey> RingKeys => Set<RingKey>();
    public DbSet<LinkRequest> LinkRequests => Set<LinkRequest>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<PaceSlot> PaceSlots => Set<PaceSlot>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();
    public DbSet<JoinCode> JoinCodes => Set<JoinCode>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Identity> Identities => Set<Identity>();
    public DbSet<PersonDue> PersonDues => Set<PersonDue>();
    public DbSet<CompanyDay> CompanyDays => Set<CompanyDay>();
    public DbSet<SeenInbound> SeenInbounds => Set<SeenInbound>();
    public DbSet<OutgoingMessage> OutgoingMessages => Set<OutgoingMessage>();
    public DbSet<Process> Processes => Set<Process>();
    public DbSet<ProcessVersion> ProcessVersions => Set<ProcessVersion>();
    public DbSet<PreviewRequest> PreviewRequests => Set<PreviewRequest>();
    public DbSet<VersionMove> VersionMoves => Set<VersionMove>();
    public DbSet<StageMedian> StageMedians => Set<StageMedian>();
    public DbSet<WeekFigure> WeekFigures => Set<WeekFigure>();
    public DbSet<ForecastSnapshot> ForecastSnapshots => Set<ForecastSnapshot>();
    public DbSet<CurrencyRate> CurrencyRates => Set<CurrencyRate>();
    public DbSet<QuietTeam> QuietTeams => Set<QuietTeam>();
    public DbSet<Deal> Deals => Set<Deal>();
    public DbSet<DealDue> DealDues => Set<DealDue>();
    public DbSet<DealEvent> DealEvents => Set<DealEvent>();
    public DbSet<DealEventText> DealEventTexts => Set<DealEventText>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<GateOverride> GateOverrides => Set<GateOverride>();
    public DbSet<Stakeholder> Stakeholders => Set<Stakeholder>();
    public DbSet<Artifact> Artifacts => Set<Artifact>();
    public DbSet<SaidText> SaidTexts => Set<SaidText>();
    public DbSet<WalkPlace> WalkPlaces => Set<WalkPlace>();
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();
    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<FileSaid> FileSaids => Set<FileSaid>();
    public DbSet<ImportMemory> ImportMemories => Set<ImportMemory>();
    public DbSet<Nudge> Nudges => Set<Nudge>();
    public DbSet<WaitingItem> WaitingItems => Set<WaitingItem>();
    public DbSet<Escalation> Escalations => Set<Escalation>();
    public DbSet<RuleRecord> RuleRecords => Set<RuleRecord>();
    public DbSet<RuleMute> RuleMutes => Set<RuleMute>();
    public DbSet<RuleTerms> RuleTerms => Set<RuleTerms>();
    public DbSet<BriefDay> BriefDays => Set<BriefDay>();
    public DbSet<EpochPlace> EpochPlaces => Set<EpochPlace>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<HomeTab> HomeTabs => Set<HomeTab>();
    public DbSet<ConsoleVisit> ConsoleVisits => Set<ConsoleVisit>();
    public DbSet<GateRefusal> GateRefusals => Set<GateRefusal>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Call> Calls => Set<Call>();
    public DbSet<CallTranscript> CallTranscripts => Set<CallTranscript>();
    public DbSet<CallLine> CallLines => Set<CallLine>();
    public DbSet<ErasureRequest> ErasureRequests => Set<ErasureRequest>();
    public DbSet<ModelCall> ModelCalls => Set<ModelCall>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();
    public DbSet<Handoff> Handoffs => Set<Handoff>();
    public DbSet<Commitment> Commitments => Set<Commitment>();
    public DbSet<AgendaPick> AgendaPicks => Set<AgendaPick>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<ReviewDeal> ReviewDeals => Set<ReviewDeal>();
    public DbSet<CoachingFocus> CoachingFocuses => Set<CoachingFocus>();
    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<LeadMove> LeadMoves => Set<LeadMove>();
    public DbSet<LeadRule> LeadRules => Set<LeadRule>();
    public DbSet<LeadTurn> LeadTurns => Set<LeadTurn>();
    public DbSet<ApprovalPolicy> ApprovalPolicies => Set<ApprovalPolicy>();
    public DbSet<ApprovalRequest> ApprovalRequests => Set<ApprovalRequest>();
    public DbSet<ApprovalSeat> ApprovalSeats => Set<ApprovalSeat>();
    public DbSet<ApprovalAsker> ApprovalAskers => Set<ApprovalAsker>();
    public DbSet<ApprovalWord> ApprovalWords => Set<ApprovalWord>();
    public DbSet<ApprovalStandIn> ApprovalStandIns => Set<ApprovalStandIn>();
    public DbSet<ApiReply> ApiReplies => Set<ApiReply>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<ProcessReview> ProcessReviews => Set<ProcessReview>();
    public DbSet<ProcessReviewCopy> ProcessReviewCopies => Set<ProcessReviewCopy>();
    public DbSet<CrmLink> CrmLinks => Set<CrmLink>();
    public DbSet<CrmDeal> CrmDeals => Set<CrmDeal>();
    public DbSet<CrmError> CrmErrors => Set<CrmError>();
    public DbSet<CrmConflict> CrmConflicts => Set<CrmConflict>();
    public DbSet<CrmWriteBack> CrmWriteBacks => Set<CrmWriteBack>();

    /// <summary>The workspace in scope; throws where there is none.</summary>
    public Guid WorkspaceId => Scope.Id;

    public WorkspaceScope Scope => _scope ?? throw new InvalidOperationException("This context belongs to no piece of work: ask the container for one.");

    /// <summary>The workspace's own row, to look at: it need not be tracked, so whoever changes it does so in the table. Null while it is being founded.</summary>
    public async Task<Workspace?> OwnWorkspaceAsync() => _workspace is [var known] ? known : await Workspaces.FindAsync(WorkspaceId);

    /// <summary>The same, of a workspace that is founded.</summary>
    public async Task<Workspace> FoundedWorkspaceAsync() => await OwnWorkspaceAsync() ?? throw new InvalidOperationException("This workspace does not exist.");

    /// <summary>The company's zone; UTC while it is being founded.</summary>
    public async Task<DateTimeZone> CompanyZoneAsync() => (await OwnWorkspaceAsync())?.DateZone ?? DateTimeZone.Utc;

    /// <summary>Reads that row along with what else is asked.</summary>
    public void AskWorkspace(RoundTrip trip) => _workspace = trip.Ask(ClickRows.Workspace);

    /// <summary>The person, if this unit of work has read it already.</summary>
    public Person? TrackedPerson(Guid id) => (Person?)People.Local.FindEntryUntyped([WorkspaceId, id])?.Entity;

    /// <summary>A context of the pool begins another piece of work.</summary>
    internal BotCoachDb For(WorkspaceScope scope)
    {
        (_scope, _workspace, _shown) = (scope, [], []);
        return this;
    }

    /// <summary>Whether there is anything to save.</summary>
    public bool HasChanges()
    {
        if (_lent.Exists(l => l.IsChanged)) TrackLent();
        base.ChangeTracker.DetectChanges();
        return _shown.Count > 0 || base.ChangeTracker.HasChanges();
    }

    public override ChangeTracker ChangeTracker
    {
        get
        {
            TrackLent();
            return base.ChangeTracker;
        }
    }

    public override DbSet<TEntity> Set<TEntity>()
    {
        TrackLent();
        return base.Set<TEntity>();
    }

    public override EntityEntry<TEntity> Entry<TEntity>(TEntity entity)
    {
        TrackLent();
        return base.Entry(entity);
    }

    internal void Lend(Lent row) => _lent.Add(row);

    internal void TrackLent()
    {
        if (_lent.Count == 0) return;
        var lent = _lent;
        _lent = [];
        foreach (var row in lent) row.Track(this);
    }

    /// <summary>A message that is new. It is tracked only where it is saved with all the rest, and in <see cref="LastTrip"/> not at all.</summary>
    public void Show(OutgoingMessage shown)
    {
        if (shown.WorkspaceId != WorkspaceId) throw new InvalidOperationException("A message of another workspace was refused; nothing was saved.");
        _shown.Add(shown);
    }

    /// <summary>The new messages of this unit of work, which no query finds yet.</summary>
    public IReadOnlyList<OutgoingMessage> Unsaved => _shown;

    /// <summary>The new messages, which are not saved any more: whoever takes them adds them.</summary>
    internal IReadOnlyList<OutgoingMessage> TakeShown()
    {
        var shown = _shown;
        _shown = [];
        return shown;
    }

    /// <summary>An instant as a parameter of raw SQL on this database.</summary>
    public abstract object Stamp(DateTimeOffset instant);

    /// <summary>What follows a select that claims rows: nothing is waited for, and no row is claimed twice.</summary>
    public abstract string ClaimSuffix { get; }

    /// <summary>What follows a select of a row that is waited for and then held until the transaction ends.</summary>
    public abstract string LockSuffix { get; }

    /// <summary>The database's own clock, where several instances share it; null where there is only one instance.</summary>
    public abstract Task<DateTimeOffset?> NowAsync(CancellationToken cancel);

    /// <summary>What was lent is given back: a context of the pool has nothing from its last piece of work.</summary>
    public override void Dispose()
    {
        _lent.Clear();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        _lent.Clear();
        return base.DisposeAsync();
    }

    protected override void OnModelCreating(ModelBuilder model) => Tables.Map(model, this);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => Tables.Conventions(conventions);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Look();
        RefuseOtherWorkspaces();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var many = _shown.Count >= Many && Database.CurrentTransaction is not null ? TakeShown() : [];
        Look();
        RefuseOtherWorkspaces();
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        // Last, since they may be for people who are new themselves.
        await this.AddManyAsync(many, cancellationToken);
        return saved + many.Count;
    }

    /// <summary>Saves what <see cref="HasChanges"/> has found. The unit of work ends with it, so nothing is made ready for another save.</summary>
    internal Task<int> SaveFoundAsync(CancellationToken cancel)
    {
        RefuseOtherWorkspaces();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel);
    }

    private void Look()
    {
        OutgoingMessages.AddRange(TakeShown());
        ChangeTracker.DetectChanges();
    }

    private void RefuseOtherWorkspaces()
    {
        foreach (var entry in ChangeTracker.Entries<IWorkspaceRow>())
            if (entry.State is not (EntityState.Unchanged or EntityState.Detached)) RefuseOtherWorkspace(entry);
    }

    private void RefuseOtherWorkspace(EntityTrackingEventArgs tracking)
    {
        // What a query brought is as it was stored.
        if (tracking.FromQuery && tracking.Entry.Entity is IWorkspaceRow row && row.WorkspaceId == WorkspaceId) return;
        RefuseOtherWorkspace(tracking.Entry);
    }

    private void RefuseOtherWorkspace(EntityEntry entry)
    {
        if (entry.Entity is not IWorkspaceRow row) return;
        var column = entry.Property(Tables.WorkspaceColumn(entry.Metadata.ClrType));
        if (row.WorkspaceId == WorkspaceId && column.OriginalValue is Guid was && was == WorkspaceId) return;
        throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another workspace was refused; nothing was saved.");
    }
}
