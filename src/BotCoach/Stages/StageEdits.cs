using BotCoach.Stages.Parts;

namespace BotCoach.Stages;

/// <summary>What is done to the stages of a book as a whole. Pure.</summary>
public static class StageEdits
{
    /// <summary>Stands for no stage, where a new one is to be the first: no platform shows a choice without a value.</summary>
    public const string First = "(first)";

    /// <summary>A new stage of a name, a purpose and a clock; all else is added to it later.</summary>
    public static PartEdit Add(StageBook book, Func<string, string?> said, IReadOnlySet<string> taken)
    {
        var values = new PartValues(said);
        var (name, purpose, days) = (values.Words("name"), values.Words("purpose"), values.Number("days"));
        if (values.Faults.Count == 0 && days < 1) values.Refuse("days", "Write 1 or more.");
        if (book.Stages.Any(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) values.Refuse("name", "There is a stage of this name.");
        var behind = values.Maybe("after") is { } id && id != First ? id : null;
        var after = behind is null ? -1 : book.IndexOf(behind);
        if (behind is not null && after < 0) values.Refuse("after", "That stage is gone. Choose another one.");
        if (values.Faults.Count > 0) return new PartEdit(null, values.Faults);
        var before = after >= 0 ? book.Stages[after] : book.Stages[0];
        var stage = new Stage
        {
            Id = Slug.Of(name, taken.Concat(book.Stages.Select(s => s.Id)), "stage"), Name = name, Purpose = purpose, Owner = before.Owner, Kind = before.Kind,
            Guideline = new Guideline(days, "ours"), Forecast = before.Forecast with { Source = "ours" },
        };
        return new PartEdit(book with { Stages = [.. book.Stages.Take(after + 1), stage, .. book.Stages.Skip(after + 1)] }, values.Faults);
    }

    public static StageBook Move(StageBook book, int at, int to)
    {
        var stages = book.Stages.ToList();
        var stage = stages[at];
        stages.RemoveAt(at);
        stages.Insert(Math.Clamp(to, 0, stages.Count), stage);
        return book with { Stages = stages };
    }
}
