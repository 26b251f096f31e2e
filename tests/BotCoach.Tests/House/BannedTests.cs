namespace BotCoach.Tests.House;

/// <summary>Calls that nobody makes, or only those named: design.md, "Time", "Workspace first", and habit 14.</summary>
public sealed class BannedTests
{
    // The three that turn system time into the host's, the metronome, and what waits for a platform.
    private static readonly string[] Clocks = ["src/BotCoach/Chat/CoachClock.cs", "src/BotCoach/Chat/ChoreClock.cs", "src/BotCoach/Chat/Pause.cs", "src/BotCoach/Schedule.cs", "src/BotCoach.Channels/Waiting.cs"];

    // Who waits: between two tries of what failed or two looks at a platform, and an open page that looks again, in case another instance wrote.
    private static readonly string[] Waits = ["src/BotCoach/Chat/Pause.cs", "src/BotCoach.Channels/Waiting.cs", "src/BotCoach.Channels/Web/WebStream.cs"];

    [Fact]
    public void The_only_clock_is_TimeProvider()
    {
        string[] banned =
        [
            "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTimeOffset::get_Now",
            "System.DateTimeOffset::get_UtcNow", "System.Environment::get_TickCount", "System.Environment::get_TickCount64", "System.Guid::CreateVersion7",
        ];
        Sources.None("Time is a parameter, or TimeProvider's:", Calls.Product
            .Where(c => banned.Contains(c.Name) && c.Callee.GetParameters().Length == 0 || c.Callee.DeclaringType?.Name is "Stopwatch" or "SystemClock")
            .Select(c => c.ToString()));
        Sources.None("System time is read in five places:", Calls.Product
            .Where(c => c.Name == "System.TimeProvider::get_System" && !Clocks.Contains(c.File)).Select(c => c.ToString()));
    }

    [Fact]
    public void Nothing_waits_by_the_wall_clock_but_those_named() => Sources.None("Work is due, it is not waited for:", Calls.Product
        .Where(c => c.Name is "System.Threading.Tasks.Task::Delay" or "System.Threading.Thread::Sleep" or "System.Threading.SpinWait::SpinUntil")
        .Where(c => !Waits.Contains(c.File)).Select(c => c.ToString()));

    [Fact]
    public void Nothing_blocks_on_a_task() => Sources.None("Await it:", Calls.Product
        .Where(c => c.Name is "System.Threading.Tasks.Task::Wait" or "System.Threading.Tasks.Task`1::get_Result" or "System.Threading.Tasks.ValueTask`1::get_Result"
            or "System.Threading.Tasks.Task::WaitAll").Select(c => c.ToString()));

    [Fact]
    public void Nobody_reads_around_the_workspace_filter() =>
        Sources.None("IgnoreQueryFilters is banned:", Calls.Product.Where(c => c.Callee.Name == "IgnoreQueryFilters").Select(c => c.ToString()));

    [Fact]
    public void Raw_SQL_stands_in_Storage_alone()
    {
        var outside = Calls.Product.Where(c => !c.File.StartsWith("src/BotCoach/Storage/", StringComparison.Ordinal));
        Sources.None("Put a method into Storage:", outside.Where(c =>
            c.Callee.Name.StartsWith("FromSql", StringComparison.Ordinal) || c.Callee.Name.StartsWith("ExecuteSql", StringComparison.Ordinal)
            || c.Callee.Name.StartsWith("SqlQuery", StringComparison.Ordinal) || c.Callee.Name is "set_CommandText" or "CreateCommand" or "GetDbConnection"
            || c.Callee.DeclaringType?.Namespace is "Npgsql" or "Microsoft.Data.Sqlite").Select(c => c.ToString()));
    }

    [Fact]
    public void Tests_do_not_sleep()
    {
        var tests = Sources.All.Where(s => s.Path.StartsWith("tests/BotCoach.Tests/", StringComparison.Ordinal) || s.Path.StartsWith("tests/BotCoach.Browser/", StringComparison.Ordinal));
        Sources.None("Move the fake clock, or wait for the thing itself:", tests.SelectMany(s => s.Where(@"\bTask\.Delay\b|\bThread\.Sleep\b|\bWaitForTimeout\w*\b")));
    }
}
