using BotCoach.Approvals;
using BotCoach.Chat;
using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Handoffs;
using BotCoach.Home;
using BotCoach.Leads;
using BotCoach.Meetings;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.ProcessReviews;
using BotCoach.Recaps;
using BotCoach.Reminders;
using BotCoach.Rollout;
using BotCoach.Stages;
using Quartz;

namespace BotCoach;

/// <summary>
/// Page 2: everything the clock does. Quartz is the metronome of this instance, on system time; what is due lies in the database and is claimed
/// there, so instances come and go freely.
/// </summary>
public static class Schedule
{
    private const string EverySecond = "* * * * * ?";
    private const string EveryFiveSeconds = "*/5 * * * * ?";
    private const string EveryHour = "0 17 * * * ?";

    /// <summary>The chores in the order in which one may cause work for the next; the sender comes after them all.</summary>
    public static readonly IReadOnlyList<Timed> Page =
    [
        // goes on with imports: reads what was shared in chat, applies what is to be applied, one batch or chunk at a time
        new(typeof(ImportChore), EverySecond),
        // reads the CRMs that are connected, a page at a time, and writes back what people approved
        new(typeof(CrmRun), EverySecond),
        // moves open deals to the version of their process that was published, piloted or rolled back to
        new(typeof(VersionMoveRun), EverySecond),
        // makes the previews of drafts that touch more deals than a click waits for
        new(typeof(PreviewRun), EverySecond),
        // drafts the recaps of calls that came in
        new(typeof(RecapRun), EverySecond),
        // tells who was handed a deal that the time to answer is over, and whoever leads them once the notice has run
        new(typeof(HandoffRun), EverySecond),
        // gives out the leads that came in, and takes on those that nobody answered
        new(typeof(LeadRun), EverySecond),
        // reads people's calendars, and follows the meetings in them that are about a deal
        new(typeof(CalendarRun), EverySecond),
        // gives people the card before a call, half an hour ahead
        new(typeof(PrepRun), EverySecond),
        // judges the deals that are due
        new(typeof(NudgeSweep), EverySecond),
        // shows each person's reminders at the times that they chose
        new(typeof(ReminderRun), EverySecond),
        // makes each person's brief at the start of that person's working day
        new(typeof(BriefRun), EverySecond),
        // tells owners what their manager is about to hear, and managers once the notice has run
        new(typeof(EscalationRun), EveryFiveSeconds),
        // reminds who has not decided over terms, passes the question on while they are off, and ends it when its time is over
        new(typeof(ApprovalRun), EveryFiveSeconds),
        // makes each manager's digest at the first working start of that manager's week
        new(typeof(DigestRun), EverySecond),
        // gives whoever leads people with deals a clock for it
        new(typeof(DigestClocks), EveryHour),
        // sends the review of the month that is over to who is named for it, at the first working start of the person's own month
        new(typeof(ProcessReviewRun), EverySecond),
        // judges again, slowly, what was judged under older rules, calendars or processes
        new(typeof(EpochSweep), EveryFiveSeconds),
        // makes each home anew on which something has changed, and all at midnight
        new(typeof(HomeRun), EverySecond),
        // ends drafts of recaps that nobody looked at in time
        new(typeof(RecapExpiry), EveryFiveSeconds),
        // takes the week's median days in each stage, once a week a workspace; asked hourly, since a machine may be off at any one hour
        new(typeof(StageMedians), EveryHour),
        // writes down once a week how open deals stand and what is forecast of them, and tells admins of a team that has stopped logging
        new(typeof(WeekRun), EveryHour),
        // finds open deals that have a version nobody works by any more
        new(typeof(StraySweep), EveryHour),
        // goes on with the erasure of somebody, a part at a time
        new(typeof(ErasureRun), EverySecond),
        // deletes transcripts whose company's time for them is over
        new(typeof(TranscriptSweep), EveryHour),
        // forgets inbound marks that no platform repeats any more, messages that were settled long ago, and notes whose time is over
        new(typeof(ForgetSweep), EveryHour),
    ];

    public static IReadOnlyList<Type> Chores { get; } = [.. Page.Select(t => t.Chore)];

    public static IServiceCollection AddSchedule(this IServiceCollection services)
    {
        foreach (var timed in Page) services.AddScoped(timed.Chore);
        return services.AddHostedService<Metronome>();
    }

    internal static void Set(IQuartzBuilder quartz)
    {
        quartz.UseTimeProvider(TimeProvider.System);
        foreach (var timed in Page) Add<ChoreJob>(quartz, timed.Chore.Name, timed.Cron);
        Add<SendJob>(quartz, "Outbox", EverySecond);
        // gives memory back to the machine while there is little to do
        Add<RestJob>(quartz, "Memory", EveryFiveSeconds);
    }

    private static void Add<TJob>(IQuartzBuilder quartz, string name, string cron) where TJob : IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(name));
        quartz.AddTrigger(trigger => trigger.ForJob(name).WithIdentity(name)
            .WithCronSchedule(cron, c => c.WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)));
    }
}

/// <summary>A chore and when the metronome asks it for what is due.</summary>
public sealed record Timed(Type Chore, string Cron);

/// <summary>
/// Quartz, in a container of its own, set going once the host listens: putting it together takes as long as most of a start, and nobody waits for
/// its first beat. Stopping waits for the chores that are at work.
/// </summary>
public sealed class Metronome(ChoreRunner runner, ILoggerFactory logs, IHostApplicationLifetime life) : BackgroundService, IAsyncDisposable
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAny(Came(life.ApplicationStarted), Came(stoppingToken));
        if (stoppingToken.IsCancellationRequested) return;
        await using var quartz = new ServiceCollection().AddSingleton(logs).AddSingleton(runner).AddSingleton<RestJob>().AddQuartz(Schedule.Set).BuildServiceProvider();
        var scheduler = await quartz.GetRequiredService<ISchedulerFactory>().GetScheduler(stoppingToken);
        await scheduler.Start(stoppingToken);
        await Came(stoppingToken);
        await scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (ExecuteTask is { } beating) await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task Came(CancellationToken moment)
    {
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        moment.Register(came.SetResult);
        return came.Task;
    }
}

/// <summary>The job that all chores share; its name says which.</summary>
[DisallowConcurrentExecution]
public sealed class ChoreJob(ChoreRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel) =>
        await runner.RunAsync(Schedule.Chores.Single(c => c.Name == context.JobDetail.Key.Name), cancel);
}

/// <summary>
/// A busy host collects its garbage by 32 MB at a time, since a click pays for every collection; a quiet one would hold on to them for hours.
/// </summary>
[DisallowConcurrentExecution]
public sealed class RestJob : IJob
{
    private const long Little = 4 << 20;
    private long _seen, _collected;

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancel)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var isQuiet = allocated - _seen < Little;
        _seen = allocated;
        if (!isQuiet || allocated - _collected < Little) return ValueTask.CompletedTask;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _collected = allocated;
        return ValueTask.CompletedTask;
    }
}

/// <summary>The sender's job: a fallback for what no commit of this instance has woken it for.</summary>
[DisallowConcurrentExecution]
public sealed class SendJob(ChoreRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancel) => await runner.SendAsync(cancel);
}
