using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;

namespace BotCoach.Nudges;

/// <summary>The buttons that clear a nudge, as several rules offer them.</summary>
public static class NudgeWays
{
    private const int Suggestions = 3;
    private const int LabelLength = 40;

    /// <summary>The words of a suggested next step, or null where the stage has no such suggestion.</summary>
    public static string? Suggestion(DealFile file, int number) => file.Stage?.NextSteps.ElementAtOrDefault(number)?.Text;

    /// <summary>The stage's next steps, one tap each, and the form for any other.</summary>
    public static IEnumerable<Button> Steps(Spoken it, int most = Suggestions)
    {
        for (var i = 0; i < most; i++)
            if (Suggestion(it.File, i) is { } step)
                yield return new Button(Wording.Short(step, LabelLength), "nudge.step", $"{it.Nudge.Id}:{it.Deal.StageId}/{i}", i == 0 ? Look.Main : Look.Plain);
        yield return Other(it);
    }

    public static Button Other(Spoken it, string label = "Other…") => new(label, "deal.next", $"{it.Deal.Id}");

    public static Button Heard(Spoken it) => new("I heard from them", "deal.heard", $"{it.Deal.Id}");

    public static Button CloseDate(Spoken it) => new("Set a new close date", "nudge.close-date", $"{it.Nudge.Id}", Look.Main);

    public static IEnumerable<Button> StageBack(Spoken it) =>
        it.File.Book.IndexOf(it.Deal.StageId) > 0 ? [new Button("Move it back", "deal.back", $"{it.Deal.Id}:{it.Deal.StageId}")] : [];

    public static Button Onward(Spoken it) =>
        StageGate.NextOf(it.File) is { } next && it.File.Book.Find(next) is { } stage
            ? new Button(Wording.Short($"Move to {stage.Name}", LabelLength), "nudge.advance", $"{it.Nudge.Id}", Look.Main)
            : new Button("Record the win", "deal.won", $"{it.Deal.Id}", Look.Main);

    /// <summary>Ways to fill in what is missing, the first of them to the fore.</summary>
    public static IEnumerable<Button> Ways(IEnumerable<Way> ways, int most = 2) =>
        ways.DistinctBy(w => w.Label).Take(most).Select((way, i) => new Button(Wording.Short(way.Label, LabelLength), way.Action, way.Value, i == 0 ? Look.Main : Look.Plain));

    /// <summary>The deal's checklist.</summary>
    public static Button Walk(Spoken it) => new("Walk the checklist", "walk.open", $"{it.Deal.Id}");
}
