using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// Who is who: turns a platform's caller into a person of the company. A caller seen for the first time becomes a rep of the workspace,
/// the very first person its admin; guests and strangers become nobody.
/// </summary>
public sealed class Roster(BotCoachDb db, Linking linking, PersonClocks clocks, Outbox outbox)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromHours(1);

    /// <summary>The workspace that a caller's home team stands for, or null. Host-wide: it is asked before a workspace is in scope.</summary>
    public async Task<Guid?> WorkspaceOfAsync(Caller caller) =>
        (await db.Installations.AsNoTracking().FirstOrDefaultAsync(i =>
            i.Channel == caller.Channel && i.ExternalId == caller.Team && i.RemovedAt == null))?.WorkspaceId;

    /// <summary>Nobody met this caller yet, and its platform was not asked who it is.</summary>
    public async Task<bool> IsUnknownAsync(Caller caller) => caller is { IsUnasked: true, User.Length: > 0 } && await IdentityAsync(caller) is null;

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
        var account = $"{caller.Channel}/{caller.Team}/{caller.User}";
        if (now - identity.LastSeenAt > SeenEvery || person.SeenOn != account) identity.LastSeenAt = now;
        person.SeenOn = account;
        return person;
    }

    /// <summary>
    /// The person has this address from now on, and what waited for one is due; an address that somebody has already stays theirs.
    /// Call it inside a transaction: the waiting messages are written at once.
    /// </summary>
    public async Task IntroduceAsync(Guid personId, Address address, DateTimeOffset now)
    {
        if (await db.Identities.FindAsync(db.WorkspaceId, address.Channel, address.Team, address.User) is not null) return;
        db.Identities.Add(new Identity
        {
            WorkspaceId = db.WorkspaceId, Channel = address.Channel, Team = address.Team, ExternalId = address.User,
            PersonId = personId, Conversation = address.Conversation, LastSeenAt = now,
        });
        await outbox.ReachableAsync(personId, now);
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
        person.Email ??= caller.Email;
        if (person.ZoneIsChosen || caller.Zone is null || caller.Zone == person.Zone) return;
        person.Zone = caller.Zone;
        await clocks.CalendarChangedAsync(person.Id, now);
    }

    private ValueTask<Identity?> IdentityAsync(Caller caller) => db.Identities.FindAsync(db.WorkspaceId, caller.Channel, caller.Team, caller.User);

    private async Task<Person> WelcomeAsync(Caller caller, DateTimeOffset now)
    {
        var known = await linking.WithEmailAsync(caller);
        if (known is not null && await linking.IsPlainAsync(known))
        {
            known.Zone ??= caller.Zone;
            await IntroduceAsync(known.Id, new Address(caller.Channel, caller.Team, caller.User), now);
            return known;
        }
        var isFirst = !await db.People.AnyAsync();
        var person = new Person
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = caller.Name ?? caller.User,
            Role = isFirst ? Role.Admin : Role.Rep, Zone = caller.Zone, Locale = caller.Locale ?? "en", Email = caller.Email, CreatedAt = now,
            StartedOn = LocalDate.FromDateOnly(DateOnly.FromDateTime(now.UtcDateTime)),
        };
        db.People.Add(person);
        await IntroduceAsync(person.Id, new Address(caller.Channel, caller.Team, caller.User), now);
        if (known is not null) await linking.AskAsync(person, known, caller, now);
        return person;
    }

    private async Task<Person> FollowMergesAsync(Guid personId)
    {
        var person = await db.People.SingleAsync(p => p.Id == personId);
        return person.MergedInto is { } other ? await FollowMergesAsync(other) : person;
    }
}
