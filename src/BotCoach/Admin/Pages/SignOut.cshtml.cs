using BotCoach.People;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>Ends the visit: a copy of its cookie opens nothing any more.</summary>
public sealed class SignOutModel(ConsoleVisits visits, TimeProvider clock) : DoorlessPage
{
    public IActionResult OnGet() => LocalRedirect(SignInModel.Path);

    public async Task<IActionResult> OnPostAsync()
    {
        if (await visits.OfCookieAsync(ConsoleCookie.Of(User)) is { } visit && await visits.PersonAsync(visit) is { } person)
            visits.SignOut(visit, new Actor(person.Id, person.Role, ConsoleVisits.Channel, By.Click), clock.GetUtcNow());
        return new CookiesChange(SignInModel.PathBecause(ConsoleMessage.SignedOut), take: ConsoleCookie.Scheme);
    }
}
