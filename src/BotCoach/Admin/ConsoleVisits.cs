using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>Who is in the console: giving a link, redeeming it, the yes in chat, and, at every request anew, whether the visit still holds.</summary>
public sealed class ConsoleVisits(BotCoachDb db, Audit audit, Outbox outbox)
{
    public const string Channel = "console";

    /// <summary>The secret of a new link; those that the person had are good no more.</summary>
    public async Task<string> OfferAsync(Person person, DateTimeOffset now)
    {
        foreach (var old in await db.ConsoleVisits.Where(v => v.PersonId == person.Id && v.State == ConsoleVisitState.Offered && v.Until > now).ToListAsync()) old.Until = now;
        var secret = ConsoleLink.NewSecret();
        db.ConsoleVisits.Add(New(person, ConsoleVisitState.Offered, now, ConsoleLink.LinkHolds, ConsoleLink.Hash(secret)));
        return secret;
    }

    /// <summary>The visit that a link's secret stands for, whose company is entered; or null.</summary>
    public async Task<ConsoleVisit?> OfLinkAsync(string secret)
    {
        var hash = ConsoleLink.Hash(secret);
        if (await db.WorkspaceOfConsoleLinkAsync(hash) is not { } workspace) return null;
        db.Scope.Enter(workspace);
        return await db.ConsoleVisits.FirstOrDefaultAsync(v => v.LinkHash == hash);
    }

    /// <summary>The visit that a cookie names, whose company is entered; or null.</summary>
    public async Task<ConsoleVisit?> OfCookieAsync(ConsoleCookie? cookie)
    {
        if (cookie is null) return null;
        db.Scope.Enter(cookie.Workspace);
        return await db.ConsoleVisits.FirstOrDefaultAsync(v => v.Id == cookie.Visit);
    }

    /// <summary>How the visit stands that a cookie names, whose company is entered; null: it is over, or there is none. Nothing is kept of it.</summary>
    public async Task<ConsoleVisitState?> StandingAsync(ConsoleCookie? cookie, DateTimeOffset now)
    {
        if (cookie is null) return null;
        db.Scope.Enter(cookie.Workspace);
        return await db.ConsoleVisits.Where(v => v.Id == cookie.Visit && v.Until > now).Select(v => (ConsoleVisitState?)v.State).FirstOrDefaultAsync();
    }

    /// <summary>The person of a visit while one of their accounts is a member's; null for who has left. Who has no account yet was named by a file, and is known by the company's sign-in.</summary>
    public async Task<Person?> PersonAsync(ConsoleVisit visit)
    {
        var person = await db.People.FirstOrDefaultAsync(p => p.Id == visit.PersonId && p.MergedInto == null);
        return person is not null && await IsHereAsync(person) ? person : null;
    }

    /// <summary>One of the person's accounts is a member's, or there is none yet.</summary>
    public async Task<bool> IsHereAsync(Person person)
    {
        var standings = await db.Identities.Where(i => i.PersonId == person.Id).Select(i => i.Standing).Distinct().ToListAsync();
        return standings.Count == 0 || standings.Contains(Standing.Member);
    }

    /// <summary>The link is used up, by this browser: it is in, or for an admin waits for the yes in chat.</summary>
    public async Task RedeemAsync(ConsoleVisit visit, Person person, string browser, DateTimeOffset now)
    {
        visit.Browser = browser;
        if (person.Role != Role.Admin)
        {
            Open(visit, person, now);
            return;
        }
        (visit.State, visit.Until) = (ConsoleVisitState.Asked, now + ConsoleLink.LinkHolds);
        await outbox.ShowAsync(person.Id, KeyOf(visit), ConsoleMessage.Question(visit), now);
    }

    /// <summary>Somebody whom the company's own sign-in has vouched for is in.</summary>
    public ConsoleVisit OpenSignedIn(Person person, string browser, DateTimeOffset now)
    {
        var visit = New(person, ConsoleVisitState.Open, now, ConsoleLink.VisitHolds);
        (visit.Browser, visit.IsConfirmed) = (browser, true);
        db.ConsoleVisits.Add(visit);
        Open(visit, person, now);
        return visit;
    }

    public void Confirm(ConsoleVisit visit, Person person, DateTimeOffset now)
    {
        visit.IsConfirmed = true;
        Open(visit, person, now);
    }

    public void Decline(ConsoleVisit visit, Actor actor, DateTimeOffset now)
    {
        (visit.State, visit.Until) = (ConsoleVisitState.Ended, now);
        audit.Did(actor, "console: a browser was kept out", visit.Id, now);
    }

    public void SignOut(ConsoleVisit visit, Actor actor, DateTimeOffset now)
    {
        if (visit.State == ConsoleVisitState.Open) audit.Did(actor, "console: signed out", visit.Id, now);
        (visit.State, visit.Until) = (ConsoleVisitState.Ended, now);
    }

    public static string KeyOf(ConsoleVisit visit) => $"console:{visit.Id}";

    private void Open(ConsoleVisit visit, Person person, DateTimeOffset now)
    {
        (visit.State, visit.Until) = (ConsoleVisitState.Open, now + ConsoleLink.VisitHolds);
        audit.Did(new Actor(person.Id, person.Role, Channel, By.Click), "console: signed in", visit.Id, now);
    }

    private ConsoleVisit New(Person person, ConsoleVisitState state, DateTimeOffset now, TimeSpan holds, string? hash = null) => new()
    {
        WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = person.Id, LinkHash = hash, State = state, MadeAt = now, Until = now + holds,
    };
}
