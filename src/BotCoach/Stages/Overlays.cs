namespace BotCoach.Stages;

/// <summary>
/// Lays the questions of a methodology over a process, and lifts them off again. Stages, their order and all that they ask stay as they are.
/// Laying twice changes nothing, and lifting gives back the book that there was.
/// </summary>
public static class Overlays
{
    /// <summary>The book with each question that it neither has nor asks already, behind what the question's stage asks. A question that was reworded stays reworded.</summary>
    public static StageBook Lay(StageBook book, Overlay overlay)
    {
        var there = book.Stages.SelectMany(Criteria).Select(c => c.Id).ToHashSet();
        var added = Places(book, overlay).Where(p => !p.IsAskedAlready && !there.Contains(p.Question.Id)).ToLookup(p => p.Stage, p => p.Question);
        return added.Count == 0 ? book : book with { Stages = [.. book.Stages.Select((s, i) => added.Contains(i) ? s with { Exit = [.. s.Exit, .. added[i]] } : s)] };
    }

    /// <summary>The book without the overlay's questions, wherever they have been moved to.</summary>
    public static StageBook Lift(StageBook book, Overlay overlay)
    {
        var its = overlay.Questions.Select(q => q.Criterion.Id).ToHashSet();
        IReadOnlyList<Criterion> Without(IReadOnlyList<Criterion> criteria) => [.. criteria.Where(c => !its.Contains(c.Id))];
        bool HasAny(Stage stage) => Criteria(stage).Any(c => its.Contains(c.Id));
        return !book.Stages.Any(HasAny)
            ? book
            : book with { Stages = [.. book.Stages.Select(s => HasAny(s) ? s with { Entry = Without(s.Entry), Exit = Without(s.Exit) } : s)] };
    }

    /// <summary>
    /// Where each question goes, in the overlay's order; a book without a pipeline has no place for any. What the stages ask is judged without the
    /// overlay's own questions, else those that are there already would draw the others to them.
    /// </summary>
    public static IReadOnlyList<OverlayPlace> Places(StageBook book, Overlay overlay)
    {
        var pipeline = Lift(book, overlay).Stages.Index().Where(s => s.Item.Kind == StageKind.Pipeline)
            .Select(s => (At: s.Index, Asks: AskedBy(s.Item))).ToList();
        return pipeline.Count == 0 ? [] : [.. overlay.Questions.Select(Place)];

        OverlayPlace Place(OverlayQuestion question)
        {
            var near = pipeline.FindIndex(s => s.Asks.Any(a => question.Near.Contains(a.Field)));
            var (at, asks) = pipeline[near >= 0 ? near : In(question.Otherwise, pipeline.Count)];
            return new OverlayPlace(question.Criterion, at, IsAsked(question.Criterion, asks));
        }
    }

    private static int In(PipelinePart part, int stages) => part switch
    {
        PipelinePart.Early => (stages - 1) / 4,
        PipelinePart.Middle => (stages - 1) / 2,
        _ => Math.Max(0, stages - 2),
    };

    /// <summary>Each way to prove it, other than by words, is asked for by the stage; what only words can prove is asked nowhere else.</summary>
    private static bool IsAsked(Criterion question, IReadOnlyList<FieldAsk> asks)
    {
        var ways = question.Accepts.Select(AskOf).OfType<FieldAsk>().ToList();
        return ways.Count > 0 && ways.All(way => asks.Any(a => a.Field == way.Field && (way.Rule == "present" || a.Rule == way.Rule)));
    }

    private static IReadOnlyList<FieldAsk> AskedBy(Stage stage) =>
        [.. stage.Fields.Select(f => f.Asks), .. stage.Exit.SelectMany(c => c.Accepts).Select(AskOf).OfType<FieldAsk>()];

    private static FieldAsk? AskOf(Evidence evidence) => evidence.Kind switch
    {
        EvidenceKind.Field or EvidenceKind.Rule => evidence.Asks,
        // these two are asked for as fields too; a person in legal is not the same as what legal requires
        EvidenceKind.Stakeholder when evidence.Of is "champion" or "economic-buyer" => evidence.Asks,
        EvidenceKind.Stakeholder => new FieldAsk($"stakeholder {evidence.Of}", "present"),
        _ => null,
    };

    private static IEnumerable<Criterion> Criteria(Stage stage) => stage.Entry.Concat(stage.Exit);
}
