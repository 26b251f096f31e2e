namespace BotCoach.Storage;

/// <summary>
/// Version 7 ids whose order is the order in which this process made them, within a millisecond too: the thirty bits after the time count up,
/// the last forty-four stay random.
/// </summary>
public static class OrderedId
{
    private static int _count;

    public static Guid Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        var count = (uint)Interlocked.Increment(ref _count);
        bytes[6] = (byte)(0x70 | (count >> 26 & 0x0F));
        bytes[7] = (byte)(count >> 18);
        bytes[8] = (byte)(0x80 | (count >> 12 & 0x3F));
        bytes[9] = (byte)(count >> 4);
        bytes[10] = (byte)(count << 4 | bytes[10] & 0x0Fu);
        return new Guid(bytes, bigEndian: true);
    }
}
