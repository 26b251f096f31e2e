using BotCoach.Channels;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels;

/// <summary>How often something is said to somebody for whom the host has no message to send.</summary>
public sealed class AsidePaceTests
{
    [Fact]
    public void What_is_said_at_the_same_instant_is_said_once()
    {
        var pace = new AsidePace(TimeSpan.FromSeconds(1), new FakeClock());
        for (var chat = 0; chat < 300; chat++)
        {
            var (said, name) = (0, $"{chat}");
            Parallel.For(0, 8, _ =>
            {
                if (pace.Take("T1", name, "Not for guests")) Interlocked.Increment(ref said);
            });
            Assert.Equal(1, said);
        }
    }

    [Fact]
    public void The_same_is_said_again_after_a_minute_and_something_else_after_a_second()
    {
        var clock = new FakeClock();
        var pace = new AsidePace(TimeSpan.FromSeconds(1), clock);
        Assert.Equal([true, false, false], new[] { pace.Take("T1", "D1", "One"), pace.Take("T1", "D1", "One"), pace.Take("T1", "D1", "Two") });
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([false, true, true], new[] { pace.Take("T1", "D1", "One"), pace.Take("T1", "D1", "Two"), pace.Take("T1", "D2", "Two") });
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(pace.Take("T1", "D1", "Two"));
        pace.Hold("T1", TimeSpan.FromSeconds(90));
        Assert.Equal([false, true], new[] { pace.Take("T1", "D3", "Three"), pace.Take("T2", "D3", "Three") });
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.True(pace.Take("T1", "D3", "Three"));
    }
}
