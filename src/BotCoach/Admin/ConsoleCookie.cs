using System.Security.Claims;

namespace BotCoach.Admin;

/// <summary>What the console's cookie says: a company and a visit, and nothing of what the visitor may do.</summary>
public sealed record ConsoleCookie(Guid Workspace, Guid Visit)
{
    public const string Scheme = "console";
    private const string WorkspaceClaim = "workspace";

    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, $"{Visit}"), new Claim(WorkspaceClaim, $"{Workspace}")], Scheme));

    public static ConsoleCookie? Of(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(WorkspaceClaim), out var workspace) && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var visit)
            ? new(workspace, visit) : null;
}
