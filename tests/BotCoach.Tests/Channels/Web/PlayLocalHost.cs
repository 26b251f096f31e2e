using BotCoach.Channels;

namespace BotCoach.Tests.Channels.Web;

/// <summary>A local host with one team of four, and a clock that only jumps.</summary>
public sealed class PlayLocalHost : TimeProvider, ILocalHost
{
    public const string Team = "t1";

    public bool IsOpen { get; set; } = true;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 8, 12, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public List<LocalJump> Jumps { get; } = [];

    public Func<LocalJump, Task> OnJumpAsync { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<LocalTeam> Teams { get; set; } =
    [
        new(Team, "Northwind sample", [
            new("dana", "Dana Whitfield", "Rep", "Europe/London"),
            new("omar", "Omar Haddad", "Rep", "America/New_York"),
            new("mia", "Mia Lindqvist", "Manager", "Europe/Stockholm"),
            new("ravi", "Ravi Patel", "Admin", "Europe/London"),
        ]),
    ];

    public Task<IReadOnlyList<LocalTeam>> TeamsAsync(string channel, CancellationToken cancel) => Task.FromResult(Teams);

    public async Task<DateTimeOffset> JumpAsync(string channel, string team, string user, LocalJump jump, CancellationToken cancel)
    {
        lock (Jumps) Jumps.Add(jump);
        Now = jump == LocalJump.Week ? Now.AddDays(7) : new DateTimeOffset(Now.Date.AddDays(1).AddHours(9), TimeSpan.Zero);
        await OnJumpAsync(jump);
        return Now;
    }
}
