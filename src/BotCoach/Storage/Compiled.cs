using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BotCoach.Storage;

/// <summary>
/// Queries that are translated once, and not taken apart anew each time: for what every click asks. Each of the two models has a translation of its own.
/// </summary>
public static class Compiled
{
    public static Func<BotCoachDb, A, IAsyncEnumerable<T>> Query<A, T>(Expression<Func<BotCoachDb, A, IQueryable<T>>> query)
    {
        var byModel = new ConditionalWeakTable<IModel, Func<BotCoachDb, A, IAsyncEnumerable<T>>>();
        return (db, a) => byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, a);
    }

    public static Func<BotCoachDb, A, B, IAsyncEnumerable<T>> Query<A, B, T>(Expression<Func<BotCoachDb, A, B, IQueryable<T>>> query)
    {
        var byModel = new ConditionalWeakTable<IModel, Func<BotCoachDb, A, B, IAsyncEnumerable<T>>>();
        return (db, a, b) => byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, a, b);
    }

    public static Func<BotCoachDb, A, B, C, IAsyncEnumerable<T>> Query<A, B, C, T>(Expression<Func<BotCoachDb, A, B, C, IQueryable<T>>> query)
    {
        var byModel = new ConditionalWeakTable<IModel, Func<BotCoachDb, A, B, C, IAsyncEnumerable<T>>>();
        return (db, a, b, c) => byModel.GetValue(db.Model, _ => EF.CompileAsyncQuery(query))(db, a, b, c);
    }
}
