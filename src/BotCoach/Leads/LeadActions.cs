using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>What a person does with a lead: takes it, returns it with a reason, says that it is no fit; and looks at those that wait, or at one by its name.</summary>
public sealed class LeadActions(BotCoachDb db, LeadDesk desk, LeadAccepting accepting, Calendars calendars, DealAccess access, PeopleNames names, FormDoor door, Outbox outbox, Urgent urgent, Audit audit)
{
    private const int LongestWhy = 500;
    private const int MostRead = 50;
    private const string Over = "This lead is settled already.";

    public async Task<Reply> ListAsync(Turn turn)
    {
        var (me, owners, isAdmin) = (turn.Person.Id, await access.OwnersAsync(turn.Person), turn.Person.Role == Role.Admin);
        var theirs = db.Leads.Where(l => isAdmin || (l.OfferedTo != null && owners.Contains(l.OfferedTo.Value)) || (l.EndedBy != null && owners.Contains(l.EndedBy.Value)));
        var named = turn.Value.Trim().ToLowerInvariant();
        theirs = named.Length == 0 ? theirs.Where(l => l.State == LeadState.Offered || l.State == LeadState.Waiting) : theirs.Where(l => l.Name.ToLower().Contains(named) || l.Company!.ToLower().Contains(named));
        var leads = await theirs.OrderBy(l => l.OfferedTo == me ? 0 : 1).ThenBy(l => l.ReceivedAt).Take(MostRead).ToListAsync();
        var called = await names.OfAsync(leads.Select(l => l.OfferedTo));
        outbox.ShowInTurn(turn, "leads", LeadMessage.List([.. leads.Select(l => (l, Stands(l, turn, called)))], turn.Person.Role.Leads(), turn.Value.Trim()));
        return Reply.None;
    }

    public async Task<Reply> ShowAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return Reply.Words(LeadMessage.NotYours);
        var called = await names.OfAsync([lead.OfferedTo, lead.EndedBy]);
        outbox.ShowInTurn(turn, $"lead-shown:{lead.Id}", LeadMessage.One(lead, Stands(lead, turn, called), !lead.IsOver, turn.Zone, turn.Now));
        return Reply.None;
    }

    public async Task<Reply> AcceptAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return Reply.Words(LeadMessage.NotYours);
        if (lead.IsOver) return await ToldAsync(turn, lead);
        var deal = await accepting.DealAsync(lead, turn.Person, turn.Actor, turn.Now);
        lead.End(LeadState.Accepted, turn.Person.Id, turn.Now, deal.Id);
        desk.Note(lead, LeadMoveKind.Accepted, turn.Person.Id, null, turn.Now);
        var (rules, calendar) = (await desk.RulesOfAsync(lead, turn.Person.SalesTeam), await calendars.OfAsync(turn.Person));
        var taken = LeadMessage.Taken(lead, deal.Id, LeadMessage.Answer(LeadClock.DueAt(deal, rules.LeadResponseMinutes, calendar), calendar, turn.Now));
        await desk.EndedAsync(lead, $"{turn.Person.Name} has it.", turn.Person.Id, taken, turn.Now);
        await outbox.ReplaceAsync(turn, taken);
        return Reply.None;
    }

    public async Task<Reply> AskReturnAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return Reply.Words(LeadMessage.NotYours);
        if (lead.IsOver) return await ToldAsync(turn, lead);
        if (await NotWithThemAsync(turn, lead) is { } instead) return instead;
        return await door.OpenAsync(turn, LeadMessage.Return(lead, lead.Returns > 0), new Button("Return…", "lead.return", $"{lead.Id}"), $"Return {LeadMessage.Who(lead)}?");
    }

    public async Task<Reply> ReturnedAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return FormErrors.Whole(LeadMessage.NotYours);
        if (lead.IsOver || lead.State != LeadState.Offered || lead.OfferedTo != turn.Person.Id) return FormErrors.Whole(Over);
        if (Why(turn, "why") is not { } why) return FormErrors.At("why", $"Say in a sentence why it is not yours, with at most {LongestWhy} characters.");
        lead.Returns++;
        if (lead.Returns == 2 && await desk.ManagerAsync(turn.Person.Id) is { } manager)
            await urgent.TellAsync(manager.Id, $"{LeadMessage.KeyOf(lead, lead.Offers)}:returned", LeadMessage.ReturnedTwice(lead, turn.Person.Name, why), turn.Now);
        await desk.TakeBackAsync(lead, LeadMoveKind.Returned, why, "returned. It goes to the next in line.", turn.Now);
        await desk.OfferAsync(lead, await desk.GroundAsync([lead], turn.Now), turn.Now);
        return Reply.Words("Returned. It goes to the next in line, with your reason kept.");
    }

    public async Task<Reply> AskDropAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return Reply.Words(LeadMessage.NotYours);
        if (lead.IsOver) return await ToldAsync(turn, lead);
        return await door.OpenAsync(turn, LeadMessage.Drop(lead, await desk.RulesOfAsync(lead, turn.Person.SalesTeam)), new Button("Not a fit…", "lead.drop", $"{lead.Id}"), $"Close {LeadMessage.Who(lead)} as not a fit?");
    }

    public async Task<Reply> DroppedAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } lead) return FormErrors.Whole(LeadMessage.NotYours);
        if (lead.IsOver) return FormErrors.Whole(Over);
        var reasons = (await desk.RulesOfAsync(lead, turn.Person.SalesTeam)).DisqualificationReasons;
        var listed = int.TryParse(turn.Field("reason"), out var at) && at >= 0 && at < reasons.Count ? reasons[at].Text : null;
        var words = Why(turn, "words");
        if (listed is null && turn.Field("reason") != "other") return FormErrors.At("reason", "Choose the main reason.");
        if (listed is null && words is null) return FormErrors.At("words", "Say in a sentence what it was.");
        var reason = listed is null ? words! : words is null ? listed : $"{listed}: {words}";
        lead.End(LeadState.Disqualified, turn.Person.Id, turn.Now, reason: reason);
        desk.Note(lead, LeadMoveKind.Disqualified, turn.Person.Id, reason, turn.Now);
        await desk.EndedAsync(lead, $"{turn.Person.Name} closed it as not a fit.", turn.Person.Id, LeadMessage.Ended(lead, "closed as not a fit."), turn.Now);
        return Reply.Words("Closed as not a fit.");
    }

    /// <summary>The lead of a button or form: of who has it or had it, and of who leads them.</summary>
    private async Task<Lead?> OpenAsync(Turn turn)
    {
        var lead = turn.Id is { } id && turn.Person.Role != Role.Reader ? await db.Leads.FirstOrDefaultAsync(l => l.Id == id) : null;
        if (lead is not null && (lead.Had.Contains(turn.Person.Id) || lead.EndedBy == turn.Person.Id || turn.Person.Role == Role.Admin || (lead.OfferedTo is { } to && await access.MayAsync(turn.Person, to)))) return lead;
        if (lead is not null) audit.Refused(turn, "a lead", lead.Id);
        return null;
    }

    /// <summary>Somebody was first: it is said who.</summary>
    private async Task<Reply> ToldAsync(Turn turn, Lead lead) => Reply.Words(Stands(lead, turn, await names.OfAsync([lead.OfferedTo, lead.EndedBy])));

    private async Task<Reply?> NotWithThemAsync(Turn turn, Lead lead)
    {
        if (lead.State == LeadState.Offered && lead.OfferedTo == turn.Person.Id) return null;
        return lead.State == LeadState.Waiting ? Reply.Words("It waits for whoever takes it: there is nobody to return it from.") : await ToldAsync(turn, lead);
    }

    private static string Stands(Lead lead, Turn turn, IReadOnlyDictionary<Guid, string> called) => lead.State switch
    {
        LeadState.Accepted when lead.EndedBy == turn.Person.Id => "You have it already.",
        LeadState.Accepted => $"{Called(lead.EndedBy, called)} has it already.",
        LeadState.Disqualified => $"{Called(lead.EndedBy, called)} closed it as not a fit: {lead.Reason}",
        LeadState.Offered when lead.OfferedTo == turn.Person.Id => $"With you, until {Wording.On(lead.DueAt!.Value, turn.Zone, turn.Now)}.",
        LeadState.Offered => $"With {Called(lead.OfferedTo, called)}, until {Wording.On(lead.DueAt!.Value, turn.Zone, turn.Now)}.",
        _ => "It waits to be given to somebody.",
    };

    private static string Called(Guid? id, IReadOnlyDictionary<Guid, string> called) => id is { } known ? called.GetValueOrDefault(known, "Somebody") : "Somebody";

    private static string? Why(Turn turn, string field) => Placeholders.IsOne(turn.Field(field)) || turn.Field(field)!.Length > LongestWhy ? null : turn.Field(field);
}
