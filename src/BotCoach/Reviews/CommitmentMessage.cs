using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>For whom promises are put in words: the names of the deals and people in them, and the reader's today.</summary>
public sealed record CommitmentPage(IReadOnlyDictionary<Guid, string> Deals, IReadOnlyDictionary<Guid, string> People, DateTimeZone Zone, DateTimeOffset Now)
{
    public LocalDate Today => Now.DayIn(Zone);

    public string DealOf(Commitment it) => Deals.GetValueOrDefault(it.DealId, "a deal");

    public string OwnerOf(Commitment it) => People.GetValueOrDefault(it.OwnerId, "somebody");
}

/// <summary>The words of promises.</summary>
public static class CommitmentMessage
{
    public const string NotYours = "That promise is not one of yours or of your team's, or it is no longer there.";

    /// <summary>A promise with its two buttons, or how it was settled.</summary>
    public static Row RowOf(CommitmentStanding standing, CommitmentPage page)
    {
        var it = standing.It;
        return new Row(
            $"{Text.Strong(page.DealOf(it))}: {Wording.Short(it.Words, 200)}",
            standing.IsUnsettled ? [new Button("Kept", "commitment.kept", $"{it.Id}"), new Button("Drop it", "commitment.dropped", $"{it.Id}")] : [],
            Note(standing, page));
    }

    /// <summary>"Rita, by Thu 3 Dec · still open".</summary>
    public static string Note(CommitmentStanding standing, CommitmentPage page) =>
        $"{page.OwnerOf(standing.It)}, by {Wording.Day(standing.It.DueOn, page.Today)} · {StateOf(standing, page)}";

    public static string StateOf(CommitmentStanding standing, CommitmentPage page) => standing.State switch
    {
        CommitmentState.Kept => $"kept {(standing.IsLate ? "after its day, " : "")}{Wording.On(standing.Since.DayIn(page.Zone), page.Today)}",
        CommitmentState.Dropped => $"dropped {Wording.On(standing.Since.DayIn(page.Zone), page.Today)}",
        CommitmentState.Missed => "its day is over",
        _ => "still open",
    };

    /// <summary>"2 kept, 1 missed, 1 still open".</summary>
    public static string Counts(IReadOnlyList<CommitmentStanding> all)
    {
        (int Number, string Word)[] counts =
        [
            (all.Count(c => c.State == CommitmentState.Kept), "kept"), (all.Count(c => c.State == CommitmentState.Missed), "missed"),
            (all.Count(c => c.State == CommitmentState.Open), "still open"), (all.Count(c => c.State == CommitmentState.Dropped), "dropped"),
        ];
        return string.Join(", ", counts.Where(c => c.Number > 0).Select(c => $"{c.Number} {c.Word}"));
    }

    /// <summary>What somebody is told of a review: what they promised in it, and nothing else of it.</summary>
    public static Message Told(string manager, IReadOnlyList<CommitmentStanding> theirs, CommitmentPage page)
    {
        var said = $"From the deal review with {manager}: you promised {Wording.Count(theirs.Count, "thing")}.";
        return Message.Of(said, new Heading("What you promised"), new Paragraph(said),
            new Rows([.. theirs.Select(c => RowOf(c, page))]), new Paragraph("Each comes back as a reminder on its day.", Quiet: true));
    }

    /// <summary>A message in which this promise stands with its buttons, now that it is settled; whatever else it says stays.</summary>
    public static Message Settled(Message shown, Guid id, string how) => shown with
    {
        Blocks = [.. shown.Blocks.Select(b => b is Rows rows ? new Rows([.. rows.Items.Select(r => IsOf(r, id) ? r with { Buttons = [], Note = NoteOf(r, how) } : r)]) : b)],
    };

    public static string Said(CommitmentState how, string by) => $"{Wording.LowerFirst($"{how}")}, said {by}";

    private static bool IsOf(Row row, Guid id) => row.Buttons.Any(b => b.Action is "commitment.kept" or "commitment.dropped" && b.Value == $"{id}");

    private static Text NoteOf(Row row, string how) => row.Note is { } note ? $"{note.Words.Split(" · ")[0]} · {how}" : how;
}
