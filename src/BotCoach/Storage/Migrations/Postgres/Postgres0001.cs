using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotCoach.Storage;

/// <summary>The first schema on PostgreSQL; its SQL stands beside it.</summary>
[DbContext(typeof(PostgresDb))]
[Migration("0001")]
internal sealed class Postgres0001 : Migration
{
    protected override void Up(MigrationBuilder builder) => builder.Run("Postgres/0001");
}
