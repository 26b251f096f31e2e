namespace BotCoach.Stages.Parts;

/// <summary>A list in a book, or in one of its stages: how it is read, and the book with another one in its place.</summary>
internal sealed record BookList<T>(string Place, Func<StageBook, string?, IReadOnlyList<T>> Get, Func<StageBook, string?, IReadOnlyList<T>, StageBook> Set)
{
    public static BookList<T> OfStage(string place, Func<Stage, IReadOnlyList<T>> get, Func<Stage, IReadOnlyList<T>, Stage> set) => new(
        place, (book, id) => book.Find(id ?? "") is { } stage ? get(stage) : [],
        (book, id, items) => book with { Stages = [.. book.Stages.Select(s => s.Id == id ? set(s, items) : s)] });

    public static BookList<T> OfRules(string place, Func<BookRules, IReadOnlyList<T>> get, Func<BookRules, IReadOnlyList<T>, BookRules> set) => new(
        place, (book, _) => get(book.Rules), (book, _, items) => book with { Rules = set(book.Rules, items) });
}

/// <summary>A part that is a list.</summary>
/// <param name="id">What a problem's place calls an item by, behind its number; empty for lines.</param>
/// <param name="read">The values of an item's fields.</param>
/// <param name="make">An item from what was written; the one that it replaces, or null.</param>
internal sealed class ListPart<T>(
    string key, string label, string one, IReadOnlyList<PartField> fields, BookList<T> list, Func<T, string> title, Func<T, string> id,
    Func<T, StageBook, string?, Dictionary<string, string?>> read, Func<PartValues, StageBook, string?, T?, T> make) : BookPart(key, label, one, fields) where T : class
{
    public override int Count(StageBook book, string? stageId) => list.Get(book, stageId).Count;

    public override string Title(StageBook book, string? stageId, int at) => title(list.Get(book, stageId)[at]);

    public override IReadOnlyDictionary<string, string> Values(StageBook book, string? stageId, int? at) => at is null
        ? new Dictionary<string, string>()
        : read(list.Get(book, stageId)[at.Value], book, stageId).Where(v => !string.IsNullOrEmpty(v.Value)).ToDictionary(v => v.Key, v => v.Value!);

    public override StageBook Remove(StageBook book, string? stageId, int at) => list.Set(book, stageId, [.. list.Get(book, stageId).Where((_, i) => i != at)]);

    public override StageBook Move(StageBook book, string? stageId, int at, int to)
    {
        var items = list.Get(book, stageId).ToList();
        if (at < 0 || at >= items.Count) return book;
        var item = items[at];
        items.RemoveAt(at);
        items.Insert(Math.Clamp(to, 0, items.Count), item);
        return list.Set(book, stageId, items);
    }

    public override string Place(StageBook book, string? stageId, int at)
    {
        var root = stageId is null ? list.Place : $"{StageRules.Place(book, book.IndexOf(stageId))}/{list.Place}";
        return $"{root}/{at + 1} {id(list.Get(book, stageId)[at])}".TrimEnd();
    }

    protected override string IdOf(StageBook book, string? stageId, int at) =>
        id(list.Get(book, stageId)[at]) is var own && own.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? own : "";

    protected override byte[] Said(StageBook book, string? stageId, int at) => StageBookJson.Bytes(list.Get(book, stageId)[at]);

    protected override StageBook Make(StageBook book, string? stageId, int? at, PartValues values)
    {
        var items = list.Get(book, stageId);
        var made = make(values, book, stageId, at is { } i ? items[i] : null);
        return list.Set(book, stageId, at is null ? [.. items, made] : [.. items.Select((item, n) => n == at ? made : item)]);
    }
}

/// <summary>A part of which there is one, or none.</summary>
/// <param name="take">The book without it; null where it cannot be taken away.</param>
internal sealed class OnePart<T>(
    string key, string label, IReadOnlyList<PartField> fields, string place, Func<StageBook, string?, T?> get, Func<StageBook, string?, T, StageBook> set,
    Func<T, string> title, Func<T, Dictionary<string, string?>> read, Func<PartValues, StageBook, string?, T> make, Func<StageBook, string?, StageBook>? take = null)
    : BookPart(key, label, label.ToLowerInvariant(), fields) where T : class
{
    public override bool IsSingle => true;

    public override int Count(StageBook book, string? stageId) => get(book, stageId) is null ? 0 : 1;

    public override string Title(StageBook book, string? stageId, int at) => get(book, stageId) is { } it ? title(it) : "";

    public override IReadOnlyDictionary<string, string> Values(StageBook book, string? stageId, int? at) => get(book, stageId) is { } it
        ? read(it).Where(v => !string.IsNullOrEmpty(v.Value)).ToDictionary(v => v.Key, v => v.Value!)
        : new Dictionary<string, string>();

    public override StageBook Remove(StageBook book, string? stageId, int at) => take is null ? book : take(book, stageId);

    public override string Place(StageBook book, string? stageId, int at)
    {
        var root = stageId is null ? "" : StageRules.Place(book, book.IndexOf(stageId));
        return place.Length == 0 ? root : root.Length == 0 ? place : $"{root}/{place}";
    }

    /// <summary>What its form shows, and no more: the stage, or the process, that it is taken from holds other parts too.</summary>
    protected override byte[] Said(StageBook book, string? stageId, int at) => StageBookJson.Bytes(Values(book, stageId, at));

    protected override StageBook Make(StageBook book, string? stageId, int? at, PartValues values)
    {
        var made = make(values, book, stageId);
        return values.Faults.Count > 0 ? book : set(book, stageId, made);
    }
}
