using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace BotCoach.Stages.Parts;

/// <summary>What became of an edit: the book with it, or what is wrong and at which field. Never both.</summary>
public sealed record PartEdit(StageBook? Book, IReadOnlyDictionary<string, string> Faults);

/// <summary>
/// A part of a process that is edited item by item: the exit criteria of a stage, its tasks, the reasons for a loss. One description serves the forms in chat
/// and the console's page. Pure: every verb returns another book.
/// </summary>
public abstract class BookPart(string key, string label, string one, IReadOnlyList<PartField> fields)
{
    private const char Besides = '.';
    private const int BriefLength = 4;

    /// <summary>Permanent: it stands in buttons and addresses.</summary>
    public string Key => key;

    /// <summary>"Exit criteria".</summary>
    public string Label => label;

    /// <summary>"criterion".</summary>
    public string One => one;

    public IReadOnlyList<PartField> Fields => fields;

    /// <summary>There is one of it, or none, and not a list.</summary>
    public virtual bool IsSingle => false;

    public abstract int Count(StageBook book, string? stageId);

    /// <summary>An item in a line.</summary>
    public abstract string Title(StageBook book, string? stageId, int at);

    /// <summary>What stands in the fields of an item; of a new one, what stands in them at first.</summary>
    public abstract IReadOnlyDictionary<string, string> Values(StageBook book, string? stageId, int? at);

    public abstract StageBook Remove(StageBook book, string? stageId, int at);

    public virtual StageBook Move(StageBook book, string? stageId, int at, int to) => book;

    /// <summary>Puts what was written in place of an item, or behind the last one.</summary>
    /// <param name="taken">Ids that nothing new may have, besides the book's own.</param>
    public PartEdit Put(StageBook book, string? stageId, int? at, Func<string, string?> said, IReadOnlySet<string>? taken = null)
    {
        var values = new PartValues(said, taken);
        var made = Make(book, stageId, at, values);
        if (values.Faults.Count > 0) return new PartEdit(null, values.Faults);
        var faults = PartFaults.Of(this, book, made, stageId, at ?? Count(book, stageId));
        return faults.Count > 0 ? new PartEdit(null, faults) : new PartEdit(made, faults);
    }

    /// <summary>The place that a problem of this item begins with.</summary>
    public abstract string Place(StageBook book, string? stageId, int at);

    /// <summary>
    /// Which item it is, where it has an id, and what it says, in a few letters: other letters mean that somebody has changed it. One of a list without ids carries
    /// what all of the list say, so that it is known again by its place among them.
    /// </summary>
    public string Mark(StageBook book, string? stageId, int at)
    {
        var own = OwnMark(book, stageId, at);
        return IsSingle || !own.StartsWith('~') ? own : $"{own}{Besides}{string.Concat(Brief(book, stageId))}";
    }

    /// <summary>The item at this place says what the mark was made from, whatever the others say by now.</summary>
    public bool Says(StageBook book, string? stageId, int at, string? mark) => OwnMark(book, stageId, at) == mark?.Split(Besides)[0];

    /// <summary>Where the item with this mark is now; null when it was changed or taken away.</summary>
    public int? Find(StageBook book, string? stageId, string mark)
    {
        for (var i = 0; i < Count(book, stageId); i++) if (Says(book, stageId, i, mark)) return i;
        return null;
    }

    /// <summary>Where the item of this mark is now, whatever it says; null when it was taken away, or nobody can tell.</summary>
    public int? FindSame(StageBook book, string? stageId, string mark)
    {
        var id = mark.Split('~')[0];
        for (var i = 0; id.Length > 0 && i < Count(book, stageId); i++) if (IdOf(book, stageId, i) == id) return i;
        return mark.Split(Besides) is [{ Length: > BriefLength } own, var all] ? PartMarks.Changed(own[1..(BriefLength + 1)], [.. all.Chunk(BriefLength).Select(c => new string(c))], Brief(book, stageId)) : null;
    }

    /// <summary>The item's permanent id; empty for one that has none.</summary>
    protected virtual string IdOf(StageBook book, string? stageId, int at) => "";

    /// <summary>All that an item says, in one run of bytes.</summary>
    protected abstract byte[] Said(StageBook book, string? stageId, int at);

    protected abstract StageBook Make(StageBook book, string? stageId, int? at, PartValues values);

    private string OwnMark(StageBook book, string? stageId, int at) => $"{IdOf(book, stageId, at)}~{MarkOf(Said(book, stageId, at))}";

    /// <summary>What each item of the list says, in still fewer letters.</summary>
    private IReadOnlyList<string> Brief(StageBook book, string? stageId) => [.. Enumerable.Range(0, Count(book, stageId)).Select(i => MarkOf(Said(book, stageId, i))[..BriefLength])];

    private static string MarkOf(byte[] said)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(said, hash);
        return Base64Url.EncodeToString(hash[..6]);
    }
}

/// <summary>The problems that an edit brought into a book, at the fields they are about.</summary>
internal static class PartFaults
{
    public static IReadOnlyDictionary<string, string> Of(BookPart part, StageBook before, StageBook after, string? stageId, int at)
    {
        var known = StageBookRules.Check(before).Where(p => !p.IsWarning).Select(p => p.Sentence).ToHashSet();
        var place = part.Place(after, stageId, at);
        var faults = new Dictionary<string, string>();
        foreach (var problem in StageBookRules.Check(after).Where(p => !p.IsWarning))
            if (problem.Place == place || problem.Place.StartsWith(place + "/", StringComparison.Ordinal)) faults.TryAdd(FieldOf(part, problem.Sentence), problem.Sentence);
            else if (!known.Contains(problem.Sentence)) faults.TryAdd(part.Fields[0].Key, $"{problem.Place}: {problem.Sentence}");
        return faults;
    }

    /// <summary>The field of which the sentence speaks first.</summary>
    private static string FieldOf(BookPart part, string sentence) =>
        part.Fields.Select(f => (f.Key, At: f.Hears.Select(w => Place(sentence, w)).DefaultIfEmpty(int.MaxValue).Min())).MinBy(f => f.At).Key;

    private static int Place(string sentence, string word) =>
        Regex.Match(sentence, $@"\b{Regex.Escape(word)}(s|ies)?\b", RegexOptions.IgnoreCase) is { Success: true } found ? found.Index : int.MaxValue;
}
