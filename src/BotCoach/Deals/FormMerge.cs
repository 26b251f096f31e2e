using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>A field that two people changed to different things.</summary>
public sealed record Clash(string Field, string? Theirs, FieldChange By);

/// <summary>
/// What to make of a form that was opened some revisions ago: what its author did not touch stays as it is now, what nobody else touched is taken,
/// and what both changed is shown to the author with both texts.
/// </summary>
public sealed record FormMerge(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<Clash> Clashes)
{
    public static FormMerge Of(IReadOnlyDictionary<string, string?> submitted, DealSnapshot current, IReadOnlyDictionary<string, FieldChange> changes)
    {
        var values = new Dictionary<string, string?>();
        var clashes = new List<Clash>();
        foreach (var (field, mine) in submitted)
        {
            var theirs = current[field];
            values[field] = mine;
            if (!changes.TryGetValue(field, out var change) || mine == theirs) continue;
            if (mine == change.Before) values[field] = theirs;
            else clashes.Add(new Clash(field, theirs, change));
        }
        return new FormMerge(values, clashes);
    }

    /// <summary>The form again, with the author's words in it and the other's beside them. Saved again, it stands.</summary>
    public static Form Ask(Form fresh, IReadOnlyDictionary<string, string?> submitted, IReadOnlyList<Clash> clashes, Func<Clash, string> say) => fresh with
    {
        Intro = "This changed while the form was open. Yours is in the field, theirs is under it. Save again to keep yours.",
        Fields = [.. fresh.Fields.Select(field => field with
        {
            Value = submitted.TryGetValue(field.Id, out var mine) ? mine : field.Value,
            Hint = clashes.FirstOrDefault(c => c.Field == field.Id) is { } clash ? Wording.Short(say(clash), 300) : field.Hint,
        })],
    };
}
