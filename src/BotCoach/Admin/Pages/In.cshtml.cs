using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>A link from the chat. Opening it shows whose it is and a button, and burns nothing, whoever scans it; the button redeems it, for this browser.</summary>
public sealed class InModel(BotCoachDb db, ConsoleVisits visits, StageShelf shelf, TimeProvider clock) : DoorlessPage
{
    public LinkStanding Standing { get; private set; }

    /// <summary>Whose the link is; null where it leads nowhere.</summary>
    public Person? Owner { get; private set; }

    public string Company { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string secret)
    {
        await LookAsync(secret);
        return Standing == LinkStanding.Yours ? LocalRedirect(ConsoleAddress.Root) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        var visit = await LookAsync(secret);
        if (Standing == LinkStanding.Yours) return LocalRedirect(ConsoleAddress.Root);
        if (visit is null || Owner is null) return Page();
        await shelf.EnsureBuiltInAsync(clock.GetUtcNow());
        await visits.RedeemAsync(visit, Owner, ConsoleLink.BrowserOf(Request.Headers.UserAgent), clock.GetUtcNow());
        return new CookiesChange(ConsoleAddress.Root, give: new ConsoleCookie(visit.WorkspaceId, visit.Id));
    }

    private async Task<ConsoleVisit?> LookAsync(string secret)
    {
        var visit = await visits.OfLinkAsync(secret);
        Standing = ConsoleLink.Judge(visit, ConsoleCookie.Of(User)?.Visit, clock.GetUtcNow());
        if (Standing != LinkStanding.Good || await visits.PersonAsync(visit!) is not { } person) return visit;
        (Owner, Company) = (person, (await db.FoundedWorkspaceAsync()).Name);
        return visit;
    }
}
