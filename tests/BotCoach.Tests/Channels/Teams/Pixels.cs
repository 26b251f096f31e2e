using System.Buffers.Binary;
using System.IO.Compression;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>A picture as its pixels: a PNG of 8 bits a channel, without or with transparency, as browsers write it (https://www.w3.org/TR/png/).</summary>
internal sealed record Pixels(int Width, int Height, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> All)
{
    private const byte Rgb = 2, Rgba = 6;

    public static Pixels Of(byte[] png)
    {
        Assert.Equal([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8], png[..8]);
        var (header, data) = (Chunks(png).Single(c => c.Type == "IHDR").Data, Chunks(png).Where(c => c.Type == "IDAT").SelectMany(c => c.Data).ToArray());
        var (width, height, colours) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[9]);
        Assert.Equal([8, colours, 0, 0, 0], header[8..13]);
        Assert.Contains(colours, (byte[])[Rgb, Rgba]);
        var size = colours == Rgba ? 4 : 3;
        var lines = Unfiltered(Inflated(data), width * size, size);
        return new(width, height, [.. lines.SelectMany(line => line.Chunk(size)).Select(p => (p[0], p[1], p[2], size == 4 ? p[3] : byte.MaxValue))]);
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] png)
    {
        for (int at = 8, length; at < png.Length; at += length + 12)
        {
            length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            yield return (System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
        }
    }

    private static byte[] Inflated(byte[] data)
    {
        using var zipped = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Each line says how it was foretold from its left, the line above and what is left of that.</summary>
    private static IEnumerable<byte[]> Unfiltered(byte[] data, int width, int size)
    {
        var above = new byte[width];
        foreach (var filtered in data.Chunk(width + 1))
        {
            var line = filtered[1..];
            for (var i = 0; i < width; i++)
            {
                var (left, corner) = i < size ? (0, 0) : ((int)line[i - size], (int)above[i - size]);
                line[i] += (byte)(filtered[0] switch { 0 => 0, 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, _ => Nearest(left, above[i], corner) });
            }
            yield return above = line;
        }
    }

    private static int Nearest(int left, int above, int corner)
    {
        var (toLeft, toAbove, toCorner) = (Math.Abs(above - corner), Math.Abs(left - corner), Math.Abs(left + above - 2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
