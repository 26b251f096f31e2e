using System.Globalization;
using System.Text.Json;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Api;

/// <summary>
/// The API as a door, like the inbox is the chat's: a request is one unit of work of one key. What it changed is committed once, with the answer it got under its
/// idempotency key; an answer of 400 and above changes nothing. Two at once on the same thing: the second is tried again, from a fresh start.
/// </summary>
internal sealed class ApiDoor(IServiceScopeFactory scopes, ApiPace pace, OutboxSignal signal, TimeProvider clock)
{
    private const int MostTries = 5;
    private const int SoonAgain = 5;
    private const string Scheme = "Bearer ";
    private const string Json = "application/json; charset=utf-8";

    public async Task ReadAsync(HttpContext http, string scope, Func<IServiceProvider, ApiCall, Task<ApiAnswer>> work) =>
        await AnswerAsync(http, await OnceAsync(http, s => EnterAsync(s, http, scope), ApiRequest.Nothing, work, writes: false));

    public async Task WriteAsync(HttpContext http, string scope, ApiTakes takes, Func<IServiceProvider, ApiCall, Task<ApiAnswer>> work)
    {
        // who may not come in does not get the body read
        Task<(ApiKey?, ApiAnswer?)> Enter(IServiceProvider services) => EnterAsync(services, http, scope);
        if (await KnockAsync(Enter) is { } closed)
        {
            await AnswerAsync(http, closed);
            return;
        }
        var (request, refused) = await ApiRequest.ReadAsync(http.Request, takes);
        await AnswerAsync(http, refused ?? await TriedAsync(http, Enter, request!, work));
    }

    /// <summary>A write by a key that is not sent along, but has signed what is: once for its id, and soon after it was signed.</summary>
    public async Task SignedAsync(HttpContext http, string scope, ApiTakes takes, Func<IServiceProvider, ApiCall, Task<ApiAnswer>> work)
    {
        var signed = SignedHead.Of(http.Request);
        if ((signed.WhyNot(clock.GetUtcNow()) ?? await NamedAsync(signed, scope)) is { } closed)
        {
            await AnswerAsync(http, closed);
            return;
        }
        // the pace is the key's own: who has not signed does not use it up
        var (request, refused) = await ApiRequest.ReadAsync(http.Request, takes, body => KnockAsync(s => EnterAsync(s, signed, scope, body)));
        if (refused is null) request = request! with { IdempotencyKey = signed.Id };
        await AnswerAsync(http, refused ?? await TriedAsync(http, s => EnterAsync(s, signed, scope, request!.Text), request!, work));
    }

    private async Task<ApiAnswer> TriedAsync(HttpContext http, Func<IServiceProvider, Task<(ApiKey?, ApiAnswer?)>> enter, ApiRequest request, Func<IServiceProvider, ApiCall, Task<ApiAnswer>> work)
    {
        try
        {
            return await Pause.BetweenTriesAsync(() => OnceAsync(http, enter, request, work, writes: true), DbFaults.IsClash, Waits(), http.RequestAborted);
        }
        catch (Exception clash) when (DbFaults.IsClash(clash))
        {
            return ApiAnswer.Refused(503, "Busy", "Others changed the same at the same moment; nothing was changed by this. Send it again.");
        }
    }

    /// <summary>Of two that clash, one comes first the next time.</summary>
    private static IEnumerable<TimeSpan> Waits() => Enumerable.Range(1, MostTries - 1).Select(tried => TimeSpan.FromMilliseconds(Random.Shared.Next(10, 40) * tried));

    private async Task<ApiAnswer> OnceAsync(HttpContext http, Func<IServiceProvider, Task<(ApiKey?, ApiAnswer?)>> enter, ApiRequest request, Func<IServiceProvider, ApiCall, Task<ApiAnswer>> work, bool writes)
    {
        await using var unit = scopes.CreateAsyncScope();
        var db = unit.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = writes ? await db.BeginAtOnceAsync(http.RequestAborted) : null;
        var (key, closed) = await enter(unit.ServiceProvider);
        if (key is null) return closed!;
        // the pace of a write was asked for when it knocked
        if (!writes && pace.Wait(key.Id) is { } seconds) return TooFast(seconds);
        if (writes && await RepliedAsync(db, key, request) is { } before) return before;
        var answer = await work(unit.ServiceProvider, new ApiCall(key, clock.GetUtcNow(), request.Json, request.Text, request.IfMatch));
        if (transaction is not null && answer.Status < 400) return await KeepAsync(db, key, request, answer, () => transaction.CommitAsync(CancellationToken.None));
        if (transaction is not null) await transaction.RollbackAsync();
        if (answer.Besides is { } besides) await BesidesAsync(key.WorkspaceId, besides);
        return answer;
    }

    private async Task BesidesAsync(Guid workspace, Func<IServiceProvider, Task> besides)
    {
        await using var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        await besides(unit.ServiceProvider);
        try
        {
            await unit.ServiceProvider.GetRequiredService<BotCoachDb>().SaveChangesAsync();
        }
        catch (DbUpdateException counted) when (DbFaults.IsClash(counted))
        {
            // another wrote the same down at the same moment
        }
    }

    private async Task<ApiAnswer> KeepAsync(BotCoachDb db, ApiKey key, ApiRequest request, ApiAnswer answer, Func<Task> commit)
    {
        await db.SaveChangesAsync();
        if (answer.Then is { } then) await then();
        if (request.IdempotencyKey is { } once)
            db.ApiReplies.Add(new ApiReply { WorkspaceId = db.WorkspaceId, KeyId = key.Id, IdempotencyKey = once, Request = request.Hash, Status = answer.Status, Body = TextOf(answer), Revision = answer.Revision, Location = answer.Location, At = clock.GetUtcNow() });
        await db.SaveChangesAsync();
        await commit();
        signal.Poke();
        return answer;
    }

    private static async Task<ApiAnswer?> RepliedAsync(BotCoachDb db, ApiKey key, ApiRequest request)
    {
        if (request.IdempotencyKey is not { } once || await db.ApiReplies.AsNoTracking().FirstOrDefaultAsync(r => r.KeyId == key.Id && r.IdempotencyKey == once) is not { } reply) return null;
        if (reply.Request != request.Hash) return ApiAnswer.Refused(422, "Idempotency-Key", "This key was used for another request. Take a new one for each.");
        return new ApiAnswer(reply.Status, new Replayed(reply.Body)) { Revision = reply.Revision, Location = reply.Location };
    }

    /// <summary>Why this request may not come in; null: it may.</summary>
    private async Task<ApiAnswer?> KnockAsync(Func<IServiceProvider, Task<(ApiKey?, ApiAnswer?)>> enter)
    {
        await using var unit = scopes.CreateAsyncScope();
        var (key, closed) = await enter(unit.ServiceProvider);
        return key is null ? closed : pace.Wait(key.Id) is { } seconds ? TooFast(seconds) : null;
    }

    private async Task<(ApiKey? Key, ApiAnswer? Closed)> EnterAsync(IServiceProvider services, HttpContext http, string scope)
    {
        var said = http.Request.Headers.Authorization.ToString();
        var secret = said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? said[Scheme.Length..].Trim() : "";
        if (await services.GetRequiredService<ApiKeys>().EnterAsync(secret, clock.GetUtcNow()) is not { } key)
            return (null, ApiAnswer.Refused(401, "No key", "Send a key that holds: Authorization: Bearer botcoach_… An admin makes one in the console, under Settings."));
        return key.May(scope) ? (key, null) : (null, ApiAnswer.Refused(403, "Not allowed", $"This key lacks the scope {scope}. It has {key.Scopes.Replace(" ", ", ")}."));
    }

    /// <summary>Nothing of a body is read for a key that there is not.</summary>
    private async Task<ApiAnswer?> NamedAsync(SignedHead signed, string scope)
    {
        await using var unit = scopes.CreateAsyncScope();
        return await SignerAsync(unit.ServiceProvider, signed, scope) is null ? SignedHead.NoKey : null;
    }

    private async Task<(ApiKey? Key, ApiAnswer? Closed)> EnterAsync(IServiceProvider services, SignedHead signed, string scope, string body)
    {
        if (await SignerAsync(services, signed, scope) is not { } key) return (null, SignedHead.NoKey);
        if (!services.GetRequiredService<SigningSecrets>().IsSigned(key.Signing!, signed.Id, signed.Seconds, body, signed.Signatures)) return (null, SignedHead.NotSigned);
        await services.GetRequiredService<ApiKeys>().UsedAsync(key, clock.GetUtcNow());
        return (key, null);
    }

    private static async Task<ApiKey?> SignerAsync(IServiceProvider services, SignedHead signed, string scope) =>
        await services.GetRequiredService<ApiKeys>().EnterByIdAsync(signed.Key) is { } key && key.May(scope) ? key : null;

    private static ApiAnswer TooFast(int seconds) => ApiAnswer.Refused(429, "Too fast", $"Ask again in {Wording.Count(seconds, "second")}.") with { Wait = seconds };

    public static Task AnswerAsync(HttpContext http, ApiAnswer answer)
    {
        var (response, problem) = (http.Response, answer.Body as ApiProblem);
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Status == 401) response.Headers.WWWAuthenticate = "Bearer";
        if ((answer.Wait ?? (answer.Status == 503 ? SoonAgain : (int?)null)) is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Revision is { } revision) response.Headers.ETag = $"\"{revision}\"";
        if (answer.Location is { } location && answer.Status == 201) response.Headers.Location = location;
        if (answer.Body is Replayed) response.Headers["Idempotent-Replayed"] = "true";
        response.ContentType = problem is not null ? "application/problem+json; charset=utf-8" : answer.Body is string ? "application/yaml; charset=utf-8" : Json;
        return response.WriteAsync(TextOf(answer), http.RequestAborted);
    }

    private static string TextOf(ApiAnswer answer) => answer.Body switch
    {
        string text => text,
        Replayed replayed => replayed.Body,
        var body => JsonSerializer.Serialize(body, body.GetType(), ApiBody.Options),
    };

    /// <summary>An answer that was given before.</summary>
    private sealed record Replayed(string Body);
}
