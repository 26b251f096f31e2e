using BotCoach.Admin;
using BotCoach.Api;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Channels.Teams;
using BotCoach.Channels.Web;
using BotCoach.Chat;
using BotCoach.Crm;
using BotCoach.Crm.Wire;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;

namespace BotCoach;

/// <summary>Puts the host together: what each room adds, in the order in which the rooms depend on one another, and what answers.</summary>
public static class App
{
    private const string DefaultUrl = "http://localhost:5080";
    private const int LongestWait = 60;

    /// <summary>The host, not yet started. <paramref name="adjust"/> comes last, so that it may replace anything.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseKestrelHttpsConfiguration();
        var settings = Settings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultUrl);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            // Nothing of it is above what is shown, and to be heard at all it would make an activity and a scope for every request.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // That the ring of keys stands unwrapped is a choice: see Secrets:Key.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.AddTelemetry(settings.Telemetry);
        builder.Services.AddSingleton(settings);
        builder.Services.AddStorage(settings.ConnectionStrings.BotCoach).AddKeyRing(settings.Secrets.Key);
        builder.Services.AddChat(settings).AddBotCoach().AddSchedule().AddConsole(settings.Admin, Settings.ListensHereAlone(builder.Configuration)).AddApi(settings.Api).AddSingleton(settings.Ai);
        if (settings.Playground.Enabled != false) builder.Services.AddWeb();
        var (slack, teams) = (Of(settings.Slack), Of(settings.Teams, builder.Environment.IsDevelopment()));
        if (slack.IsSetUp) builder.Services.AddSlack(slack);
        if (teams.IsSetUp) builder.Services.AddTeams(teams);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.MapHealth();
        if (settings.Playground.Enabled != false) app.MapWeb();
        if (slack.IsSetUp) app.MapSlack();
        if (teams.IsSetUp) app.MapTeams();
        app.MapConsole();
        app.MapCrm();
        if (app.Services.GetRequiredService<ConsoleAddress>() is { IsSafe: true } address) app.MapApi(address.IsHereAlone);
        return app;
    }

    private static SlackOptions Of(SlackSettings slack) => new()
    {
        SigningSecret = slack.SigningSecret, PreviousSigningSecret = slack.PreviousSigningSecret, BotToken = slack.BotToken, AppToken = slack.AppToken,
        ClientId = slack.ClientId, ClientSecret = slack.ClientSecret, ApiBaseUrl = slack.ApiBaseUrl,
    };

    private static TeamsOptions Of(TeamsSettings teams, bool isDevelopment) => new()
    {
        OpensForm = teams.DangerouslyAllowAnonymous ? _ => false : ChatRoutes.Table().OpensForm, AllowsEmulator = isDevelopment,
        AppId = teams.AppId, TenantId = teams.TenantId, AppType = Enum.Parse<TeamsAppType>(teams.AppType), ClientSecret = teams.ClientSecret, CertificatePath = teams.CertificatePath,
        AllowedTenants = teams.AllowedTenants, AllowedServiceHosts = teams.AllowedServiceHosts, OpenIdMetadata = teams.OpenIdMetadata, Issuer = teams.Issuer,
        LoginBaseUrl = teams.LoginBaseUrl, GraphBaseUrl = teams.GraphBaseUrl, InstallsForPeople = teams.InstallForPeople,
        AllowsHttpOnLoopback = teams.DangerouslyAllowHttpOnLoopback, AllowsAnonymous = teams.DangerouslyAllowAnonymous,
    };

    /// <summary>Brings the database up to the model and reads the clock; whoever builds a host calls this before starting it.</summary>
    public static Task PrepareAsync(WebApplication app, CancellationToken cancel = default) => DbFaults.UntilReachedAsync(async () =>
    {
        var database = app.Services.GetRequiredService<DatabaseChoice>();
        await Migrations.ApplyAsync(database, cancel);
        app.Services.GetRequiredService<ChoreClock>().Read(await FirstLook.TakeAsync(database, cancel));
    }, LongestWait, cancel);

    public static IServiceCollection AddBotCoach(this IServiceCollection services) => services
        .AddPeople().AddStages().AddDeals().AddImports().AddChecklists().AddReminders().AddLeads().AddPlans().AddApprovals().AddMetrics().AddNudges().AddRollout().AddSetup().AddHome().AddRecaps().AddMeetings().AddHandoffs().AddReviews().AddDigests().AddProcessReviews().AddCrm();

    private static IServiceCollection AddChat(this IServiceCollection services, Settings settings) => services
        .AddSingleton<TimeProvider, CoachClock>().AddSingleton(ChatRoutes.Table())
        .AddSingleton<IInbox, Inbox>().AddScoped<Arrival>().AddScoped<Comeback>().AddScoped<Dispatch>().AddScoped<CardLooks>().AddScoped<Outbox>()
        .AddSingleton<OutboxSignal>().AddSingleton<OutboxSender>().AddScoped<OutboxClaims>().AddScoped<LateMessages>().AddScoped<OutboxRecords>()
        .AddScoped<Reaching>().AddScoped<PaceBook>().AddHostedService<OutboxLoop>()
        .AddSingleton<ChoreClock>().AddSingleton<ChoreRunner>()
        .AddSingleton(new LocalPlay(settings.Playground.Enabled != false, Schedule.Chores, SampleAsync)).AddSingleton<ILocalHost, LocalHost>();

    private static Task<bool> SampleAsync(IServiceProvider services, string channel, DateTimeOffset now) =>
        services.GetRequiredService<SamplePipeline>().EnsureAsync(channel, now);

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<KnownInstallations>().AddScoped<Roster>().AddScoped<Linking>().AddScoped<Audit>().AddScoped<NamedPeople>().AddScoped<Leavers>().AddScoped<ApiKeys>().AddSingleton<SigningSecrets>().AddSingleton<CompanyDaysCache>().AddScoped<Calendars>().AddScoped<Urgent>()
        .AddScoped<PersonClocks>().AddScoped<Positions>().AddScoped<CompanyHolidays>().AddScoped<Joining>().AddScoped<SettingsActions>().AddScoped<AwayActions>().AddScoped<HolidayActions>().AddScoped<ZoneActions>();

    private static IServiceCollection AddStages(this IServiceCollection services) => services
        .AddSingleton<Stages.BookCache>().AddScoped<Stages.StageShelf>().AddScoped<Stages.Drafts>().AddScoped<Stages.DraftDesk>().AddScoped<Stages.ProcessScope>()
        .AddScoped<Stages.StagesActions>().AddScoped<Stages.DraftActions>().AddScoped<Stages.StagesApi>();

    private static IServiceCollection AddDeals(this IServiceCollection services) => services
        .AddScoped<Deals.DealLedger>().AddScoped<Deals.DealOrigins>().AddScoped<Deals.DealFiles>().AddScoped<Deals.ManyFiles>().AddSingleton<Deals.WornWords>().AddScoped<Deals.DealAccess>()
        .AddScoped<Deals.DealLast>().AddScoped<Deals.GateOverrides>().AddScoped<Deals.DealMoves>().AddScoped<Deals.Reversion>()
        .AddScoped<Deals.DealTriage>().AddScoped<Deals.TriageActions>()
        .AddScoped<Deals.SaidWords>().AddScoped<Deals.DealFacts>().AddScoped<Deals.DealAnswers>().AddScoped<Deals.DealNew>()
        .AddScoped<Deals.DealFinder>().AddScoped<Deals.DealPick>().AddScoped<Deals.PeopleNames>().AddScoped<Deals.StageNames>()
        .AddScoped<Deals.DealCards>().AddScoped<Deals.FormDoor>().AddScoped<Deals.DealFormIntake>().AddScoped<Deals.DayReading>()
        .AddScoped<Deals.FromMessageActions>().AddScoped<Deals.DealActions>().AddScoped<Deals.HelpActions>().AddScoped<Deals.DealMoveActions>().AddScoped<Deals.DealFillActions>().AddScoped<Deals.WaitingBoard>().AddScoped<Deals.WaitingActions>();

    private static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<Deals.ImportPlanning>().AddScoped<Deals.ImportMatch>().AddScoped<Deals.ImportJudge>().AddScoped<Deals.ImportCheck>()
        .AddScoped<Deals.ImportApply>().AddScoped<Deals.ImportChanging>().AddScoped<Deals.ImportRuns>().AddSingleton<Deals.ImportDesk>()
        .AddScoped<Deals.ImportActions>().AddScoped<Deals.ImportMappingActions>().AddSingleton<Deals.DealImport>()
        .AddScoped<Deals.DealsApi>().AddScoped<Deals.DealPutting>().AddScoped<Deals.DealProving>();

    private static IServiceCollection AddChecklists(this IServiceCollection services) => services
        .AddScoped<Checklists.WalkCards>().AddScoped<Checklists.WalkNotices>()
        .AddScoped<Checklists.ChecklistActions>().AddScoped<Checklists.WalkDecisions>();

    private static IServiceCollection AddReminders(this IServiceCollection services) => services
        .AddScoped<Reminders.ReminderClock>().AddScoped<Reminders.ReminderLines>().AddScoped<Reminders.DueReminders>().AddScoped<Reminders.ReminderBoard>()
        .AddScoped<Reminders.IReminderPlace>(s => s.GetRequiredService<Reminders.DueReminders>()).AddScoped<Reminders.IReminderPlace>(s => s.GetRequiredService<Nudges.BriefBoard>()).AddScoped<Reminders.IReminderPlace>(s => s.GetRequiredService<Reviews.CommitmentBoard>()).AddScoped<Reminders.ReminderDesk>()
        .AddScoped<Reminders.NamedDeals>().AddScoped<Reminders.RemindActions>().AddScoped<Reminders.StageTasks>().AddScoped<Reminders.OpenQuestions>();

    private static IServiceCollection AddLeads(this IServiceCollection services) => services
        .AddScoped<Leads.LeadDesk>().AddScoped<Leads.LeadAccepting>().AddScoped<Leads.LeadActions>().AddScoped<Leads.LeadRuleActions>().AddScoped<Leads.LeadsApi>();

    private static IServiceCollection AddPlans(this IServiceCollection services) => services;

    private static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddScoped<Approvals.ApprovalPolicies>().AddScoped<Approvals.Approvers>().AddScoped<Approvals.ApprovalFiles>().AddScoped<Approvals.Turnarounds>().AddScoped<Approvals.ApprovalCards>().AddScoped<Approvals.ApprovalHistory>().AddScoped<Approvals.ApprovalDesk>()
        .AddScoped<Approvals.ApprovalActions>().AddScoped<Approvals.ApprovalDecisions>().AddScoped<Approvals.ApprovalPolicyActions>();

    private static IServiceCollection AddMetrics(this IServiceCollection services) => services
        .AddScoped<Metrics.MetricsReading>().AddScoped<Metrics.MetricDeals>().AddScoped<Metrics.StageRates>().AddSingleton<Metrics.StageRatesCache>().AddScoped<Metrics.ForecastReading>()
        .AddScoped<Metrics.CurrencyRates>().AddScoped<Metrics.CurrencyActions>()
        .AddScoped<Metrics.WeekReading>().AddScoped<Metrics.QuietTeams>().AddScoped<Metrics.RampReading>().AddScoped<Metrics.HandoffReading>().AddScoped<Metrics.AdoptionReading>().AddScoped<Metrics.ApprovalReading>();

    private static IServiceCollection AddNudges(this IServiceCollection services) => services
        .AddScoped<Nudges.NextStepGaps>().AddScoped<Nudges.DealDocket>().AddScoped<Nudges.EpochReader>().AddScoped<Nudges.NudgeLedger>().AddScoped<Nudges.BriefClock>().AddScoped<Nudges.BriefDesk>()
        .AddScoped<Nudges.EscalationDesk>().AddScoped<Nudges.EscalationActions>()
        .AddScoped<Nudges.RuleRecords>().AddScoped<Nudges.Hush>().AddScoped<Nudges.RuleActions>()
        .AddScoped<Nudges.BriefPages>().AddScoped<Nudges.BriefPool>().AddScoped<Nudges.BriefBoard>().AddScoped<Nudges.BriefActions>().AddScoped<Nudges.NudgeDesk>().AddScoped<Nudges.NudgeActions>().AddScoped<Nudges.NudgeWhyActions>().AddScoped<Nudges.FollowUpActions>()
        .AddScoped<SamplePipeline>();

    private static IServiceCollection AddRollout(this IServiceCollection services) => services
        .AddScoped<Rollout.Releases>().AddScoped<Rollout.DeskReader>().AddScoped<Rollout.Preview>().AddScoped<Rollout.PreviewDesk>().AddScoped<Rollout.StageMoves>().AddScoped<Rollout.SalesTeams>().AddScoped<Rollout.PilotReading>().AddScoped<Rollout.VersionReading>().AddScoped<Rollout.RolloutActions>().AddScoped<Rollout.VersionActions>()
        .AddScoped<Rollout.ShortPath>().AddScoped<Rollout.UsefulnessReading>().AddScoped<Rollout.Templates>();

    private static IServiceCollection AddSetup(this IServiceCollection services) => services.AddScoped<Setup.SetupReading>().AddScoped<Setup.SetupActions>();

    private static IServiceCollection AddRecaps(this IServiceCollection services) => services
        .AddSingleton<Recaps.Model.ModelClient>().AddSingleton<Recaps.Model.ModelWriter>().AddScoped<Recaps.CallIntake>().AddScoped<Recaps.CallDeals>().AddScoped<Recaps.CallSides>().AddScoped<Recaps.CallSpeakers>()
        .AddScoped<Recaps.RecapDrafting>().AddScoped<Recaps.RecapDesk>().AddScoped<Recaps.RecapReview>().AddScoped<Recaps.RecapActions>().AddScoped<Recaps.RecapAgain>().AddScoped<Recaps.SpeakerActions>().AddScoped<Recaps.CallActions>()
        .AddScoped<Recaps.Erasure>().AddScoped<Recaps.CallTermsActions>().AddScoped<Recaps.PrepActions>().AddScoped<Recaps.CallsApi>().AddScoped<Recaps.ObjectionActions>();

    private static IServiceCollection AddMeetings(this IServiceCollection services) => services
        .AddSingleton(new Meetings.CalendarPlace()).AddSingleton<Channels.Meetings.IMeetingFeed>(s => new Channels.Meetings.IcsFeed(s.GetRequiredService<Meetings.CalendarPlace>().AllowsLoopback))
        .AddSingleton<Meetings.CalendarKeys>().AddScoped<Meetings.MeetingDesk>().AddScoped<Meetings.CalendarActions>();

    private static IServiceCollection AddHandoffs(this IServiceCollection services) => services
        .AddScoped<Handoffs.HandoffDesk>().AddScoped<Handoffs.HandoffActions>().AddScoped<Handoffs.HandoffAnswers>();

    private static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddScoped<Reviews.Commitments>().AddScoped<Reviews.CommitmentBoard>().AddScoped<Reviews.CommitmentActions>().AddScoped<Reviews.Agenda>().AddScoped<Reviews.TalkReading>().AddScoped<Reviews.ReviewDesk>().AddScoped<Reviews.ReviewCards>()
        .AddScoped<Reviews.ReviewReading>().AddScoped<Reviews.ReviewActions>().AddScoped<Reviews.DecisionActions>().AddScoped<Reviews.FocusActions>();

    private static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton(s => new Digests.DigestPlace(s.GetRequiredService<ConsoleAddress>().Of)).AddScoped<Digests.PromiseReading>().AddScoped<Digests.DigestReading>().AddScoped<Digests.DigestPastReading>().AddScoped<Digests.DigestKept>().AddScoped<Digests.DigestDesk>().AddScoped<Digests.DigestActions>();

    private static IServiceCollection AddProcessReviews(this IServiceCollection services) => services
        .AddScoped<ProcessReviews.CompanyReading>().AddScoped<ProcessReviews.ProcessReviewReading>().AddScoped<ProcessReviews.ProcessReviewDesk>().AddScoped<ProcessReviews.ReviewNames>().AddScoped<ProcessReviews.ProcessReviewActions>();

    private static IServiceCollection AddCrm(this IServiceCollection services) => services.AddCrmSources()
        .AddSingleton<Crm.CrmKeys>().AddSingleton(s => new Crm.CrmPlace(s.GetRequiredService<ConsoleAddress>().Of)).AddScoped<Crm.CrmPages>().AddScoped<Crm.CrmErrors>().AddScoped<Crm.CrmEnds>().AddScoped<Crm.CrmConflicts>()
        .AddScoped<Crm.CrmWriting>().AddScoped<Crm.CrmFaults>().AddScoped<Crm.CrmDesk>().AddScoped<Crm.CrmSteps>().AddScoped<Crm.CrmActions>().AddScoped<Crm.CrmChoiceActions>().AddScoped<Crm.CrmConnecting>();

    private static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddScoped<Home.HomeReading>().AddScoped<Home.HomeDesk>().AddScoped<Home.HomeActions>();
}
