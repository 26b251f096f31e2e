using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The company's sign-in has answered: who that is here, and the button that opens the visit.</summary>
public sealed class CompanyModel(BotCoachDb db, ConsoleVisits visits, StageShelf shelf, AdminSettings settings, TimeProvider clock) : DoorlessPage
{
    public const string Path = ConsoleAddress.Root + "/sign-in/by-company";

    public string? Email { get; private set; }
    public Person? Owner { get; private set; }
    public string Company { get; private set; } = "";
    public string Why { get; private set; } = "";

    /// <summary>Off to the company's own page.</summary>
    public IActionResult OnGetGo() => settings.OpenIdConnect.Authority.Length == 0 ? NotFound() : Challenge(new AuthenticationProperties { RedirectUri = Path }, CompanySignIn.Scheme);

    public async Task<IActionResult> OnGetAsync()
    {
        if (settings.OpenIdConnect.Authority.Length == 0) return NotFound();
        await LookAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (settings.OpenIdConnect.Authority.Length == 0) return NotFound();
        await LookAsync();
        if (Owner is null) return Page();
        await shelf.EnsureBuiltInAsync(clock.GetUtcNow());
        var visit = visits.OpenSignedIn(Owner, ConsoleLink.BrowserOf(Request.Headers.UserAgent), clock.GetUtcNow());
        return new CookiesChange(ConsoleAddress.Root, give: new ConsoleCookie(visit.WorkspaceId, visit.Id), take: CompanySignIn.Answered);
    }

    /// <summary>The one manager or admin of this address, in all companies of the host.</summary>
    private async Task LookAsync()
    {
        Email = CompanySignIn.EmailOf((await HttpContext.AuthenticateAsync(CompanySignIn.Answered)).Principal);
        if (Email is null)
        {
            Why = "Your company’s sign-in did not say which verified e-mail address is yours. Whoever looks after it can make it say so (the claims email and email_verified).";
            return;
        }
        Why = $"No manager or admin here has the address {Email}. BotCoach knows it from your chat: if you are a manager, ask an admin; or come by the link that the bot gives.";
        var workspaces = await db.WorkspacesOfLeadersAsync(Email);
        var here = workspaces is [var workspace] ? await HereAsync(workspace, Email.ToLowerInvariant()) : [];
        if (here is [var person]) (Owner, Company) = (person, (await db.FoundedWorkspaceAsync()).Name);
        else if (workspaces.Count > 1 || here.Count > 1)
            Why = $"More than one manager, admin or reader here has the address {Email}, so it does not say which of them you are. Come by the link that the bot gives you in your chat.";
    }

    /// <summary>The managers, admins and readers with this address who have not left.</summary>
    private async Task<IReadOnlyList<Person>> HereAsync(Guid workspace, string email)
    {
        db.Scope.Enter(workspace);
        var here = new List<Person>();
        foreach (var person in await db.People.Where(p => p.MergedInto == null && p.Role != Role.Rep && p.Email != null && p.Email.ToLower() == email).ToListAsync())
            if (await visits.IsHereAsync(person)) here.Add(person);
        return here;
    }
}
