using BotCoach.People;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>An admin's browser waits for the yes in chat: it asks every two seconds whether it came.</summary>
public sealed class WaitingModel(ConsoleVisits visits, TimeProvider clock) : DoorlessPage
{
    public const string Path = ConsoleAddress.Root + "/waiting";

    public int Number { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await AskedAsync() is not { } visit) return LocalRedirect(ConsoleAddress.Root);
        Number = visit.Number;
        return Page();
    }

    /// <summary>For the script: "wait" or "go".</summary>
    public async Task<IActionResult> OnGetStateAsync() => Content(await AskedAsync() is null ? "go" : "wait");

    private async Task<ConsoleVisit?> AskedAsync() =>
        await visits.OfCookieAsync(ConsoleCookie.Of(User)) is { State: ConsoleVisitState.Asked } visit && visit.Until > clock.GetUtcNow() ? visit : null;
}
