using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>What happened to a deal since the last time, in a few words: how it moved first, then the rest, a kind at a time.</summary>
public static class ReviewChanges
{
    private const int Most = 5;

    private static readonly DealEventKind[] Moves =
        [DealEventKind.Won, DealEventKind.Lost, DealEventKind.Disqualified, DealEventKind.Reopened, DealEventKind.MovedBack, DealEventKind.Overridden, DealEventKind.Advanced];

    public static IReadOnlyList<string> Of(IReadOnlyList<DealEvent> events, DealFile file, DateTimeZone zone, DateTimeOffset now)
    {
        string On(DealEvent e) => Wording.On(e.HappenedAt.DayIn(zone), now.DayIn(zone));
        var moved = events.Where(e => Moves.Contains(e.Kind)).OrderByDescending(e => e.Seq).Select(e => $"{Move(e, file)} {On(e)}");
        var rest = events.Where(e => !Moves.Contains(e.Kind)).OrderByDescending(e => e.Seq)
            .Select(e => (Event: e, Words: Rest(e))).Where(e => e.Words is not null).DistinctBy(e => e.Words).Select(e => $"{e.Words} {On(e.Event)}");
        return [.. moved.Concat(rest).Take(Most)];
    }

    private static string Move(DealEvent moved, DealFile file)
    {
        string Stage(string? id) => id is null ? "its stage" : DealWords.StageName(file, id);
        return moved.Kind switch
        {
            DealEventKind.Advanced => $"moved on from {Stage(moved.FromStage)} to {Stage(moved.ToStage)}",
            DealEventKind.MovedBack => $"went back from {Stage(moved.FromStage)} to {Stage(moved.ToStage)}",
            DealEventKind.Overridden => $"was let past its gate into {Stage(moved.ToStage)}",
            DealEventKind.Reopened => "was opened again",
            DealEventKind.Won => "was won",
            DealEventKind.Lost => "was lost",
            _ => "was closed as not a fit",
        };
    }

    private static string? Rest(DealEvent other) => other.Kind switch
    {
        DealEventKind.NextStepSet => "its next step was set",
        DealEventKind.Heard => "they were heard from",
        DealEventKind.Touched => "they were touched",
        DealEventKind.HandedOver => "it got another owner",
        DealEventKind.HandoffSent => "it was sent to its next owner",
        DealEventKind.HandoffReturned => "its handoff came back",
        DealEventKind.StakeholderChanged => "somebody on their side was named",
        DealEventKind.ArtifactAdded => "a document was linked",
        DealEventKind.Answered => "a point was answered",
        DealEventKind.Disputed => "a point was disputed",
        DealEventKind.Waived => "a point was set aside",
        DealEventKind.FieldsChanged when Has(other, "close-on") => "its close date was changed",
        DealEventKind.FieldsChanged when Has(other, "amount") => "its amount was changed",
        DealEventKind.FieldsChanged => "what is known of it was filled in",
        _ => null,
    };

    private static bool Has(DealEvent changed, string field) =>
        (changed.After ?? "").Contains($"\"{field}\"", StringComparison.Ordinal) || (changed.Before ?? "").Contains($"\"{field}\"", StringComparison.Ordinal);
}
