using System.Data;
using BotCoach.Cli;
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
        await migrated.MigrateAsync();
        await created.Open().Database.EnsureCreatedAsync();

        var expected = await DescribeAsync(kind, created.Open());
        var actual = await DescribeAsync(kind, migrated.Open());

        Assert.True(expected.Count > 200, $"only {expected.Count} lines of schema were read");
        Assert.Equal("", string.Join("\n", expected.Except(actual).Select(l => $"missing: {l}").Concat(actual.Except(expected).Select(l => $"too much: {l}"))));
    }

    [Theory, OnSqlite]
    public async Task Every_index_that_the_planner_is_told_of_is_there_and_an_admins_search_reads_the_deals_as_they_lie(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var db = database.Open();
        var unknown = await db.Database.SqlQueryRaw<string>("select idx as Value from sqlite_stat1 where idx not in (select name from sqlite_master)").ToListAsync();
        Assert.Empty(unknown);
        Assert.Equal("SCAN deal", await PlanAsync(db, "select id from deal where workspace_id = 'a' and instr(search, 'x') > 0"));
        Assert.Contains("ix_deal_workspace_id_owner_id_status", await PlanAsync(db, "select id from deal where workspace_id = 'a' and owner_id = 'b' and instr(search, 'x') > 0"));
        Assert.Contains("ix_deal_workspace_id_source_external_id", await PlanAsync(db, "select id from deal where workspace_id = 'a' and source = 'chat' and created_at > 1"));
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
    public async Task A_database_that_a_newer_program_has_changed_is_refused_in_one_sentence_and_stays_as_it_is(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        await database.Open().Database.ExecuteSqlRawAsync("insert into schema_history values ('9999')");
        var before = await DescribeAsync(kind, database.Open());
        await using var app = App.Build(["--ConnectionStrings:BotCoach", database.ConnectionString]);
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => App.PrepareAsync(app));
        Assert.StartsWith("A newer BotCoach has used this database (its tables are at 9999,", StartFault.InWords(refusal));
        Assert.Equal(before, await DescribeAsync(kind, database.Open()));
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        var files = typeof(Migrations).Assembly.GetManifestResourceNames();
        Assert.Contains("migrations/Sqlite/0001.sql", files);
        Assert.Equal(In("migrations/Sqlite/"), In("migrations/Postgres/"));
        IEnumerable<string> In(string folder) => files.Where(f => f.StartsWith(folder, StringComparison.Ordinal)).Select(f => f[folder.Length..]).Order();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Migrating_twice_changes_nothing(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var before = await DescribeAsync(kind, database.Open());
        await database.MigrateAsync();
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
        ) all_lines where line not like '%schema\_history%' order by line
        """;

    private static async Task<string> PlanAsync(BotCoachDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "explain query plan " + sql;
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return reader.GetString(3);
    }

    private const string Sqlite =
        """
        select line from (
            select 'column ' || t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' default=' || coalesce(c.dflt_value, '-') || ' key=' || c.pk as line
            from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'
            union all
            select 'link ' || t.name || ' ' || f.id || '.' || f.seq || ' ' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_update || ' ' || f.on_delete
            from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table' and t.name not like 'sqlite_%'
            union all
            select 'index ' || t.name || ' ' || i.name || ' unique=' || i."unique" || ' ' || i.origin || ' partial=' || i.partial || ' ' || x.seqno || '=' || x.name || ' desc=' || x."desc" || ' ' || x.coll
            from sqlite_master t join pragma_index_list(t.name) i join pragma_index_xinfo(i.name) x where t.type = 'table' and t.name not like 'sqlite_%' and x.key = 1
        ) where line not like '%schema\_history%' escape '\' order by line
        """;
}
