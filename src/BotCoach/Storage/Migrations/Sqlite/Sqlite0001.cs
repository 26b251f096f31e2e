using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotCoach.Storage;

/// <summary>The first schema on SQLite; its SQL stands beside it.</summary>
[DbContext(typeof(SqliteDb))]
[Migration("0001")]
internal sealed class Sqlite0001 : Migration
{
    protected override void Up(MigrationBuilder builder) => builder.Run("Sqlite/0001");
}
