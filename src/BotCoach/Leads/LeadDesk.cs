using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>What leads are given out by, read once for many: the rules, who may get one, and who has which account.</summary>
public sealed record LeadGround(IReadOnlyList<LeadRule> Rules, Dictionary<Guid, LeadTaker> Takers, ILookup<string, Guid> Owners)
{
    /// <summary>That person has had a turn: the next one is another's.</summary>
    public long Take(LeadTaker taker)
    {
        var number = Takers.Values.Max(t => t.Taken) + 1;
        Takers[taker.Id] = taker with { Taken = number };
        return number;
    }
}

/// <summary>Gives leads out, one card to one person at a time, and takes them back: by the clock, and by who returns one.</summary>
public sealed class LeadDesk(BotCoachDb db, StageShelf shelf, Calendars calendars, Leavers leavers, Urgent urgent, Outbox outbox)
{
    /// <summary>A lead for which there is nobody at all is looked at again after so long.</summary>
    private static readonly TimeSpan Nobody = TimeSpan.FromMinutes(30);

    public async Task<LeadGround> GroundAsync(IReadOnlyCollection<Lead> leads, DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        var (workspace, people) = (await db.FoundedWorkspaceAsync(), await db.People.AsNoTracking().Where(p => p.MergedInto == null && p.Role != Role.Reader).OrderBy(p => p.Id).ToListAsync());
        people.RemoveAll(p => !workspace.IsOn(p.SalesTeam));
        var gone = await leavers.AmongAsync([.. people.Select(p => p.Id)]);
        var turns = await db.LeadTurns.ToDictionaryAsync(t => t.PersonId, t => t.Taken);
        var their = await calendars.OfAsync([.. people.Select(p => p.Id)]);
        var takers = people.Where(p => !gone.Contains(p.Id)).ToDictionary(p => p.Id, p => new LeadTaker(p.Id, p.Name, p.SalesTeam, their[p.Id], turns.GetValueOrDefault(p.Id)) { Sells = p.Role == Role.Rep });
        var accounts = leads.SelectMany(LeadRules.AccountsOf).Distinct().ToList();
        var owners = accounts.Count == 0 ? [] : await db.DealsOfAccountsAsync(accounts);
        return new LeadGround(await RulesAsync(), takers, owners.ToLookup(o => o.Account, o => o.OwnerId));
    }

    /// <summary>The rules of the process that a lead like this would go by.</summary>
    public async Task<BookRules> RulesOfAsync(Lead lead, string? team)
    {
        var version = await shelf.ChooseAsync(lead.Segment, lead.Source, null, team);
        return (await shelf.OpenAsync(version.ProcessId, version.Number)).Rules;
    }

    /// <summary>So long somebody has to answer a lead like this.</summary>
    public async Task<TimeSpan> TimeAsync(Lead lead, string? team) => TimeSpan.FromMinutes((await RulesOfAsync(lead, team)).LeadResponseMinutes);

    /// <summary>Gives it to whose turn it is by the rules; where nobody is left, it waits for who leads the last one.</summary>
    public async Task OfferAsync(Lead lead, LeadGround ground, DateTimeOffset now)
    {
        if (LeadRules.Route(lead, ground.Rules, ground.Takers.Values, ground.Owners, now) is not { } route)
        {
            await StrandAsync(lead, now);
            return;
        }
        var (to, time) = (route.To, await TimeAsync(lead, route.To.Team));
        if (route.InTurn) await TurnAsync(to.Id, ground.Take(to));
        await urgent.TellNewAsync(to.Id, LeadMessage.KeyOf(lead, lead.Offers + 1), seen =>
        {
            lead.Offer(to.Id, seen, to.Calendar.AddWorkingTime(seen, time));
            return LeadMessage.Offer(lead, route.Rule, to.Calendar, now);
        }, now);
        lead.LookAgain(LeadRules.LookAt(lead, to.Calendar, time, lead.OfferedAt!.Value));
        Note(lead, LeadMoveKind.Offered, to.Id, route.Rule, now);
    }

    /// <summary>It is offered no longer to who had it, whose card says why.</summary>
    public async Task TakeBackAsync(Lead lead, LeadMoveKind why, string? words, Text said, DateTimeOffset now)
    {
        Note(lead, why, lead.OfferedTo, words, now);
        // nobody hears of a lead first that it was theirs
        await outbox.WithdrawAsync([lead.OfferedTo!.Value], LeadMessage.KeyOf(lead, lead.Offers), "The lead went on to somebody else.");
        await EditAsync(lead, lead.Offers, LeadMessage.Ended(lead, said), now);
    }

    /// <summary>The lead has ended: every card of it says how; those of who ended it say what comes now.</summary>
    public async Task EndedAsync(Lead lead, Text said, Guid by, Message theirs, DateTimeOffset now)
    {
        foreach (var (i, personId) in lead.Had.Index()) await EditAsync(lead, i + 1, personId == by ? theirs : LeadMessage.Ended(lead, said), now);
        // the cards that were sent, whoever would get one now
        var prefix = $"lead:{lead.Id}:";
        foreach (var card in (await db.OutgoingMessages.Where(m => m.Key.StartsWith(prefix)).ToListAsync()).Where(m => m.Key == LeadMessage.StrandedKey(lead, m.PersonId))) outbox.Edit(card, card.PersonId == by ? theirs : LeadMessage.Ended(lead, said), now);
    }

    /// <summary>The card of one offer, and what reminded of it.</summary>
    private async Task EditAsync(Lead lead, int number, Message message, DateTimeOffset now)
    {
        foreach (var key in (string[])[LeadMessage.KeyOf(lead, number), LeadMessage.ReminderKey(lead, number)])
            if (await outbox.FindAsync(key) is { } card) outbox.Edit(card, message, now);
    }

    public void Note(Lead lead, LeadMoveKind kind, Guid? personId, string? words, DateTimeOffset now) =>
        db.LeadMoves.Add(new LeadMove { WorkspaceId = db.WorkspaceId, LeadId = lead.Id, Id = OrderedId.Next(now), At = now, Kind = kind, PersonId = personId, Words = words });

    public async Task<Person?> ManagerAsync(Guid personId) => await db.People.AsNoTracking()
        .FirstOrDefaultAsync(p => p.MergedInto == null && p.Role != Role.Reader && db.People.Any(r => r.Id == personId && r.ManagerId == p.Id));

    /// <summary>Who leads that person, and is there; the admins, where nobody does.</summary>
    private async Task<IReadOnlyList<Guid>> LeadersAsync(Guid? personId, DateTimeOffset now)
    {
        if (personId is { } id && await ManagerAsync(id) is { } manager && (await leavers.AmongAsync([manager.Id])).Count == 0 && !LeadRules.IsOff(await calendars.OfAsync(manager.Id), now)) return [manager.Id];
        return await db.People.Where(p => p.Role == Role.Admin && p.MergedInto == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync();
    }

    private async Task StrandAsync(Lead lead, DateTimeOffset now)
    {
        foreach (var leads in await LeadersAsync(lead.OfferedTo, now)) await urgent.TellAsync(leads, LeadMessage.StrandedKey(lead, leads), LeadMessage.Stranded(lead), now);
        if (lead.State != LeadState.Waiting || lead.Offers == 0 && lead.Revision == 1) Note(lead, LeadMoveKind.Stranded, null, null, now);
        lead.Strand(lead.Offers == 0 ? now + Nobody : null);
    }

    private async Task<IReadOnlyList<LeadRule>> RulesAsync()
    {
        var rules = await db.LeadRules.AsNoTracking().OrderBy(r => r.Ordinal).ToListAsync();
        if (rules.Count > 0) return rules;
        return [.. LeadLines.Read(LeadLines.Usual).Lines.Select((l, i) => new LeadRule { WorkspaceId = db.WorkspaceId, Ordinal = i, Which = l.Which })];
    }

    private async Task TurnAsync(Guid personId, long number)
    {
        var turn = db.LeadTurns.Local.FirstOrDefault(t => t.PersonId == personId) ?? await db.LeadTurns.FindAsync(db.WorkspaceId, personId);
        if (turn is null) db.LeadTurns.Add(turn = new LeadTurn { WorkspaceId = db.WorkspaceId, PersonId = personId });
        turn.Taken = number;
    }
}
