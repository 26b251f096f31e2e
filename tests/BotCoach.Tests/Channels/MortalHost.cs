using BotCoach.Chat;
using BotCoach.Sample;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>The real host in a process that is killed again and again; whoever needs it starts it again first. How the platform reaches it is the platform's own.</summary>
/// <param name="database">The host's, which survives.</param>
/// <param name="arguments">What the process is started with, but for the point to die at.</param>
/// <param name="fates">How each life ends; null: none does.</param>
internal abstract class MortalHost(TestDatabase database, string[] arguments, Fates? fates) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private HostLife? _life;

    public List<Death> Deaths { get; } = [];

    /// <summary>Has it do something, in another life if need be.</summary>
    public async Task<string> DoAsync(string command)
    {
        while (true)
        {
            var life = await LivingAsync();
            var said = await life.AskAsync(command);
            await life.ComplainAsync();
            if (said is not null) return said;
            await life.Gone;
        }
    }

    /// <summary>From now on it dies, as fate will have it.</summary>
    public Task BeginAsync() => fates is null ? DoAsync("die 0") : FatedAsync(fates.Next());

    public async ValueTask DisposeAsync()
    {
        if (_life is not null) await _life.DisposeAsync();
        Close();
    }

    /// <summary>A moment as the platform stamps messages: after all that stand there, before all that come.</summary>
    protected abstract string Stamp();

    /// <summary>The way to the last life is used no more.</summary>
    protected abstract void Close();

    /// <summary>Before a life begins: the platform has noticed that the last one is over.</summary>
    protected virtual Task NoticedAsync() => Task.CompletedTask;

    /// <summary>This life listens here: now the platform finds it.</summary>
    protected abstract Task OpenAsync(Uri url, HostLife life);

    /// <summary>The one that lives now, for somebody's act: it may be its last.</summary>
    protected async Task<HostLife> ForActAsync()
    {
        if (fates?.InAct() is { } point) await DoAsync($"die {point}");
        return await LivingAsync();
    }

    protected async Task<HostLife> LivingAsync()
    {
        await _one.WaitAsync();
        try
        {
            while (_life is null || _life.Gone.IsCompleted) await StartAsync();
            await _life.ComplainAsync();
            return _life;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task FatedAsync(Fate fate)
    {
        await DoAsync($"die {fate.DieAt}");
        if (fate.After is { } after) _life!.KillAfter(after);
    }

    private async Task StartAsync()
    {
        var (fate, death) = (_life is null || fates is null ? new Fate(0, null) : fates.Next(), _life is null ? null : await BuryAsync(_life));
        await NoticedAsync();
        _life = HostLife.Start([.. arguments, $"{fate.DieAt}"]);
        if (fate.After is { } after) _life.KillAfter(after);
        var url = await _life.ReadyAsync();
        // What the last life had on the wire has arrived by now; what this one says twice it has not said yet.
        if (death is not null) Deaths.Add(death with { Stamp = Stamp() });
        if (url is not null) await OpenAsync(url, _life);
        else await _life.Gone;
    }

    private async Task<Death> BuryAsync(HostLife life)
    {
        await life.ComplainAsync();
        var death = new Death(life.Death!, "", await OnTheirWayAsync());
        await life.DisposeAsync();
        Close();
        return death;
    }

    private async Task<HashSet<Guid>> OnTheirWayAsync()
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        return [.. await db.OutgoingMessages.AsNoTracking().Where(m => m.State == MessageState.Sending && m.Reference == null).Select(m => m.Id).ToListAsync()];
    }
}

/// <summary>The end of a life.</summary>
/// <param name="Where">At which point, or from outside.</param>
/// <param name="Stamp">When, as the platform stamps messages.</param>
/// <param name="OnTheirWay">New messages that it was sending, and had not written down whether the platform took them.</param>
internal sealed record Death(string Where, string Stamp, IReadOnlySet<Guid> OnTheirWay);
