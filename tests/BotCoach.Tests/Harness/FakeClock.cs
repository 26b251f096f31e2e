namespace BotCoach.Tests.Harness;

/// <summary>The clock under test: it stands still until it is told.</summary>
public sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = now;

    public FakeClock() : this(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What is measured stands still too.</summary>
    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by) => JumpTo(Now + by);

    public void JumpTo(DateTimeOffset instant) => Now = instant;
}
