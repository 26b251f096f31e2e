using System.Reflection;
using Xunit.Sdk;

namespace BotCoach.Tests.Harness;

/// <summary>Which database a test runs on: <c>[Theory, OnSqlite, OnPostgres] public async Task It_holds(Db kind)</c>.</summary>
public enum Db { Sqlite, Postgres }

/// <summary>Runs a theory on SQLite; further arguments follow the <see cref="Db"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnSqliteAttribute(params object[] more) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo test) => [[Db.Sqlite, .. more]];
}

/// <summary>Runs a theory on PostgreSQL; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnPostgresAttribute(params object[] more) : DataAttribute
{
    public override string? Skip
    {
        get => PostgresServer.Possible ? null : "PostgreSQL 15 is not installed and BOTCOACH_TEST_POSTGRES is not set; run tests/run.sh";
        set => throw new NotSupportedException();
    }

    public override IEnumerable<object[]> GetData(MethodInfo test) => [[Db.Postgres, .. more]];
}
