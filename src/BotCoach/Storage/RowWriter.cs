using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BotCoach.Storage;

/// <summary>A table's row, written value by value through the model's own conversions, as one compiled method.</summary>
internal static class RowWriter<TTo, TRow>
{
    /// <param name="value">Writes a value that is there, given its place from 0 and the value as it is stored.</param>
    /// <param name="nothing">Writes that there is none.</param>
    public static Action<TTo, TRow> Of(
        IReadOnlyList<IProperty> columns, Func<Expression, Expression, Expression, Expression> value, Func<Expression, Expression, Expression> nothing)
    {
        var (to, row) = (Expression.Parameter(typeof(TTo)), Expression.Parameter(typeof(TRow)));
        return Expression.Lambda<Action<TTo, TRow>>(Expression.Block(columns.Select((column, i) => Written(column, Expression.Constant(i)))), to, row).Compile();

        Expression Written(IProperty column, Expression place)
        {
            var said = Expression.Property(row, column.PropertyInfo!);
            var there = Expression.Convert(said, Nullable.GetUnderlyingType(said.Type) ?? said.Type);
            var written = value(to, place, Stored(column, there));
            return column.IsNullable ? Expression.IfThenElse(Expression.Equal(said, Expression.Constant(null, said.Type)), nothing(to, place), written) : written;
        }
    }

    private static Expression Stored(IProperty column, Expression said)
    {
        if (column.GetRelationalTypeMapping().Converter?.ConvertToProviderExpression is not { } convert) return said;
        return Expression.Invoke(convert, Expression.Convert(said, convert.Parameters[0].Type));
    }
}
