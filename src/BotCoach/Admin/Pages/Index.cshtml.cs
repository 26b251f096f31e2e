using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The console's own address leads to the page that was wanted before signing in, else to its first place. A rep, who has no places, finds own deals.</summary>
public sealed class IndexModel(BotCoachDb db) : ConsolePage
{
    private const int MostDeals = 100;

    public override Role Needs => Role.Rep;

    public override bool IsForReaders => true;

    /// <summary>The rep's own open deals, by name.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Deals { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (WantedPage.Take(HttpContext) is { } wanted) return LocalRedirect(wanted);
        if (Visitor.IsReader) return LocalRedirect("/company");
        if (Visitor.Person.Role != Role.Rep) return LocalRedirect("/admin/stages");
        var own = await db.Deals.AsNoTracking().Where(d => d.OwnerId == Visitor.Person.Id && d.Status == DealStatus.Open).OrderBy(d => d.Search).Take(MostDeals).Select(d => new { d.Id, d.Name }).ToListAsync();
        Deals = own.ConvertAll(d => (d.Id, d.Name));
        return Page();
    }
}
