using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Setup;

/// <summary>The guided setup, for admins: template, deals, stage names, managers, a look at the next briefs, one team on. Every step can be taken again.</summary>
public sealed class SetupActions(BotCoachDb db, SetupReading reading, Templates templates, Positions positions, DealTriage triage, Outbox outbox, Audit audit)
{
    /// <summary>So many owners get their card to sort at once; the others find theirs on their home.</summary>
    private const int MostOffered = 500;

    /// <summary>Where there is no deal yet, nobody is told anything from now on until a team is turned on.</summary>
    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(SetupMessage.AdminsOnly);
        await HoldAsync(turn.Actor, turn.Now);
        await outbox.ReplaceAsync(turn, SetupMessage.Of(await reading.OfAsync(turn.Now)));
        return Reply.None;
    }

    /// <summary>Nobody is told anything by itself from now on, where nobody works with it yet.</summary>
    public async Task HoldAsync(Actor actor, DateTimeOffset now)
    {
        var workspace = await db.FoundedWorkspaceAsync();
        if (workspace.OnTeams is not null || workspace.Sample || await db.Deals.AnyAsync()) return;
        await HoldToAsync(workspace, "");
        audit.Did(actor, "setup: held until a team is on", workspace.Id, now);
    }

    public async Task<Reply> TemplateAsync(Turn turn) => Refused(turn) ? Reply.Words(SetupMessage.AdminsOnly) : new OpenForm(SetupMessage.TemplateForm(await templates.DefaultAsync()) with { State = await CardAsync(turn) });

    public async Task<Reply> TemplatedAsync(Turn turn)
    {
        if (Refused(turn)) return FormErrors.Whole(SetupMessage.AdminsOnly);
        if (turn.Field("template") is not { } name || !BuiltInBooks.Names.Contains(name)) return FormErrors.At("template", "Choose one of the list.");
        var problems = await templates.UseAsync(name, turn.Actor, turn.Now);
        return problems.Count > 0 ? FormErrors.Whole(problems[0].ToString()) : await RefreshAsync(turn);
    }

    public async Task<Reply> ManagersAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(SetupMessage.AdminsOnly);
        var people = await db.People.AsNoTracking().Where(p => p.MergedInto == null).OrderBy(p => p.Name).ToListAsync();
        List<Person> leaders = [.. people.Where(p => p.Role.Leads()), .. people.Where(p => p.Role == Role.Rep)];
        List<Person> reps = [.. people.Where(p => p is { Role: Role.Rep, ManagerId: null }), .. people.Where(p => p is { Role: Role.Rep, ManagerId: not null })];
        return reps.Count == 0 ? Reply.Words("There is nobody yet who could be led. People come with their deals, or when they write to me.") : new OpenForm(SetupMessage.ManagersForm(leaders, reps) with { State = await CardAsync(turn) });
    }

    public async Task<Reply> ManagedAsync(Turn turn)
    {
        if (Refused(turn)) return FormErrors.Whole(SetupMessage.AdminsOnly);
        var reps = (turn.Field("reps") ?? "").Split(',').Select(r => Guid.TryParse(r, out var id) ? id : Guid.Empty).ToList();
        var team = turn.Field("team");
        if (team is null && turn.Field("manager") is null) return FormErrors.At("manager", "Choose a manager, or give them a team.");
        if (team?.Contains(',') == true) return FormErrors.At("team", "A team’s name has no comma in it.");
        var manager = Guid.TryParse(turn.Field("manager"), out var of) ? await db.People.FirstOrDefaultAsync(p => p.Id == of && p.MergedInto == null) : null;
        var led = await db.People.Where(p => reps.Contains(p.Id) && p.MergedInto == null).ToListAsync();
        if (led.Count == 0) return FormErrors.At("reps", "Choose at least one.");
        // all is looked at before anything is changed
        foreach (var rep in led)
            if ((await positions.FaultsAsync(rep, Wanted(rep), manager)).Values.FirstOrDefault() is { } why) return FormErrors.At("reps", $"{rep.Name}: {why}");
        if (manager is { Role: Role.Rep }) await positions.ChangeAsync(manager, Position.Of(manager), Position.Of(manager) with { Role = Role.Manager }, turn.Actor, turn.Now);
        foreach (var rep in led) await positions.ChangeAsync(rep, Position.Of(rep), Wanted(rep), turn.Actor, turn.Now);
        return await RefreshAsync(turn);

        Position Wanted(Person rep) => Position.Of(rep) with { ManagerId = manager?.Id ?? rep.ManagerId, SalesTeam = team ?? rep.SalesTeam };
    }

    public async Task<Reply> TomorrowAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(SetupMessage.AdminsOnly);
        var (briefs, others) = await reading.TomorrowAsync(turn.Now);
        await outbox.ReplaceAsync(turn, SetupMessage.TomorrowOf(briefs, others, turn.Zone, turn.Now));
        return Reply.None;
    }

    public async Task<Reply> TeamsAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(SetupMessage.AdminsOnly);
        return new OpenForm(SetupMessage.TeamsForm(await reading.OfAsync(turn.Now)) with { State = await CardAsync(turn) });
    }

    public async Task<Reply> TeamedAsync(Turn turn)
    {
        if (Refused(turn)) return FormErrors.Whole(SetupMessage.AdminsOnly);
        await TurnOnAsync((turn.Field("teams") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries), turn.Actor, turn.Now);
        return await RefreshAsync(turn);
    }

    /// <summary>These teams are told things from now on, and nobody else. Who is new among them gets the card with what is to be sorted.</summary>
    public async Task TurnOnAsync(IReadOnlyCollection<string> chosen, Actor actor, DateTimeOffset now)
    {
        var workspace = await db.FoundedWorkspaceAsync();
        var before = workspace.In(workspace.Country);
        // one that cannot stand in a form stays as it is
        IEnumerable<string> unseen = workspace.TeamsOn.Where(t => t.Contains(','));
        await HoldToAsync(workspace, chosen.Contains(SetupMessage.Everybody) ? null : string.Join('\n', chosen.Concat(unseen)));
        if (workspace.OnTeams == before.OnTeams) return;
        audit.Did(actor, $"setup: briefs for {(workspace.OnTeams is null ? "everybody" : workspace.OnTeams == "" ? "nobody" : string.Join(", ", chosen))}", workspace.Id, now);
        var owners = await db.People.AsNoTracking().Where(p => p.MergedInto == null && db.Deals.Any(d => d.OwnerId == p.Id && d.Triage == Triage.Waiting && d.Status == DealStatus.Open)).Select(p => new { p.Id, p.SalesTeam }).ToListAsync();
        foreach (var owner in owners.Where(o => workspace.IsOn(o.SalesTeam) && !before.IsOn(o.SalesTeam)).Take(MostOffered)) await triage.OfferAsync(owner.Id, now);
    }

    private async Task<Reply> RefreshAsync(Turn turn)
    {
        var message = SetupMessage.Of(await reading.OfAsync(turn.Now));
        // in place of the card from which the form was opened
        if (turn.Id is { } card && await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == card && m.PersonId == turn.Person.Id) is { } shown) outbox.Edit(shown, message, turn.Now);
        else await outbox.AnswerAsync(turn, message);
        return Reply.None;
    }

    private async Task<string> CardAsync(Turn turn) => $"{(await outbox.PressedAsync(turn))?.Id}";

    /// <summary>In the table itself: what this unit of work has read of the workspace is a copy.</summary>
    private async Task HoldToAsync(Workspace workspace, string? teams)
    {
        await db.Workspaces.Where(w => w.Id == workspace.Id).ExecuteUpdateAsync(set => set.SetProperty(w => w.OnTeams, teams));
        workspace.OnTeams = teams;
    }

    private bool Refused(Turn turn) => !audit.IsAdmin(turn, "the setup");
}
