using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>People's calendars, each read once per unit of work.</summary>
public sealed class Calendars(BotCoachDb db)
{
    private readonly Dictionary<Guid, WorkCalendar> _known = [];
    private Workspace? _workspace;

    public async Task<WorkCalendar> OfAsync(Person person) => WorkCalendar.Of(person, await WorkspaceAsync());

    public async Task<WorkCalendar> OfAsync(Guid personId) => (await OfAsync([personId]))[personId];

    public async Task<IReadOnlyDictionary<Guid, WorkCalendar>> OfAsync(IReadOnlyCollection<Guid> personIds)
    {
        var unknown = personIds.Where(id => !_known.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            var workspace = await WorkspaceAsync();
            foreach (var person in await db.People.Where(p => unknown.Contains(p.Id)).ToListAsync()) _known[person.Id] = WorkCalendar.Of(person, workspace);
        }
        return _known;
    }

    /// <summary>The epoch under which deals are judged now.</summary>
    public async Task<long> EpochAsync() => (await WorkspaceAsync()).Epoch;

    private async Task<Workspace> WorkspaceAsync() => _workspace ??= await db.OwnWorkspaceAsync() ?? throw new InvalidOperationException("This workspace does not exist.");
}
