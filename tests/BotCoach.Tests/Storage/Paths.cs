using System.Linq.Expressions;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

/// <summary>Every way to one kind of row, for a type that is known only at run time.</summary>
internal abstract class Paths
{
    public abstract Type Type { get; }
    public abstract Task<int> CountAsync(BotCoachDb db);
    public abstract Task<object?> FindAsync(BotCoachDb db, object[] key);
    public abstract Task<int> CountJoinedToItselfAsync(BotCoachDb db);
    public abstract Task<int> CountByIdAsync(BotCoachDb db, Guid workspace);
    public abstract Task<IReadOnlyList<object>> AskAsync(BotCoachDb db);
    public abstract Task ReloadAsync(BotCoachDb db, object row);
    public abstract Task<int> MoveAllAsync(BotCoachDb db, Guid workspace);
    public abstract Task<int> TouchAllAsync(BotCoachDb db);
    public abstract Task<int> DeleteAllAsync(BotCoachDb db);

    public static Paths To(Type type) => (Paths)Activator.CreateInstance(typeof(Paths<>).MakeGenericType(type))!;
}

internal sealed class Paths<T> : Paths where T : class, IWorkspaceRow
{
    public override Type Type => typeof(T);

    public override Task<int> CountAsync(BotCoachDb db) => db.Set<T>().CountAsync();

    public override async Task<object?> FindAsync(BotCoachDb db, object[] key) => await db.Set<T>().FindAsync(key);

    // Any table of the host stands in the middle: no navigation leads from one to the other.
    public override Task<int> CountJoinedToItselfAsync(BotCoachDb db) =>
        (from host in db.PaceSlots from row in db.Set<T>() from again in db.Set<T>() select new { row, again }).CountAsync();

    public override Task<int> CountByIdAsync(BotCoachDb db, Guid workspace) => db.Set<T>().CountAsync(IsOf(workspace));

    public override async Task<IReadOnlyList<object>> AskAsync(BotCoachDb db)
    {
        var trip = new RoundTrip(db);
        var rows = trip.Ask(new Rows<T>("true"));
        await trip.RunAsync();
        return rows;
    }

    public override Task ReloadAsync(BotCoachDb db, object row) => db.Entry(row).ReloadAsync();

    public override Task<int> MoveAllAsync(BotCoachDb db, Guid workspace) =>
        db.Set<T>().ExecuteUpdateAsync(set => set.SetProperty(WorkspaceId(), workspace));

    public override Task<int> TouchAllAsync(BotCoachDb db)
    {
        var plain = db.Model.FindEntityType(typeof(T))!.GetProperties().FirstOrDefault(p => !p.IsKey() && !p.IsForeignKey());
        if (plain is null) return CountAsync(db); // nothing but its key: there is nothing to change
        var row = Expression.Parameter(typeof(T));
        dynamic column = Expression.Lambda(Expression.Property(row, plain.Name), row);
        return db.Set<T>().ExecuteUpdateAsync(set => set.SetProperty(column, column));
    }

    // Rows that are split over two tables are not deleted in bulk by EF: whoever wants to reads them first.
    public override async Task<int> DeleteAllAsync(BotCoachDb db)
    {
        if (!db.Model.FindEntityType(typeof(T))!.GetMappingFragments().Any()) return await db.Set<T>().ExecuteDeleteAsync();
        db.RemoveRange(await db.Set<T>().ToListAsync());
        return await db.SaveChangesAsync();
    }

    private static Expression<Func<T, bool>> IsOf(Guid workspace)
    {
        var row = WorkspaceId();
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(row.Body, Expression.Constant(workspace)), row.Parameters);
    }

    private static Expression<Func<T, Guid>> WorkspaceId()
    {
        var row = Expression.Parameter(typeof(T));
        return Expression.Lambda<Func<T, Guid>>(Expression.Property(row, Tables.WorkspaceColumn(typeof(T))), row);
    }
}
