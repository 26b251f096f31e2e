using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BotCoach.Channels.Teams;

/// <summary>A key that signs, and for which channels' activities: only the Bot Framework's keys say so.</summary>
internal sealed record TeamsKey(SecurityKey Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys of one issuer, as it describes them: a document that names another, which lists them. Kept for a day; looked up again when a token names one that
/// is not among them, which is how keys are exchanged while we run. Read here and not by the library's own configuration, which drops what a key endorses
/// and goes by the machine's clock.
/// </summary>
internal sealed class TeamsKeys(HttpClient http, string metadata, TeamsOptions options, TimeProvider clock, ILogger log)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Read? _read;

    /// <summary>Raised whenever other keys are read: what was checked by the old ones is checked again.</summary>
    internal int Generation => _read?.Generation ?? 0;

    /// <summary>The key of this id; null where the issuer has none, or does not say.</summary>
    internal async Task<TeamsKey?> OfAsync(string id, CancellationToken cancel)
    {
        if (Known(id) is { } known && !IsOld(_read!)) return known;
        await _one.WaitAsync(cancel);
        try
        {
            if (_read is { } read && !IsOld(read) && (read.Keys.ContainsKey(id) || clock.GetUtcNow() - read.TriedAt < options.BetweenLooks)) return Known(id);
            await LookAsync(cancel);
            return Known(id);
        }
        finally
        {
            _one.Release();
        }
    }

    private TeamsKey? Known(string id) => _read is { } read && read.Keys.TryGetValue(id, out var key) ? key : null;

    private bool IsOld(Read read) => clock.GetUtcNow() - read.At > options.KeysKept && clock.GetUtcNow() - read.TriedAt >= options.BetweenLooks;

    /// <summary>A look that fails leaves the keys that there are.</summary>
    private async Task LookAsync(CancellationToken cancel)
    {
        var (now, before) = (clock.GetUtcNow(), _read ?? new Read([], DateTimeOffset.MinValue, DateTimeOffset.MinValue, 0));
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            over.CancelAfter(options.KeysTimeout);
            var keys = Keys(await DocumentAsync((await DocumentAsync(metadata, over.Token)).Words("jwks_uri"), over.Token));
            if (keys.Count == 0) throw new InvalidDataException("no key is listed");
            _read = new Read(keys, now, now, before.Generation + 1);
        }
        catch (Exception fault) when (fault is HttpRequestException or InvalidDataException or OperationCanceledException or ArgumentException && !cancel.IsCancellationRequested)
        {
            _read = before with { TriedAt = now };
            log.LogWarning("The keys that Microsoft signs with could not be read from {Address}: {Why}", metadata, fault.Message);
        }
    }

    private async Task<JsonElement> DocumentAsync(string? address, CancellationToken cancel)
    {
        if (options.Safe(address) is not { } safe) throw new InvalidDataException($"'{address}' is no address that keys are read from");
        return WireJson.Parse(await http.GetByteArrayAsync(safe, cancel)) ?? throw new InvalidDataException($"{safe} is no JSON");
    }

    private static Dictionary<string, TeamsKey> Keys(JsonElement set) => set.Items("keys").Where(k => k.Words("kty") == "RSA" && k.Words("kid") is not null)
        .DistinctBy(k => k.Words("kid"))
        .ToDictionary(k => k.Words("kid")!, k => new TeamsKey(new JsonWebKey(k.GetRawText()), [.. k.Items("endorsements").Select(e => e.ToString())]));

    private sealed record Read(Dictionary<string, TeamsKey> Keys, DateTimeOffset At, DateTimeOffset TriedAt, int Generation);
}
