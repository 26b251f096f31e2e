using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>The company's rules for approvals as they hold now, and who may be named in them.</summary>
public sealed class ApprovalPolicies(BotCoachDb db)
{
    /// <summary>The newest version and its number; zero: an admin has made none yet.</summary>
    public async Task<(int Number, ApprovalBook Book)> OpenAsync()
    {
        var newest = await db.ApprovalPolicies.AsNoTracking().OrderByDescending(p => p.Number).FirstOrDefaultAsync();
        return newest is null ? (0, ApprovalBook.Unmade) : (newest.Number, ApprovalBook.Read(newest.Document));
    }

    public void Add(int number, ApprovalBook book, Actor by, DateTimeOffset now) => db.ApprovalPolicies.Add(new ApprovalPolicy
    {
        WorkspaceId = db.WorkspaceId, Number = number, Document = book.Write(), MadeBy = by.PersonId, MadeAt = now,
    });

    public async Task<IReadOnlyList<NamedDecider>> PeopleAsync() =>
        (await db.People.AsNoTracking().Where(p => p.MergedInto == null).ToListAsync()).ConvertAll(p => new NamedDecider(p.Id, p.Name, p.Email, p.Role.Leads()));
}
