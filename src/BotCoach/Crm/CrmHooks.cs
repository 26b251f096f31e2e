using System.Text;
using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>By which address browsers and platforms reach a path of ours; null: by none that is known.</summary>
public sealed record CrmPlace(Func<string, string?> Of);

/// <summary>
/// Where CRMs say that something has changed: <c>POST /crm/KIND/LINK</c>. What is said is not taken for true; it makes the next read due now, so that neither its order nor how often it comes matters.
/// </summary>
public static class CrmHooks
{
    private const int MostBytes = 1 << 20;

    public static void MapCrm(this WebApplication app) => app.MapPost("/crm/{kind}/{link:guid}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext http, string kind, Guid link, IServiceScopeFactory scopes, TimeProvider clock)
    {
        if (await BodyAsync(http.Request) is not { } body) return Results.StatusCode(413);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        if (await db.WorkspaceOfCrmLinkAsync(link, kind) is not { } workspace) return Results.Unauthorized();
        db.Scope.Enter(workspace);
        var source = scope.ServiceProvider.GetRequiredService<IEnumerable<IDealSource>>().First(s => s.Kind == kind);
        var access = scope.ServiceProvider.GetRequiredService<CrmKeys>().Read(await db.CrmLinks.AsNoTracking().SingleAsync(l => l.Id == link));
        var path = $"{http.Request.Path}{http.Request.QueryString}";
        var url = scope.ServiceProvider.GetRequiredService<CrmPlace>().Of(path) ?? $"{http.Request.Scheme}://{http.Request.Host}{path}";
        var now = clock.GetUtcNow();
        if (!source.IsSigned(new SourceHook(http.Request.Method, url, body, name => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null), access, now)) return Results.Unauthorized();
        await db.MakeCrmDueAsync(link, now, body.Contains("deletion", StringComparison.OrdinalIgnoreCase) || body.Contains("merge", StringComparison.OrdinalIgnoreCase));
        return Results.Ok();
    }

    private static async Task<string?> BodyAsync(HttpRequest request)
    {
        using var into = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
        {
            if (into.Length + read > MostBytes) return null;
            into.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(into.GetBuffer(), 0, (int)into.Length);
    }
}
