namespace BotCoach.Stages;

/// <summary>
/// A spot in a draft, as buttons and forms carry it: <c>process:stage:part:mark@card</c>, each but the first may be missing. The mark says which item of the part,
/// and what it said; the card is the message from which a form was opened.
/// </summary>
public sealed record DraftSpot(Guid ProcessId, string? StageId = null, string? Part = null, string? Mark = null, Guid? Card = null)
{
    private const string Whole = "-";

    /// <summary>The mark of an item that is not there yet.</summary>
    public const string New = "new";

    public static DraftSpot? Read(string value)
    {
        var at = value.LastIndexOf('@');
        var parts = (at < 0 ? value : value[..at]).Split(':');
        if (!Guid.TryParse(parts[0], out var process)) return null;
        Guid? card = at >= 0 && Guid.TryParse(value[(at + 1)..], out var id) ? id : null;
        return new DraftSpot(process, Of(1) is Whole ? null : Of(1), Of(2), Of(3), card);

        string? Of(int n) => parts.Length > n && parts[n].Length > 0 ? parts[n] : null;
    }

    /// <summary>A spot where the address names the process already: it may be left out.</summary>
    public static DraftSpot? Within(Guid process, string value) => Read(value.StartsWith($"{process}:", StringComparison.Ordinal) ? value : $"{process}:{value}");

    /// <summary>The part's items as the page of this process names them: a mark completes it.</summary>
    public string PartWithin => $"{StageId ?? Whole}:{Part}:";

    public override string ToString()
    {
        var value = string.Join(':', new[] { ProcessId.ToString(), StageId ?? Whole, Part ?? "", Mark ?? "" });
        return Card is { } card ? $"{value}@{card:N}" : value;
    }
}
