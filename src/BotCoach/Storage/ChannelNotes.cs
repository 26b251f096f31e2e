using BotCoach.Channels;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>
/// The channels' own notes, in the host's table of that name. Written at once, in a unit of work of their own: a channel writes them while it talks
/// to its platform, outside of any other.
/// </summary>
internal sealed class ChannelNotes(IServiceScopeFactory scopes) : IChannelNotes
{
    private const int Most = 1024 * 1024;

    public Task PutAsync(string channel, string key, string value, CancellationToken cancel) => WriteAsync(_ =>
        $"""
        insert into channel_note (channel, key, value) values ({channel}, {key}, {Bounded(value)})
        on conflict (channel, key) do update set value = excluded.value
        """, cancel);

    public async Task<bool> AddAsync(string channel, string key, string value, DateTimeOffset? keepUntil, CancellationToken cancel) => await WriteAsync(db =>
        $"""
        insert into channel_note (channel, key, value, keep_until) values ({channel}, {key}, {Bounded(value)}, {(keepUntil is { } until ? db.Stamp(until) : null)})
        on conflict do nothing
        """, cancel) == 1;

    public async Task<bool> SwapAsync(string channel, string key, string value, string by, CancellationToken cancel) => await WriteAsync(_ =>
        $"update channel_note set value = {Bounded(by)} where channel = {channel} and key = {key} and value = {value}", cancel) == 1;

    public Task RemoveAsync(string channel, string key, CancellationToken cancel) =>
        WriteAsync(_ => $"delete from channel_note where channel = {channel} and key = {key}", cancel);

    public Task<string?> GetAsync(string channel, string key, CancellationToken cancel) =>
        ReadAsync(async notes => (await notes.FirstOrDefaultAsync(n => n.Channel == channel && n.Key == key, cancel))?.Value);

    public async Task<IReadOnlyList<KeyValuePair<string, string>>> NextAsync(string channel, string prefix, string after, int most, CancellationToken cancel)
    {
        var end = prefix + '\uffff';
        var next = await ReadAsync(notes => notes
            .Where(n => n.Channel == channel && n.Key.CompareTo(prefix) >= 0 && n.Key.CompareTo(after) > 0 && n.Key.CompareTo(end) < 0)
            .OrderBy(n => n.Key).Take(most).ToListAsync(cancel));
        return [.. next.Select(n => KeyValuePair.Create(n.Key, n.Value))];
    }

    public async Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string channel, string prefix, int most, CancellationToken cancel)
    {
        var end = prefix + '\uffff';
        var newest = await ReadAsync(notes => notes
            .Where(n => n.Channel == channel && n.Key.CompareTo(prefix) >= 0 && n.Key.CompareTo(end) < 0)
            .OrderByDescending(n => n.Key).Take(most).ToListAsync(cancel));
        return [.. newest.AsEnumerable().Reverse().Select(n => KeyValuePair.Create(n.Key, n.Value))];
    }

    private Task<int> WriteAsync(Func<BotCoachDb, FormattableString> sql, CancellationToken cancel) => DbFaults.ReachingAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var work = await db.Database.BeginTransactionAsync(cancel);
        var written = await db.Database.ExecuteSqlAsync(sql(db), cancel);
        await work.CommitAsync(cancel);
        return written;
    });

    private Task<T> ReadAsync<T>(Func<IQueryable<ChannelNote>, Task<T>> read) => DbFaults.ReachingAsync(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<BotCoachDb>().ChannelNotes.AsNoTracking());
    });

    private static string Bounded(string value) =>
        value.Length <= Most ? value : throw new ArgumentException($"A channel's note is at most {Most} characters long.", nameof(value));
}
