using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>Changes what somebody is in the company. It is audited, and the homes that show other deals by it are due.</summary>
public sealed class Positions(BotCoachDb db, PersonClocks clocks, Audit audit)
{
    /// <summary>Nobody's position is changed by somebody who looked at another one.</summary>
    public const string Stale = "Somebody changed this person meanwhile, to what stands here now. Nothing of yours was saved: look, and choose again.";

    /// <summary>The sentences at the fields that cannot be, or none, where it is done. Call it inside a transaction, for an admin.</summary>
    /// <param name="was">What the admin looked at.</param>
    public async Task<IReadOnlyDictionary<string, string>> ChangeAsync(Person person, Position was, Position wanted, Actor actor, DateTimeOffset now)
    {
        // One after the other, so that the last two admins cannot make each other none at the same instant; and read after that.
        await db.LockWorkspaceAsync();
        await db.Entry(person).ReloadAsync();
        var stands = Position.Of(person);
        if (stands != was) return new Dictionary<string, string> { [""] = Stale };
        var faults = await FaultsAsync(person, wanted);
        if (faults.Count > 0) return faults;
        foreach (var change in PositionRules.Changes(stands, wanted)) audit.Did(actor, change, person.Id, now);
        (person.Role, person.SalesTeam, person.ManagerId) = (wanted.Role, wanted.SalesTeam, wanted.ManagerId);
        if (wanted.Role == Role.Reader) await db.WakeLeadsOfAsync(person.Id, now);
        await clocks.HomesChangedAsync([person.Id, .. new[] { stands.ManagerId, wanted.ManagerId }.OfType<Guid>()], now);
        return faults;
    }

    /// <summary>The sentences at the fields that cannot be, without changing anything.</summary>
    /// <param name="leads">Will be a manager by the time it is done.</param>
    public async Task<IReadOnlyDictionary<string, string>> FaultsAsync(Person person, Position wanted, Person? leads = null)
    {
        var managers = await db.People.Where(p => p.ManagerId != null).Select(p => new { p.Id, p.ManagerId }).ToDictionaryAsync(p => p.Id, p => p.ManagerId);
        var manager = wanted.ManagerId is { } id ? leads?.Id == id ? leads : db.TrackedPerson(id) ?? await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) : null;
        return PositionRules.Faults(person, wanted, manager, await HasOtherAdminAsync(person), of => managers.GetValueOrDefault(of), willLead: leads is not null, await HoldsAsync(person, wanted));
    }

    private async Task<PositionHolds> HoldsAsync(Person person, Position wanted) => wanted.Role != Role.Reader ? default
        : new PositionHolds(await db.OpenDealsOfAsync(person.Id), await db.People.CountAsync(p => p.ManagerId == person.Id && p.MergedInto == null));

    /// <summary>Another admin who can still come in: one whose account is closed, or who has none, is no help.</summary>
    private Task<bool> HasOtherAdminAsync(Person person) => db.People.AnyAsync(p => p.Id != person.Id && p.Role == Role.Admin && p.MergedInto == null
        && db.Identities.Any(i => i.PersonId == p.Id && i.Standing == Standing.Member));
}
