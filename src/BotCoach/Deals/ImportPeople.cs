using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>The people a file names, found among those we know by name or e-mail; who is unknown becomes a rep.</summary>
internal sealed class ImportPeople
{
    private readonly Dictionary<string, Person> _known = [];

    private ImportPeople(IEnumerable<Person> people)
    {
        foreach (var person in people) Keep(person);
    }

    public static async Task<ImportPeople> LoadAsync(BotCoachDb db, bool track, CancellationToken cancel)
    {
        var query = track ? db.People : db.People.AsNoTracking();
        return new ImportPeople(await query.Where(p => p.MergedInto == null).OrderBy(p => p.CreatedAt).ToListAsync(cancel));
    }

    public Person? Find(string nameOrEmail) => _known.GetValueOrDefault(KeyOf(nameOrEmail));

    /// <summary>Adds the person, or completes the one we know: what a file does not say stays as it is.</summary>
    public void Apply(BotCoachDb db, ImportedPerson said, DateTimeOffset now)
    {
        var person = Known(said);
        if (person is null)
        {
            person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = said.Name, CreatedAt = now, StartedOn = now.DayIn(NodaTime.DateTimeZone.Utc) };
            db.People.Add(person);
        }
        person.Email ??= said.Email;
        person.SalesTeam = said.Team ?? person.SalesTeam;
        if (said.Leads && person.Role == Role.Rep) person.Role = Role.Manager;
        Keep(person);
    }

    /// <summary>Who reports to whom: once all are there.</summary>
    public void Lead(ImportedPerson said)
    {
        if (said.Manager is not { } manager || Find(manager) is not { Role: not Role.Reader } leader || Known(said) is not { } person || leader.Id == person.Id) return;
        person.ManagerId = leader.Id;
    }

    /// <summary>The person we know who is meant, or null.</summary>
    public Person? Known(ImportedPerson said) => Find(said.Email ?? said.Name) ?? Find(said.Name);

    private void Keep(Person person)
    {
        _known.TryAdd(KeyOf(person.Name), person);
        if (person.Email is { } email) _known.TryAdd(KeyOf(email), person);
    }

    private static string KeyOf(string nameOrEmail) => nameOrEmail.Contains('@') ? nameOrEmail.Trim().ToLowerInvariant() : ImportCells.Plain(nameOrEmail);
}
