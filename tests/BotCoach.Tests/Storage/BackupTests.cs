using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Cli;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Storage;

/// <summary>What is backed up comes back, into either database, whole or not at all.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly Lazy<Task<byte[]>> OfSqlite = new(() => SampleAsync(Db.Sqlite)), OfPostgres = new(() => SampleAsync(Db.Postgres));
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData(Db.Sqlite, Db.Sqlite), InlineData(Db.Sqlite, Db.Postgres), InlineData(Db.Postgres, Db.Sqlite), InlineData(Db.Postgres, Db.Postgres)]
    public async Task A_company_comes_back_row_by_row_into_either_database(Db from, Db to)
    {
        var file = await SampleFileAsync(from);
        await using var other = await Databases.EmptyAsync(to);
        var head = await RestoreAsync(other, file);
        var again = File("again.zip");
        await BackupAsync(other, again);
        Assert.True(head.Rows > 500, $"only {head.Rows} rows");
        Assert.True(head.Tables.Count(t => t.Rows > 0) > 20, $"rows of {head.Tables.Count(t => t.Rows > 0)} tables");
        foreach (var table in head.Tables) Assert.Equal(Lines(file, table), Lines(again, table));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restored_company_works_on_where_it_was(Db kind)
    {
        var file = await SampleFileAsync(kind);
        var other = await Databases.EmptyAsync(kind);
        await RestoreAsync(other, file);
        await using var host = await CoachHost.StartOnAsync(other);
        var db = other.Open(SamplePipeline.WorkspaceId);
        var maya = await db.People.AsNoTracking().SingleAsync(p => p.Name == "Maya Chen");
        Assert.NotEmpty(await db.DealEvents.AsNoTracking().Where(e => db.Deals.Any(d => d.Id == e.DealId && d.OwnerId == maya.Id)).ToListAsync());
        var briefs = await db.BriefDays.CountAsync(d => d.PersonId == maya.Id);
        await host.JumpToAsync(host.Clock.Now.AddDays(8).AddHours(4));
        Assert.True(await db.BriefDays.CountAsync(d => d.PersonId == maya.Id) > briefs, "no brief came since");
        await other.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_of_an_older_program_is_brought_up_to_date(Db kind)
    {
        var file = await SampleFileAsync(kind);
        await AsOfAsync(file, "0030");
        await using var other = await Databases.EmptyAsync(kind);
        Assert.Equal("0030", (await RestoreAsync(other, file)).Schema);
        var messages = await other.Open(SamplePipeline.WorkspaceId).OutgoingMessages.AsNoTracking().ToListAsync();
        Assert.NotEmpty(messages);
        Assert.All(messages, m => Assert.Null(m.Trace));
        Assert.Contains("0031", await other.Open().Database.SqlQueryRaw<string>("select id as \"Value\" from schema_history").ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_was_changed_or_cut_off_is_refused_and_nothing_is_left_of_it(Db kind)
    {
        var file = await SampleFileAsync(kind);
        var cut = File("cut.zip");
        System.IO.File.WriteAllBytes(cut, System.IO.File.ReadAllBytes(file)[..^2000]);
        var mangled = File("mangled.zip");
        System.IO.File.Copy(file, mangled);
        Change(mangled, "tables/deal.jsonl", text => text.Replace("-", "?"));
        Change(file, "tables/deal.jsonl", text => text.Replace("Acme", "Acne"));
        foreach (var (broken, why) in ((string, string)[])[(cut, "is no backup of BotCoach, or was cut off"), (file, "tables/deal.jsonl of the backup is not what was written into it"), (mangled, "is not what was written into it. Nothing was changed.")])
        {
            await using var other = await Databases.EmptyAsync(kind);
            Assert.Contains(why, (await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(other, broken))).Message);
            Assert.Contains(why, (await Assert.ThrowsAsync<InvalidDataException>(() => Restore.CheckAsync(broken, default))).Message);
            await other.MigrateAsync();
            Assert.Empty(await other.Open().WorkspacesAsync(default));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_goes_into_no_database_that_has_something_and_over_no_file(Db kind)
    {
        var file = await SampleFileAsync(kind);
        await using var used = await Databases.NewAsync(kind);
        Assert.StartsWith("There is something of BotCoach in this database already.", (await Assert.ThrowsAsync<InvalidDataException>(() => RestoreAsync(used, file))).Message);
        Assert.Contains("is there already", (await Assert.ThrowsAsync<InvalidDataException>(() => BackupAsync(used, file))).Message);
        Assert.True((await Restore.CheckAsync(file, default)).Rows > 500);
        await using var empty = await Databases.EmptyAsync(kind);
        Assert.StartsWith("There is nothing of BotCoach in this database.", (await Assert.ThrowsAsync<InvalidDataException>(() => BackupAsync(empty, File("none.zip")))).Message);
        Assert.Equal([Path.GetFileName(file)], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_commands_end_with_zero_or_two_and_the_file_is_its_owners_alone()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        await using var other = await Databases.EmptyAsync(Db.Sqlite);
        var file = File("all.zip");
        Assert.Equal(0, await RunAsync("backup", file, database));
        Assert.Equal(0, await RunAsync("restore", file, other));
        Assert.Equal(2, await RunAsync("restore", file, other));
        Assert.Equal(2, await RunAsync("restore", File("absent.zip"), other));
        Assert.Equal(2, await Commands.RunAsync(CommandLine.Of(["backup"])));
        Assert.Equal(2, await Commands.RunAsync(CommandLine.Of(["backup", file, "--check"])));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file));
    }

    private static Task<int> RunAsync(string command, string file, TestDatabase database) =>
        Commands.RunAsync(CommandLine.Of([command, file, "--ConnectionStrings:BotCoach", database.ConnectionString]));

    /// <summary>A backup of the sample company, a week on: with briefs, nudges and a digest.</summary>
    private async Task<string> SampleFileAsync(Db kind)
    {
        await System.IO.File.WriteAllBytesAsync(File("sample.zip"), await (kind == Db.Sqlite ? OfSqlite : OfPostgres).Value);
        return File("sample.zip");
    }

    private static async Task<byte[]> SampleAsync(Db kind)
    {
        await using var host = await CoachHost.StartEmptyAsync(kind);
        await using (var scope = host.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("sample", host.Clock.Now);
            await scope.ServiceProvider.GetRequiredService<BotCoachDb>().SaveChangesAsync();
        }
        await host.JumpToAsync(host.Clock.Now.AddDays(7));
        var folder = Directory.CreateTempSubdirectory("botcoach-backup-").FullName;
        await BackupAsync(host.Database, Path.Combine(folder, "sample.zip"));
        var bytes = await System.IO.File.ReadAllBytesAsync(Path.Combine(folder, "sample.zip"));
        Directory.Delete(folder, true);
        return bytes;
    }

    private string File(string name) => Path.Combine(_folder, name);

    private static Task<BackupHead> BackupAsync(TestDatabase database, string file) =>
        Backup.WriteAsync(database.Services.GetRequiredService<DatabaseChoice>(), file, DateTimeOffset.UnixEpoch, default);

    private static Task<BackupHead> RestoreAsync(TestDatabase database, string file) => Restore.IntoAsync(database.Services.GetRequiredService<DatabaseChoice>(), file, default);

    private static List<string> Lines(string file, BackupTable table)
    {
        using var zip = ZipFile.OpenRead(file);
        using var lines = new StreamReader(zip.GetEntry(table.Entry)!.Open());
        return [.. lines.ReadToEnd().Split('\n').Order(StringComparer.Ordinal)];
    }

    /// <summary>As a program made it that knew the tables and columns of this schema, and no later ones.</summary>
    private static async Task AsOfAsync(string file, string schema)
    {
        var known = await ColumnsAsync(schema);
        JsonNode head = null!;
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        using (var was = zip.GetEntry(BackupHead.Entry)!.Open()) head = JsonNode.Parse(was)!;
        head["schema"] = schema;
        var tables = head["tables"]!.AsArray();
        foreach (var table in tables.ToList())
        {
            var (name, entry) = ((string)table!["name"]!, zip.GetEntry($"tables/{table["name"]}.jsonl")!);
            var columns = table["columns"]!.AsArray();
            List<int> later = [.. columns.Index().Where(c => !known.Contains($"{name}.{c.Item!["name"]}")).Select(c => c.Index).Reverse()];
            if (later.Count == columns.Count) tables.Remove(table);
            if (later.Count == columns.Count) entry.Delete();
            if (later.Count == 0 || later.Count == columns.Count) continue;
            foreach (var place in later) columns.RemoveAt(place);
            table["sha256"] = Rewrite(zip, entry, text => string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                var row = JsonNode.Parse(line)!.AsArray();
                foreach (var place in later) row.RemoveAt(place);
                return row.ToJsonString() + "\n";
            })));
        }
        Rewrite(zip, zip.GetEntry(BackupHead.Entry)!, _ => head.ToJsonString());
    }

    private static async Task<HashSet<string>> ColumnsAsync(string schema)
    {
        await using var database = await Databases.EmptyAsync(Db.Sqlite);
        await using var connection = await Migrations.OpenAsync(database.Services.GetRequiredService<DatabaseChoice>(), default);
        await using (var made = await connection.BeginTransactionAsync())
        {
            Assert.True(await Migrations.MakeAsync(connection, database.Services.GetRequiredService<DatabaseChoice>(), schema, default));
            await made.CommitAsync();
        }
        await using var ask = connection.CreateCommand();
        ask.CommandText = "select t.name || '.' || c.name from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table'";
        HashSet<string> known = [];
        await using var rows = await ask.ExecuteReaderAsync();
        while (await rows.ReadAsync()) known.Add(rows.GetString(0));
        return known;
    }

    /// <summary>The hash of what it says now.</summary>
    private static string Rewrite(ZipArchive zip, ZipArchiveEntry entry, Func<string, string> change)
    {
        string text;
        using (var was = new StreamReader(entry.Open())) text = was.ReadToEnd();
        var (name, now) = (entry.FullName, Encoding.UTF8.GetBytes(change(text)));
        entry.Delete();
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(now);
        return Convert.ToHexStringLower(SHA256.HashData(now));
    }

    /// <summary>Something was written over it.</summary>
    private static void Change(string file, string entry, Func<string, string> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        string text;
        using (var was = new StreamReader(zip.GetEntry(entry)!.Open())) text = was.ReadToEnd();
        Assert.NotEqual(text, change(text));
        zip.GetEntry(entry)!.Delete();
        using var now = new StreamWriter(zip.CreateEntry(entry).Open());
        now.Write(change(text));
    }
}
