using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>The company's keys to the API: given once, found by their hash, taken back.</summary>
public sealed class ApiKeys(BotCoachDb db, Audit audit, SigningSecrets signing)
{
    /// <summary>So that a key is known for one wherever it turns up.</summary>
    public const string Prefix = "botcoach_";

    private const int MostName = 40;
    private const int MostKeys = 50;
    private static readonly TimeSpan UsedTo = TimeSpan.FromHours(1);

    public Task<List<ApiKey>> AllAsync() => db.ApiKeys.AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenBy(k => k.Name).ToListAsync();

    /// <summary>The form by which a key is made.</summary>
    public static Form Form { get; } = new("api.key", "A new key",
        [
            new TextField("name", "Name") { Hint = "Who will use it, for example: our CRM. It stands in the history of every deal that it changes." },
            new ChoiceField("scopes", "What it may do", [.. ApiScopes.All.Select(s => new Option(s.Scope, s.Words))]) { Several = true, Optional = true },
        ], "");

    /// <summary>A new key, to be shown this once; or the sentences at the fields that cannot be.</summary>
    public async Task<(string? Key, IReadOnlyDictionary<string, string> Faults)> MakeAsync(Func<string, string?> said, Actor actor, DateTimeOffset now)
    {
        var (name, scopes) = (said("name")?.Trim() ?? "", Chosen(said("scopes")));
        var all = await db.ApiKeys.Select(k => new { k.Name, IsHeld = k.RevokedAt == null }).ToListAsync();
        var known = all.ConvertAll(k => k.Name);
        var faults = new Dictionary<string, string>();
        if (name.Length == 0) faults["name"] = "Give it a name, for example: our CRM.";
        else if (name.Length > MostName) faults["name"] = $"Please use at most {MostName} characters.";
        else if (name.Any(char.IsControl)) faults["name"] = "This holds a character that is no text.";
        else if (known.Contains(name, StringComparer.OrdinalIgnoreCase)) faults["name"] = "A key has, or had, this name. Take another, so that the history stays clear.";
        if (scopes.Count == 0) faults["scopes"] = "Choose what it may do.";
        else if (scopes.Count > 1 && scopes.Exists(ApiScopes.Signed.Contains)) faults["scopes"] = "A recorder's key signs, and so does a web form's; all others are sent along. Make one for the recorder or the form alone.";
        if (all.Count(k => k.IsHeld) >= MostKeys) faults[""] = $"There are {MostKeys} keys, which is as many as there can be. Take one back first.";
        if (faults.Count > 0) return (null, faults);
        var signs = scopes.Exists(ApiScopes.Signed.Contains);
        var secret = signs ? SigningSecrets.New() : Prefix + Secret.New();
        var key = new ApiKey
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = name, Hash = Secret.HashOf(secret), Scopes = string.Join(' ', scopes), MadeBy = actor.PersonId!.Value, MadeAt = now,
            Signing = signs ? signing.Protect(secret) : null,
        };
        db.ApiKeys.Add(key);
        audit.Did(actor, $"API key: made, for {string.Join(", ", scopes)}", key.Id, now);
        return (secret, faults);
    }

    /// <summary>From now on nobody comes in by it. False: there is no such key.</summary>
    public async Task<bool> RevokeAsync(Guid id, Actor actor, DateTimeOffset now)
    {
        if (await db.ApiKeys.FirstOrDefaultAsync(k => k.Id == id) is not { } key) return false;
        if (key.RevokedAt is not null) return true;
        (key.RevokedAt, key.Signing) = (now, null);
        audit.Did(actor, "API key: taken back", key.Id, now);
        return true;
    }

    /// <summary>The key that this is, whose company is entered; null for none, and for one that was taken back.</summary>
    public async Task<ApiKey?> EnterAsync(string secret, DateTimeOffset now)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var hash = Secret.HashOf(secret);
        if (await db.WorkspaceOfApiKeyAsync(hash) is not { } workspace) return null;
        db.Scope.Enter(workspace);
        // a recorder's key is no secret of a header: it was not made to be sent
        if (await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null && k.Signing == null) is not { } key) return null;
        await UsedAsync(key, now);
        return key;
    }

    /// <summary>The recorder's key of this id, whose company is entered: whoever knows the id has proven nothing yet; null for none, and for one that was taken back.</summary>
    public async Task<ApiKey?> EnterByIdAsync(Guid id)
    {
        if (await db.WorkspaceOfApiKeyAsync(id) is not { } workspace) return null;
        db.Scope.Enter(workspace);
        return await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == id && k.RevokedAt == null && k.Signing != null);
    }

    // at once, whatever becomes of the request
    public async Task UsedAsync(ApiKey key, DateTimeOffset now)
    {
        if (key.UsedAt is null || now - key.UsedAt >= UsedTo) await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.UsedAt, now));
    }

    private static List<string> Chosen(string? said) => [.. ApiScopes.All.Select(s => s.Scope).Where((said ?? "").Split(',').Contains)];
}
