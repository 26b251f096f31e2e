using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People.Holidays;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// Who is who: turns a platform's caller into a person of the company. A caller seen for the first time becomes a rep of the workspace,
/// the very first person its admin; guests and strangers become nobody.
/// </summary>
public sealed class Roster(BotCoachDb db, KnownInstallations installations, Linking linking, PersonClocks clocks, Outbox outbox)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    private Guid? _guessed;
    private List<Installation> _standsFor = [];
    private List<Identity> _identities = [];
    private List<Person> _people = [];

    /// <summary>
    /// The workspace that a caller's home team stands for, or null. Host-wide: it is asked before a workspace is in scope. It may be a guess until
    /// <see cref="Confirm"/> has looked.
    /// </summary>
    public async Task<Guid?> WorkspaceOfAsync(Caller caller)
    {
        if (installations.Find(caller.Channel, caller.Team) is { } guess) return _guessed = guess;
        var trip = new RoundTrip(db);
        var installation = trip.Ask(ClickRows.Installation, caller.Channel, caller.Team);
        await trip.RunAsync();
        if (installation is not [var found]) return null;
        installations.Keep(caller.Channel, caller.Team, found.WorkspaceId);
        return found.WorkspaceId;
    }

    /// <summary>Reads who this is along with what else is asked.</summary>
    public void Ask(RoundTrip trip, Caller caller)
    {
        _standsFor = trip.Ask(ClickRows.Installation, caller.Channel, caller.Team);
        _identities = trip.Ask(ClickRows.Identity, caller.Channel, caller.Team, caller.User);
        _people = trip.Ask(ClickRows.Person, caller.Channel, caller.Team, caller.User);
        db.AskWorkspace(trip);
    }

    /// <summary>Throws a clash where the installation was removed, or joined another company, since this host last looked: the next try asks anew.</summary>
    public void Confirm(Caller caller)
    {
        if (_guessed is not { } guess || _standsFor.Any(i => i.WorkspaceId == guess)) return;
        installations.Forget(caller.Channel, caller.Team);
        throw new DbUpdateConcurrencyException("This installation stands for another workspace by now, or for none.");
    }

    /// <summary>Nobody met this caller yet, and its platform was not asked who it is.</summary>
    public async Task<bool> IsUnknownAsync(Caller caller) => caller is { IsUnasked: true, User.Length: > 0 } && await IdentityAsync(caller) is null;

    /// <summary>The platform says that this account is closed.</summary>
    public async Task<bool> IsGoneAsync(Caller caller) => caller.IsGone || await IdentityAsync(caller) is { Standing: Standing.Gone };

    /// <summary>The person, or null for a guest: also for a member who became one.</summary>
    public async Task<Person?> WhoAsync(Caller caller, DateTimeOffset now)
    {
        if (caller.Guest || caller.IsGone) return null;
        var identity = await IdentityAsync(caller);
        if (identity is null) return await WelcomeAsync(caller, now);
        if (!caller.IsUnasked) identity.Standing = Standing.Member;
        if (identity.Standing != Standing.Member) return null;
        identity.OffBecause = null;
        var person = await FollowMergesAsync(identity.PersonId);
        await FollowEmailAsync(person, caller);
        await FollowZoneAsync(person, caller, now);
        var account = AccountOf(caller);
        if (now - identity.LastSeenAt > SeenEvery || person.SeenOn != account) identity.LastSeenAt = now;
        person.SeenOn = account;
        return person;
    }

    /// <summary>
    /// The person has this address from now on, and what waited for one is due; an address that somebody has already stays theirs.
    /// Call it inside a transaction: the waiting messages are written at once.
    /// </summary>
    /// <param name="who">What the platform says of the person: the zone and the language that we did not know.</param>
    /// <param name="isHere">The person came themselves, and was not found by us.</param>
    public async Task IntroduceAsync(Guid personId, Address address, DateTimeOffset now, Caller? who = null, bool isHere = true)
    {
        if (await db.Identities.FindAsync(db.WorkspaceId, address.Channel, address.Team, address.User) is not null) return;
        db.Identities.Add(new Identity
        {
            WorkspaceId = db.WorkspaceId, Channel = address.Channel, Team = address.Team, ExternalId = address.User,
            PersonId = personId, Conversation = address.Conversation, LastSeenAt = now,
        });
        await outbox.ReachableAsync(personId, now, isHere);
        if (who is not null && await db.People.FindAsync(db.WorkspaceId, personId) is { } person) await LearnAsync(person, who, now);
    }

    /// <summary>The platform knows better by now: what it says of somebody we know holds; of others we keep nothing.</summary>
    public async Task FollowAsync(Caller caller, DateTimeOffset now)
    {
        if (await IdentityAsync(caller) is not { } identity) return;
        identity.Standing = caller.IsGone ? Standing.Gone : caller.Guest ? Standing.Guest : Standing.Member;
        identity.OffBecause = identity.Standing switch
        {
            Standing.Gone => "This account is closed.",
            Standing.Guest => "This account is a guest's.",
            _ => identity.OffBecause,
        };
        if (identity.Standing != Standing.Member) return;
        var person = await FollowMergesAsync(identity.PersonId);
        (person.Name, person.Locale) = (caller.Name ?? person.Name, caller.Locale ?? person.Locale);
        await FollowEmailAsync(person, caller);
        await FollowZoneAsync(person, caller, now);
    }

    /// <summary>The bot was removed from this person's own chat: nothing is sent there until it is added again, or the person writes.</summary>
    public async Task LeftAsync(Caller caller)
    {
        if (await IdentityAsync(caller) is { } identity) identity.OffBecause = Identity.Left;
    }

    private async Task<Identity?> IdentityAsync(Caller caller) =>
        _identities.Find(i => i.Channel == caller.Channel && i.Team == caller.Team && i.ExternalId == caller.User)
        ?? await db.Identities.FindAsync(db.WorkspaceId, caller.Channel, caller.Team, caller.User);

    private static string AccountOf(Caller caller) => $"{caller.Channel}/{caller.Team}/{caller.User}";

    private async Task<Person> WelcomeAsync(Caller caller, DateTimeOffset now)
    {
        var known = await linking.TakeEmailAsync(caller);
        if (known is not null && await linking.IsPlainAsync(known))
        {
            await IntroduceAsync(known.Id, new Address(caller.Channel, caller.Team, caller.User), now, caller, !caller.IsUnasked);
            known.SeenOn = AccountOf(caller);
            return known;
        }
        var isFirst = !await db.People.AnyAsync();
        var person = new Person
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = caller.Name ?? caller.User,
            Role = isFirst ? Role.Admin : Role.Rep, Zone = Known(caller.Zone), Locale = caller.Locale ?? "en", Email = caller.Email, CreatedAt = now,
            WorkDays = HolidayBook.UsualDays((await db.OwnWorkspaceAsync())?.Country), StartedOn = LocalDate.FromDateOnly(DateOnly.FromDateTime(now.UtcDateTime)),
        };
        db.People.Add(person);
        await IntroduceAsync(person.Id, new Address(caller.Channel, caller.Team, caller.User), now, isHere: !caller.IsUnasked);
        if ((await IdentityAsync(caller))?.PersonId != person.Id) throw new DbUpdateConcurrencyException("This caller was met by another event meanwhile: whom it met is found at the next try.");
        if (known is not null) await linking.AskAsync(person, known, caller, now);
        return person;
    }

    /// <summary>Where the person is now, as the platform says; unless they said so themselves. One that nobody knows changes nothing.</summary>
    private async Task FollowZoneAsync(Person person, Caller caller, DateTimeOffset now)
    {
        if (person.ZoneIsChosen || caller.Zone is null || caller.Zone == person.Zone || Known(caller.Zone) is null) return;
        person.Zone = caller.Zone;
        await clocks.CalendarChangedAsync(person.Id, now);
    }

    /// <summary>An address that was given to somebody else finds nobody by its old owner.</summary>
    private async Task FollowEmailAsync(Person person, Caller caller)
    {
        if (caller.Email is not { Length: > 0 } email || string.Equals(email, person.Email, StringComparison.OrdinalIgnoreCase)) return;
        await linking.TakeEmailAsync(caller);
        person.Email = email;
    }

    private async Task LearnAsync(Person person, Caller who, DateTimeOffset now)
    {
        person.Locale = who.Locale ?? person.Locale;
        if (person.Zone is not null || Known(who.Zone) is not { } zone) return;
        person.Zone = zone;
        await clocks.CalendarChangedAsync(person.Id, now);
    }

    private static string? Known(string? zone) => zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : null;

    private async Task<Person> FollowMergesAsync(Guid personId)
    {
        var person = _people.Find(p => p.Id == personId) ?? (await db.People.FindAsync(db.WorkspaceId, personId))!;
        return person.MergedInto is { } other ? await FollowMergesAsync(other) : person;
    }
}
