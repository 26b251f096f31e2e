using System.IO.MemoryMappedFiles;

namespace BotCoach.CrashHost;

/// <summary>
/// A clock that processes share: it stands still until one of them moves it on. It lies in a file, so that it outlives a killed process.
/// </summary>
public sealed class SharedClock : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _ticks;

    public SharedClock(string file)
    {
        _file = MemoryMappedFile.CreateFromFile(file, FileMode.OpenOrCreate, null, sizeof(long));
        _ticks = _file.CreateViewAccessor();
    }

    public DateTimeOffset Now
    {
        get => new(_ticks.ReadInt64(0), TimeSpan.Zero);
        set => _ticks.Write(0, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>What is measured stands still too.</summary>
    public override long GetTimestamp() => Now.UtcTicks;

    public void Dispose()
    {
        _ticks.Dispose();
        _file.Dispose();
    }
}
