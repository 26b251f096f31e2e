using System.Data;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

/// <summary>Migrations are written by hand: these prove that they make what the model says.</summary>
public sealed class SchemaTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_migrated_schema_is_the_models(Db kind)
    {
        await using var migrated = await Databases.EmptyAsync(kind);
        await using var created = await Databases.EmptyAsync(kind);
        await Migrations.ApplyAsync(migrated.Open(), default);
        await created.Open().Database.EnsureCreatedAsync();

        var expected = await DescribeAsync(kind, created.Open());
        var actual = await DescribeAsync(kind, migrated.Open());

        Assert.True(expected.Count > 200, $"only {expected.Count} lines of schema were read");
        Assert.Equal("", string.Join("\n", expected.Except(actual).Select(l => $"missing: {l}").Concat(actual.Except(expected).Select(l => $"too much: {l}"))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_comparison_sees_a_column_a_type_an_index_and_a_key_that_differ(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var db = database.Open();
        var before = await DescribeAsync(kind, db);
        foreach (var sql in (string[])["alter table ring_key add column extra integer", "drop index ix_deal_due_at", "create unique index ix_x on person (zone)"])
            await db.Database.ExecuteSqlRawAsync(sql);
        var after = await DescribeAsync(kind, db);
        Assert.Single(before.Except(after));
        Assert.Equal(2, after.Except(before).Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_start_looks_for_the_newest_migration_and_finds_it_only_once_it_is_applied(Db kind)
    {
        await using var database = await Databases.EmptyAsync(kind);
        Assert.Equal(Migrations.Newest, database.Open().Database.GetMigrations().Last());
        var choice = DatabaseChoice.Of(database.ConnectionString);
        Assert.False((await FirstLook.TakeAsync(choice, default)).IsCurrent);
        await Migrations.ApplyAsync(database.Open(), default);
        Assert.True((await FirstLook.TakeAsync(choice, default)).IsCurrent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Migrating_twice_changes_nothing(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var before = await DescribeAsync(kind, database.Open());
        await Migrations.ApplyAsync(database.Open(), default);
        Assert.Equal(before, await DescribeAsync(kind, database.Open()));
    }

    private static async Task<IReadOnlyList<string>> DescribeAsync(Db kind, BotCoachDb db) =>
        kind == Db.Postgres ? await ReadAsync(db, Postgres) : await ReadAsync(db, Sqlite);

    private static async Task<IReadOnlyList<string>> ReadAsync(BotCoachDb db, string sql)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open) await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return lines;
    }

    private const string Postgres =
        """
        select line from (
            select format('column %s.%s %s %s %s %s', c.table_name, c.column_name, c.data_type, c.is_nullable, coalesce(c.column_default, '-'),
                          coalesce(c.collation_name, '-') || coalesce(c.numeric_precision::text, '') || coalesce(c.character_maximum_length::text, '')) as line
            from information_schema.columns c where c.table_schema = 'public'
            union all
            select format('constraint %s.%s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_class t on t.oid = k.conrelid where t.relnamespace = 'public'::regnamespace
            union all
            select format('index %s', i.indexdef) from pg_indexes i where i.schemaname = 'public'
        ) all_lines where line not like '%\_\_EF%' order by line
        """;

    private const string Sqlite =
        """
        select line from (
            select 'column ' || t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' default=' || coalesce(c.dflt_value, '-') || ' key=' || c.pk as line
            from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table'
            union all
            select 'link ' || t.name || ' ' || f.id || '.' || f.seq || ' ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_update || ' ' || f.on_delete
            from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table'
            union all
            select 'index ' || t.name || ' ' || i.name || ' unique=' || i."unique" || ' ' || i.origin || ' partial=' || i.partial || ' ' || x.seqno || '=' || x.name || ' desc=' || x."desc" || ' ' || x.coll
            from sqlite_master t join pragma_index_list(t.name) i join pragma_index_xinfo(i.name) x where t.type = 'table' and x.key = 1
        ) where line not like '%\_\_EF%' escape '\' order by line
        """;
}
