using BotCoach.People;
using BotCoach.ProcessReviews;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Admin.Pages;

/// <summary>The monthly reviews that were sent, the newest first, and who gets them, which an admin says. They are for who sees the company's figures, and who is named.</summary>
public sealed class ProcessReviewsModel(BotCoachDb db, ReviewNames names, NamedPeople people) : ConsolePage
{
    public const string Path = "/process-reviews";
    private const int Most = 120;

    public override Role Needs => Role.Rep;

    public override Role NeedsToWrite => Role.Admin;

    public override bool IsForReaders => true;

    public IReadOnlyList<(Guid Id, LocalDate Month)> Sent { get; private set; } = [];
    public IReadOnlyList<Person> Named { get; private set; } = [];

    public override bool Admits(Visitor visitor, bool isWrite) => isWrite ? visitor.IsAdmin : visitor.SeesCompany || visitor.Person.GetsProcessReview;

    public async Task OnGetAsync()
    {
        Sent = (await db.ProcessReviews.AsNoTracking().OrderByDescending(r => r.Month).Take(Most).Select(r => new { r.Id, r.Month }).ToListAsync()).ConvertAll(r => (r.Id, r.Month));
        if (Visitor.IsAdmin) Named = await names.ListAsync();
    }

    public async Task<IActionResult> OnPostAddAsync(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Say("Say who: by name or e-mail address.", Path);
        var (person, why) = await people.FindAsync(name);
        if (person is null) return Say(why!, Path);
        return Say(await names.NameAsync(person.Id, Visitor.Actor, Visitor.Now) ? $"{person.Name} gets it from now on." : $"{person.Name} gets it already.", Path);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid person) =>
        Say(await names.DropAsync(person, Visitor.Actor, Visitor.Now) ? "Done: it is sent to one person less." : "That person was off the list already.", Path);
}
