namespace BotCoach.Storage;

/// <summary>
/// Version 7 ids whose order is the order in which this process made them, within a millisecond too: the twelve bits after the time count up.
/// </summary>
public static class OrderedId
{
    private static readonly Lock One = new();
    private static long _millisecond;
    private static int _count;

    public static Guid Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var count = CountIn(now.ToUnixTimeMilliseconds());
        bytes[6] = (byte)(0x70 | (count >> 8 & 0x0F));
        bytes[7] = (byte)count;
        return new Guid(bytes, bigEndian: true);
    }

    private static int CountIn(long millisecond)
    {
        lock (One)
        {
            _count = millisecond == _millisecond ? Math.Min(_count + 1, 0xFFF) : 0;
            _millisecond = millisecond;
            return _count;
        }
    }
}
