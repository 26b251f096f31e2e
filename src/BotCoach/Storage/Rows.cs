#pragma warning disable EF1001 // EF Core tracks what its own queries read, and has no public way to say that a row was read; every click goes through here, so a change of it is seen at once
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BotCoach.Storage;

/// <summary>
/// Rows of one table that a <see cref="RoundTrip"/> asks for: whole, unless they are said to be read without some of it, and of a workspace's rows only those of the one in scope. The SQL and what reads
/// a row are made once for each of the two models, from the model.
/// </summary>
/// <param name="where">
/// Which rows, as SQL on the table "r" that both databases know; what is split over two tables has the second one as "s". The values, which are texts, whole numbers, instants and ids, are $1, $2 and so on;
/// for a workspace's rows $1 is the workspace. Several of a kind are one value, of which a column is <c>= any($2)</c>.
/// </param>
public sealed class Rows<T>(string where) where T : class
{
    private readonly ConditionalWeakTable<IModel, Plan> _plans = [];

    /// <summary>For rows that are only looked at.</summary>
    public bool Untracked { get; init; }

    /// <summary>Of rows that are only looked at, what nobody looks at.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>For rows that are seldom changed, and of which a unit of work asks once.</summary>
    public bool Lent { get; init; }

    internal bool OfWorkspace { get; } = typeof(IWorkspaceRow).IsAssignableFrom(typeof(T));

    internal string Sql(BotCoachDb db) => For(db).Sql;

    // SQLite knows no lists, and has one writer, who locks all
    private static string In(BotCoachDb db, string where) => db is not SqliteDb ? where
        : Regex.Replace(Regex.Replace(where, @"= any\((\$\d)\)", "in (select value from json_each($1))"), " for update( of s)?( skip locked)?", "");

    internal async Task ReadAsync(BotCoachDb db, DbDataReader from, List<T> rows)
    {
        var plan = For(db);
        while (await from.ReadAsync()) rows.Add(Given(db, plan, plan.Read(from)));
    }

    private T Given(BotCoachDb db, Plan plan, T row) => Untracked ? row : Lent ? plan.Lend(db, row) : plan.Track(db, row);

    // saved again, what was not read would be lost
    private Plan For(BotCoachDb db) => Without.Count > 0 && !Untracked ? throw new InvalidOperationException($"A {typeof(T).Name} that is read without some of it cannot be tracked.") : _plans.GetValue(db.Model, model => new Plan(model.FindEntityType(typeof(T))!, Without, OfWorkspace, In(db, where)));

    private sealed class Plan
    {
        private readonly IEntityType _type;
        private readonly IKey _key;
        private readonly Func<T, object[]> _keyOf;
        private readonly Func<T, T> _copy;
        private readonly Func<T, T, bool> _same;

        public Plan(IEntityType type, IReadOnlyList<string> without, bool ofWorkspace, string where)
        {
            (_type, _key) = (type, type.FindPrimaryKey()!);
            List<IProperty> columns = [.. type.GetProperties().Where(p => !without.Contains(p.Name))];
            (Read, _keyOf) = (RowReader<T>.Of(columns), RowReader<T>.KeyOf(_key));
            (_copy, _same) = (RowReader<T>.CopyOf(columns), RowReader<T>.SameOf(columns));
            var guard = ofWorkspace ? $"{Column(type.FindProperty(Storage.Tables.WorkspaceColumn(typeof(T)))!)} = $1 and " : "";
            Sql = $"select {string.Join(", ", columns.Select(Column))} from {Tables(type)} where {guard}{where}";
        }

        public string Sql { get; }

        public Func<DbDataReader, T> Read { get; }

        /// <summary>The row that this unit of work knows already, with what it changed; else this one, from now on.</summary>
        public T Track(BotCoachDb db, T row)
        {
            db.TrackLent();
            if (Known(db, row) is { } known) return known;
            Start(db, row);
            return row;
        }

        /// <summary>The row that this unit of work knows already; else this one, to be tracked when it matters.</summary>
        public T Lend(BotCoachDb db, T row)
        {
            if (Known(db, row) is { } known) return known;
            db.Lend(new Lent<T>(row, _copy(row), _same, Start));
            return row;
        }

        private T? Known(BotCoachDb db, T row) => (T?)db.GetDependencies().StateManager.TryGetEntry(_key, _keyOf(row))?.Entity;

        private void Start(BotCoachDb db, T row) => db.GetDependencies().StateManager.StartTrackingFromQuery(_type, row, Snapshot.Empty);

        private static string Tables(IEntityType type)
        {
            var names = RowTable<T>.Mappings(type).Select(table => table.Table.Name).ToList();
            var key = type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName());
            return names.Count == 1 ? $"\"{names[0]}\" as r" : $"\"{names[0]}\" as r join \"{names[1]}\" as s on {string.Join(" and ", key.Select(c => $"s.\"{c}\" = r.\"{c}\""))}";
        }

        // a name may be a word of SQL's own ("user")
        private static string Column(IProperty column)
        {
            var isFirst = RowTable<T>.Mappings((IEntityType)column.DeclaringType)[0].ColumnMappings.Any(c => c.Property == column);
            return $"{(isFirst ? "r" : "s")}.\"{column.GetColumnName()}\"";
        }
    }
}
