namespace BotCoach.Deals;

/// <summary>
/// What the dry run said of each row of the deals' file, in their order: what is to be written for it, or nothing. The rows themselves are read once
/// more from the file when they are applied, which costs less than laying them down in between.
/// </summary>
internal sealed class ImportVerdicts
{
    private const byte Nothing = byte.MaxValue;
    private readonly List<byte> _rows = [];

    public static ImportVerdicts Of(byte[]? packed)
    {
        var verdicts = new ImportVerdicts();
        if (packed is not null) verdicts._rows.AddRange(ImportSource.Unpack(packed));
        return verdicts;
    }

    public void Add(ImportJudged judged) => _rows.Add(judged.Writes ? (byte)judged.Verdict : Nothing);

    /// <summary>What is to be written for a row, the first being 0; null for one that was refused, or changes nothing.</summary>
    public ImportVerdict? Of(int row) => row < _rows.Count && _rows[row] != Nothing ? (ImportVerdict)_rows[row] : null;

    /// <summary>How many rows are to be written.</summary>
    public int ToWrite => _rows.Count(r => r != Nothing);

    public byte[] Pack() => ImportSource.Pack(new MemoryStream([.. _rows]));
}
