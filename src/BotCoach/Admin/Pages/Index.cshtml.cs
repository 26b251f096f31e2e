using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The console's own address leads to its first place.</summary>
public sealed class IndexModel : ConsolePage
{
    public IActionResult OnGet() => LocalRedirect("/admin/stages");
}
