using BotCoach.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// A year of a company on a clock that jumps from one due instant to the next: chores and the sender run as the schedule lists them, people act, the
/// platform has its troubles, and the instance dies now and then. What comes is judged as it comes, each window as it opens, and the ledgers at the end.
/// </summary>
internal sealed class SimulatedYear : IAsyncDisposable
{
    private const double AnswersBrief = 0.25;
    private const double AnswersOther = 0.35;
    private const int DaysBetweenDeaths = 20;
    private const int DaysBetweenOutages = 12;
    private const int LongestOutageMinutes = 14 * 60;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan Monthly = TimeSpan.FromDays(30);

    private readonly CoachHost _host;
    private readonly Random _lot, _answers;
    private readonly SimulatedPlatform _platform;
    private readonly Instances _instances;
    private readonly Acts _acts;
    private readonly BriefCheck _briefs;
    private readonly PriorityQueue<Somebody, DateTimeOffset> _actors = new();
    private readonly PriorityQueue<(Somebody Who, LocalDate Day, int Changes), DateTimeOffset> _windows = new();
    private DateTimeOffset _nextDaily, _nextDeath, _nextOutage, _nextAudit;
    private int _befallsOneStepIn;

    private SimulatedYear(CoachHost host, int seed, Fortune fortune, IReadOnlyList<CuttableWire?> wires, MortalPostgres? server)
    {
        (_host, _lot, _answers) = (host, new Random(seed), new Random(seed + 3));
        _platform = new SimulatedPlatform(host.Clock, new Random(seed + 1), fortune);
        Watcher = new Watcher(host.Clock);
        Company = new SimulatedCompany(host, _platform, new Random(seed + 2));
        List<MortalInstance> instances = [.. wires.Select(w => new MortalInstance(host, Adjust, w))];
        _instances = new Instances(host, _lot, instances, server);
        _platform.Sender = () => instances[0].Life;
        _platform.Unasked = Arrives;
        _acts = new Acts(host.Clock, _lot, _instances, Company, Watcher);
        _briefs = new BriefCheck(host, Watcher);
    }

    public CoachHost Host => _host;
    public Watcher Watcher { get; }
    public SimulatedCompany Company { get; }
    public SimulatedPlatform Platform => _platform;
    public int Steps { get; private set; }

    /// <summary>Deliveries that were ever recorded as uncertain; their rows are forgotten after a while.</summary>
    public HashSet<string> Uncertain { get; } = [];

    public string Counts =>
        $"{Company.People.Count} people; {Steps} steps, {_acts.Made} acts, {_instances.Deaths} deaths, {_instances.Cuts} wires cut, {_instances.Restarts} ends of the server; {_platform.Taken} messages taken, {_platform.Edits} edits, {_platform.Refused} refused, "
        + $"{_platform.AnswersLost} answers lost, {_platform.Again.Count} taken again; unasked: {Watcher.Briefs} briefs, {Watcher.Immediates} that could not wait, {Watcher.Reminders} reminders; "
        + $"{_briefs.Windows} windows opened, in {_briefs.WithSomething} of them something was to be said, {_briefs.Facts} facts in all";

    public static async Task<SimulatedYear> FoundAsync(Db kind, int seed, int reps, Fortune fortune, int daysIn) =>
        await FoundAsync(new SimulatedYear(await CoachHost.StartAsync(kind, clock: new FakeClock(new FakeClock().Now.AddDays(daysIn))), seed, fortune, [null], null), reps);

    /// <summary>With an instance behind each of these wires, and this server behind them all.</summary>
    public static Task<SimulatedYear> FoundAsync(CoachHost host, int seed, int reps, Fortune fortune, IReadOnlyList<CuttableWire> wires, MortalPostgres server) =>
        FoundAsync(new SimulatedYear(host, seed, fortune, wires, server) { _befallsOneStepIn = 4 }, reps);

    private static async Task<SimulatedYear> FoundAsync(SimulatedYear year, int reps)
    {
        await year.Company.FoundAsync(reps);
        await year._instances.StartAsync();
        return year;
    }

    /// <summary>Lives so many days of it; stops early when something was wrong.</summary>
    public async Task LiveAsync(int days)
    {
        var end = _host.Clock.Now.AddDays(days);
        _nextDaily = _host.Clock.Now;
        (_nextDeath, _nextOutage) = (In(DaysBetweenDeaths), In(DaysBetweenOutages));
        foreach (var person in Company.People) Opens(person);
        await StepAsync();
        while (_host.Clock.Now < end && Watcher.Wrong.Count == 0)
        {
            if (_host.Clock.Now >= _nextAudit) await NoteUncertainAsync();
            var (next, soonest) = (Next() is { } due && due < end ? due : end, _host.Clock.Now.AddMilliseconds(1));
            _host.Clock.JumpTo(next < soonest ? soonest : next);
            Steps++;
            await StepAsync();
        }
        await NoteUncertainAsync();
    }

    /// <summary>The platform answers again, and everything that is due is done.</summary>
    public async Task SettleAsync()
    {
        _platform.IsAwayUntil = default;
        for (var i = 0; i < 20; i++)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
            await WorkAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _instances.DisposeAsync();
        await _host.DisposeAsync();
    }

    private void Adjust(IServiceCollection services)
    {
        services.RemoveAll<IChannel>();
        services.AddSingleton<IChannel>(_platform);
    }

    private void Arrives(Somebody person, Message message, bool isCopy)
    {
        var before = Watcher.Briefs;
        Watcher.See(person, message, isCopy);
        // a sender that dies may be at its last messages while its company goes on
        if (_answers.NextDouble() >= (Watcher.Briefs > before ? AnswersBrief : AnswersOther)) return;
        lock (_actors) _actors.Enqueue(person, _host.Clock.Now.AddMinutes(_answers.Next(1, 300)));
    }

    private async Task NoteUncertainAsync()
    {
        _nextAudit = _host.Clock.Now + Monthly;
        if (SimulationSize.Log is { } log) await File.AppendAllTextAsync(log, $"{DateTime.UtcNow:HH:mm:ss} {_host.Clock.Now:yyyy-MM-dd}: {Counts}\n");
        Uncertain.UnionWith((await _host.ReadAsync(db => db.OutgoingMessages.Where(m => m.WasUncertain).Select(m => m.Id).ToListAsync())).Select(id => id.ToString("N")));
    }

    private DateTimeOffset In(int days) => _host.Clock.Now.AddMinutes(_lot.Next(60, days * 2 * 24 * 60));

    /// <summary>The person's next window by the oracle; one that was foreseen before something changed counts no more.</summary>
    private void Opens(Somebody person)
    {
        if (person.Own.NextAfter(_host.Clock.Now) is var (at, day)) _windows.Enqueue((person, day, person.Changes), at);
    }

    private DateTimeOffset? Next()
    {
        List<DateTimeOffset?> all = [_instances.NextDue];
        lock (_actors) if (_actors.TryPeek(out _, out var act)) all.Add(act);
        if (_windows.TryPeek(out _, out var window)) all.Add(window);
        return all.Min();
    }

    private async Task StepAsync()
    {
        Fate();
        await WorkAsync();
        await CheckWindowsAsync();
        while (Actor() is { } person)
        {
            var changes = person.Changes;
            await _acts.ActAsync(person);
            if (person.Changes != changes) Opens(person);
        }
    }

    private Somebody? Actor()
    {
        lock (_actors) return _actors.TryPeek(out _, out var at) && at <= _host.Clock.Now ? _actors.Dequeue() : null;
    }

    private void Fate()
    {
        var now = _host.Clock.Now;
        if (_befallsOneStepIn > 0 && _lot.Next(_befallsOneStepIn) == 0) _instances.Befall();
        if (now >= _nextDeath)
        {
            _instances.Kill();
            _nextDeath = In(DaysBetweenDeaths);
        }
        if (now < _nextOutage) return;
        _platform.IsAwayUntil = now.AddMinutes(_lot.Next(1, LongestOutageMinutes));
        _nextOutage = In(DaysBetweenOutages);
    }

    private async Task WorkAsync()
    {
        var isDaily = _host.Clock.Now >= _nextDaily;
        if (isDaily) _nextDaily = _host.Clock.Now + Daily;
        await _instances.WorkAsync(isDaily);
    }

    private async Task CheckWindowsAsync()
    {
        List<(Somebody Who, LocalDate Day)> opened = [];
        while (_windows.TryPeek(out var window, out var at) && at <= _host.Clock.Now)
        {
            _windows.Dequeue();
            if (window.Changes != window.Who.Changes) continue;
            if (at == _host.Clock.Now) opened.Add((window.Who, window.Day));
            Opens(window.Who);
        }
        if (opened.Count > 0) await _briefs.CheckAsync(opened);
    }
}
