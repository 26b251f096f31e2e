using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Storage;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public void Nothing_means_a_file_in_the_folder_data(string? setting)
    {
        var choice = DatabaseChoice.Of(setting);
        Assert.False(choice.IsPostgres);
        Assert.Equal(Path.GetFullPath("data/botcoach.db"), choice.File);
    }

    [Theory]
    [InlineData("Host=db;Username=u;Password=p", true)]
    [InlineData("Server=db;Database=b", true)]
    [InlineData("Data Source=x.db", false)]
    [InlineData("filename=x.db", false)]
    public void A_connection_string_says_which_database_it_means(string setting, bool postgres) =>
        Assert.Equal(postgres, DatabaseChoice.Of(setting).IsPostgres);

    [Theory]
    [InlineData("mysql")]
    [InlineData("Database=only;Password=hunter2")]
    [InlineData("postgres://me:hunter2@db/botcoach")]
    [InlineData("Data Source=:memory:;Password=hunter2")]
    [InlineData("Data Source=x.db;Colour=red;Password=\"hun;ter2 hunter2\"")]
    [InlineData("Host=;Pwd=hunter2")]
    [InlineData("Host=db;Port=many;Password='hunter2;hunter2'")]
    [InlineData("Host=db;Password=\"hunter2")]
    public void Anything_else_is_refused_with_the_key_and_what_is_allowed_but_never_a_password(string setting)
    {
        var refusal = Assert.Throws<SettingRefused>(() => new ServiceCollection().AddStorage(setting));
        Assert.Contains("ConnectionStrings:BotCoach", refusal.Message);
        Assert.Contains("Data Source=", refusal.Message);
        Assert.Contains("Host=", refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.Message);
    }

    [Fact]
    public void The_folder_of_the_file_is_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"botcoach-{Guid.NewGuid():n}");
        new ServiceCollection().AddStorage($"Data Source={folder}/deep/er.db");
        Assert.True(Directory.Exists(Path.Combine(folder, "deep")));
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_connection_to_SQLite_has_its_manners()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var db = database.Open();
        await db.Database.OpenConnectionAsync();
        Assert.Equal(("wal", "1", "1", "5000"), (
            await PragmaAsync(db, "journal_mode"), await PragmaAsync(db, "synchronous"), await PragmaAsync(db, "foreign_keys"), await PragmaAsync(db, "busy_timeout")));
    }

    private static async Task<string?> PragmaAsync(BotCoachDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"pragma {name}";
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
