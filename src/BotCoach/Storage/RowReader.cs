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
