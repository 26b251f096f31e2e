using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>How a unit of work begins.</summary>
public static class Transactions
{
    /// <summary>Begins a unit of work. On SQLite it is the one writer from its first statement on, so that it never has to give way half-done.</summary>
    public static Task<IDbContextTransaction> BeginAsync(this BotCoachDb db, CancellationToken cancel) => db.Database.BeginTransactionAsync(cancel);
}
