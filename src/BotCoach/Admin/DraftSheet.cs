using BotCoach.Stages;
using BotCoach.Stages.Parts;

namespace BotCoach.Admin;

/// <summary>What the draft's page shows of a book: its problems, and each of its parts with its items. It hangs on nothing but the book.</summary>
public sealed record DraftSheet(StageBook Book, IReadOnlyList<StageBookProblem> Faults, IReadOnlyList<StageBookProblem> Thoughts, IReadOnlyList<SheetSection> Sections)
{
    public static DraftSheet Of(Guid process, StageBook book)
    {
        var problems = StageBookRules.Check(book);
        return new DraftSheet(book, [.. problems.Where(p => !p.IsWarning)], [.. problems.Where(p => p.IsWarning)],
        [
            new SheetSection("whole", "The whole process", "name, rules, reasons, handoffs", null, 0, [.. WholeParts.All.Select(p => Part(process, book, p, null))]),
            .. book.Stages.Select((s, i) => new SheetSection(s.Id, $"{i + 1}. {s.Name}", DraftMessage.Asks(s), s.Id, i, [.. StageParts.All.Select(p => Part(process, book, p, s.Id))])),
        ]);
    }

    private static SheetPart Part(Guid process, StageBook book, BookPart part, string? stage)
    {
        var (spot, items) = (new DraftSpot(process, stage, part.Key).PartWithin, new SheetItem[part.Count(book, stage)]);
        for (var i = 0; i < items.Length; i++) items[i] = new SheetItem(part.Title(book, stage, i), part.Mark(book, stage, i));
        return new SheetPart(part.Label, part.One, part.IsSingle, spot, $"/admin/stages/{process}/draft/item?spot={Uri.EscapeDataString(spot)}", items);
    }
}

/// <summary>A stage of the draft on its page, or the whole process.</summary>
public sealed record SheetSection(string Anchor, string Title, string Note, string? StageId, int Index, IReadOnlyList<SheetPart> Parts);

/// <summary>A part of it with its items.</summary>
/// <param name="Spot">What a press names an item by, up to its mark.</param>
/// <param name="Edit">The address of an item's form, up to its mark.</param>
public sealed record SheetPart(string Label, string One, bool IsSingle, string Spot, string Edit, IReadOnlyList<SheetItem> Items);

public readonly record struct SheetItem(string Title, string Mark);

/// <summary>The sheets of the drafts that were looked at last, one a draft, as it stood then: a host works each state of a draft out once, and keeps at most so many.</summary>
public sealed class SheetCache(int most = 16)
{
    private readonly Dictionary<(Guid Workspace, Guid Process), (DraftStamp Stamp, DraftSheet Sheet)> _sheets = [];
    private readonly Queue<(Guid, Guid)> _order = [];

    public DraftSheet? Find(Guid workspace, DraftStamp stamp)
    {
        lock (_sheets) return _sheets.TryGetValue((workspace, stamp.ProcessId), out var kept) && kept.Stamp == stamp ? kept.Sheet : null;
    }

    public DraftSheet Keep(Guid workspace, DraftStamp stamp, DraftSheet sheet)
    {
        lock (_sheets)
        {
            var key = (workspace, stamp.ProcessId);
            if (!_sheets.ContainsKey(key)) _order.Enqueue(key);
            _sheets[key] = (stamp, sheet);
            while (_order.Count > most) _sheets.Remove(_order.Dequeue());
        }
        return sheet;
    }
}
