using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>A table's row, read value by value through the model's own conversions, as one compiled method: what <see cref="RowWriter{TTo,TRow}"/> is for writing.</summary>
internal static class RowReader<T>
{
    /// <param name="columns">What is selected, in this order; all of the row's.</param>
    public static Func<DbDataReader, T> Of(IReadOnlyList<IProperty> columns)
    {
        var from = Expression.Parameter(typeof(DbDataReader));
        var values = columns.Select((column, place) => Expression.Bind(column.PropertyInfo!, Value(column, from, Expression.Constant(place))));
        return Expression.Lambda<Func<DbDataReader, T>>(Expression.MemberInit(Expression.New(typeof(T)), values), from).Compile();
    }

    /// <summary>The values of the row's key, in its order.</summary>
    public static Func<T, object[]> KeyOf(IKey key)
    {
        var row = Expression.Parameter(typeof(T));
        var values = key.Properties.Select(p => Expression.Convert(Expression.Property(row, p.PropertyInfo!), typeof(object)));
        return Expression.Lambda<Func<T, object[]>>(Expression.NewArrayInit(typeof(object), values), row).Compile();
    }

    /// <summary>The same row once more.</summary>
    public static Func<T, T> CopyOf(IReadOnlyList<IProperty> columns)
    {
        var row = Expression.Parameter(typeof(T));
        var values = columns.Select(column => Expression.Bind(column.PropertyInfo!, Expression.Property(row, column.PropertyInfo!)));
        return Expression.Lambda<Func<T, T>>(Expression.MemberInit(Expression.New(typeof(T)), values), row).Compile();
    }

    /// <summary>Whether two rows hold the same values.</summary>
    public static Func<T, T, bool> SameOf(IReadOnlyList<IProperty> columns)
    {
        var (one, other) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)));
        var equal = columns.Select(column => column.PropertyInfo!).Select(p => Equal(p.PropertyType, Expression.Property(one, p), Expression.Property(other, p)));
        return Expression.Lambda<Func<T, T, bool>>(equal.Aggregate(Expression.AndAlso), one, other).Compile();
    }

    private static Expression Equal(Type type, Expression one, Expression other)
    {
        var comparer = typeof(EqualityComparer<>).MakeGenericType(type);
        return Expression.Call(Expression.Property(null, comparer, nameof(EqualityComparer<int>.Default)), nameof(EqualityComparer<int>.Equals), null, one, other);
    }

    private static Expression Value(IProperty column, Expression from, Expression place)
    {
        var mapping = column.GetRelationalTypeMapping();
        var method = mapping.GetDataReaderMethod();
        var stored = mapping.CustomizeDataReaderExpression(Expression.Call(Expression.Convert(from, method.DeclaringType!), method, place));
        var value = Expression.Convert(Said(mapping, stored), column.ClrType);
        if (!column.IsNullable) return value;
        return Expression.Condition(Expression.Call(from, nameof(DbDataReader.IsDBNull), null, place), Expression.Default(column.ClrType), value);
    }

    private static Expression Said(RelationalTypeMapping mapping, Expression stored)
    {
        if (mapping.Converter?.ConvertFromProviderExpression is not { } convert) return stored;
        return Expression.Invoke(convert, Expression.Convert(stored, convert.Parameters[0].Type));
    }
}
