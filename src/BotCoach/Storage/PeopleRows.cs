using Microsoft.EntityFrameworkCore;

#pragma warning disable EF1002 // What is put into the SQL is the database's own suffix, never input.

namespace BotCoach.Storage;

/// <summary>What is asked of a company's people in SQL.</summary>
public static class PeopleRows
{
    /// <summary>Whoever changes the company's order of people waits here until the one before has committed. Call it inside a transaction.</summary>
    public static Task LockWorkspaceAsync(this BotCoachDb db) =>
        db.Database.ExecuteSqlRawAsync($"select 1 from workspace where id = {{0}} {db.LockSuffix}", db.WorkspaceId);

    /// <summary>How many open deals somebody has.</summary>
    public static Task<int> OpenDealsOfAsync(this BotCoachDb db, Guid personId) => db.Deals.CountAsync(d => d.OwnerId == personId && d.Status == Deals.DealStatus.Open);
}
