using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin;

/// <summary>What the console's cookie says: a company and a visit, and nothing of what the visitor may do.</summary>
public sealed record ConsoleCookie(Guid Workspace, Guid Visit)
{
    public const string Scheme = "console";
    public const string Name = "botcoach-console";
    private const string WorkspaceClaim = "workspace";

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, $"{Visit}"), new Claim(WorkspaceClaim, $"{Workspace}")], Scheme));

    public static ConsoleCookie? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(WorkspaceClaim), out var workspace) && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var visit)
            ? new(workspace, visit) : null;
}

/// <summary>
/// Leads on with other cookies than before. It is a result, since results come after the commit and not at all where that fails: no browser holds a cookie of a
/// visit that was not kept.
/// </summary>
/// <param name="give">The visit that this browser is in from now on; null: none.</param>
/// <param name="take">The scheme whose cookie is over; null: none.</param>
public sealed class CookiesChange(string next, ConsoleCookie? give = null, string? take = null) : LocalRedirectResult(next)
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        if (take is not null) await context.HttpContext.SignOutAsync(take);
        if (give is not null) await context.HttpContext.SignInAsync(ConsoleCookie.Scheme, give.ToPrincipal());
        // One that an earlier build set for /admin alone would be sent beside the new one, and stay when that is over.
        context.HttpContext.Response.Cookies.Delete(ConsoleCookie.Name, new CookieOptions { Path = ConsoleAddress.Root });
        await base.ExecuteResultAsync(context);
    }
}
