using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>One person: role, sales team and manager, for an admin to change.</summary>
public sealed class PersonModel(BotCoachDb db, Positions positions) : ConsolePage
{
    private const int MostNamed = 12;

    public override Role Needs => Role.Admin;

    public Person Person { get; private set; } = null!;
    public string Channels { get; private set; } = "";
    public string OpenDeals { get; private set; } = "";
    public IReadOnlyList<string> Reports { get; private set; } = [];
    public FormView View { get; private set; } = null!;

    /// <summary>What the form was made from.</summary>
    public string Was { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ? await ShowAsync() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? was)
    {
        if (!await ReadAsync(id)) return NotFound();
        var typed = FormView.Read(Request.Form);
        if (PositionRules.Read(f => typed.GetValueOrDefault(f)?.Trim()) is not { } wanted || LookedAt(was) is not { } looked) return BadRequest();
        Errors = await positions.ChangeAsync(Person, looked, wanted, Visitor.Actor, Visitor.Now);
        if (Errors.Count > 0) return await ShowAsync(Errors.ContainsKey("") ? null : typed);
        return Say($"{Person.Name} is saved: {ConsoleMessage.RoleName(Person.Role)}{(Person.SalesTeam is { } of ? $", {of}" : "")}.", "/admin/people");
    }

    /// <summary>A team's name comes last, since it may hold anything.</summary>
    private static Position? LookedAt(string? was) => was?.Split('|', 3) is [var role, var manager, var team]
        ? PositionRules.Read(f => f switch { PositionRules.Role => role, PositionRules.Manager => manager, _ => team }) : null;

    private async Task<bool> ReadAsync(Guid id)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == id && p.MergedInto == null) is not { } person) return false;
        Person = person;
        return true;
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyDictionary<string, string>? typed = null)
    {
        var id = Person.Id;
        Channels = PersonWords.Channels(await db.Identities.AsNoTracking().Where(i => i.PersonId == id).ToListAsync());
        OpenDeals = Wording.Count(await db.Deals.CountAsync(d => d.OwnerId == id && d.Status == DealStatus.Open), "deal");
        var reports = await db.People.Where(p => p.ManagerId == id && p.MergedInto == null).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync();
        Reports = reports.Count > MostNamed ? [.. reports.Take(MostNamed), $"{reports.Count - MostNamed} more"] : reports;
        Was = $"{Person.Role}|{Person.ManagerId}|{Person.SalesTeam}";
        View = new FormView(await FormAsync(), Errors, typed);
        return Page();
    }

    private async Task<Form> FormAsync()
    {
        var id = Person.Id;
        var managers = await db.People.AsNoTracking().Where(p => (p.Role == Role.Manager || p.Role == Role.Admin) && p.MergedInto == null && p.Id != id).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync();
        return new Form("position", "Role and team",
        [
            new ChoiceField(PositionRules.Role, "Role", PositionRules.RoleOptions) { Value = $"{Person.Role}" },
            new TextField(PositionRules.Team, "Sales team") { Value = Person.SalesTeam, Optional = true, Hint = "As your deals name it." },
            new ChoiceField(PositionRules.Manager, "Reports to", [.. managers.Select(m => new Option($"{m.Id}", m.Name))]) { Value = $"{Person.ManagerId}", Optional = true },
        ]);
    }
}
