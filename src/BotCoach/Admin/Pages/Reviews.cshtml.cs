using BotCoach.Deals;
using BotCoach.Reviews;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>The deal reviews that the visitor may read, and the agenda of the visitor's own next one.</summary>
public sealed class ReviewsModel(BotCoachDb db, ReviewReading reading, ReviewDesk desk, Agenda agenda, TalkReading talk, DealFinder finder, PeopleNames names) : ConsolePage
{
    private const string Path = "/reviews";
    private IReadOnlyDictionary<Guid, string> _called = new Dictionary<Guid, string>(), _managers = new Dictionary<Guid, string>();

    public IReadOnlyList<AgendaPick> Agenda { get; private set; } = [];
    public IReadOnlyList<Review> Held { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (Agenda, Held) = (await agenda.OfAsync(Visitor.Person.Id), await reading.ListAsync(Visitor.Person));
        (_called, _managers) = (await desk.CalledAsync(Agenda.Select(p => p.DealId), Visitor.Person), await names.OfAsync(Held.Select(r => (Guid?)r.ManagerId)));
    }

    public async Task<IActionResult> OnPostAddAsync(string? deal)
    {
        var found = await finder.FindAsync(Visitor.Person, deal ?? "");
        if (found.Only is not { } only) return Say(found.Deals.Count == 0 ? "No deal of yours is called so." : "Several deals are called so. Add another word of its name or account.", Path);
        await agenda.AddAsync(Visitor.Person.Id, await talk.OwnAsync(await db.Deals.SingleAsync(d => d.Id == only.Id)), Visitor.Now);
        return Say($"{Deal.CalledBy(only.Name, only.Account)} is on the agenda.", Path);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid deal)
    {
        await agenda.DropAsync(Visitor.Person.Id, deal);
        return Say("It is off the agenda.", Path);
    }

    public string Called(Guid deal) => _called.GetValueOrDefault(deal, "a deal");

    public string ManagerOf(Review review) => _managers.GetValueOrDefault(review.ManagerId, "somebody");
}
