using BotCoach.Channels;

namespace BotCoach.Tests.Harness;

/// <summary>What a person can do on any channel; each channel's tests bring a driver of their own.</summary>
public interface ITourDriver
{
    /// <summary>From now on the acts are this person's.</summary>
    Task AsAsync(string name);

    Task TypeAsync(string words);

    /// <summary>Presses the newest button of this label; <paramref name="beside"/> is in the same row or card, when given.</summary>
    Task PressAsync(string label, string? beside);

    /// <summary>Fills a field of the open form: by its label; a choice by its option's label.</summary>
    Task FillAsync(string field, string value);

    Task SubmitAsync();

    /// <summary>Shares a file that lies beside the script.</summary>
    Task ShareAsync(string file);

    Task JumpAsync(LocalJump jump);

    /// <summary>Waits until the words stand in a form, or in a message that is new or was changed since the last act. Fails when they do not come.</summary>
    Task ExpectAsync(string words);
}

/// <summary>
/// A walk through the product, written as a script that names no channel, so that every channel can be walked the same way:
/// <c>as NAME</c>, <c>type WORDS</c>, <c>press LABEL [beside WORDS]</c>, <c>fill FIELD = VALUE</c>, <c>submit</c>, <c>share FILE</c>, <c>morning</c>, <c>week</c>,
/// <c>expect WORDS</c>; <c>#</c> begins a remark.
/// </summary>
public sealed class Tour
{
    private static readonly string[] Alone = ["submit", "morning", "week"];
    private static readonly string[] WithWords = ["as", "type", "press", "fill", "share", "expect"];

    private Tour(IReadOnlyList<TourStep> steps) => Steps = steps;

    public IReadOnlyList<TourStep> Steps { get; }

    public static Tour Parse(string script)
    {
        var lines = script.ReplaceLineEndings("\n").Split('\n').Select((words, i) => (Number: i + 1, Words: words.Trim()));
        return new Tour([.. lines.Where(l => l.Words != "" && !l.Words.StartsWith('#')).Select(l => Step(l.Number, l.Words))]);
    }

    /// <summary>Walks it; <paramref name="afterAsync"/> is called after each step, for example to take a picture.</summary>
    public async Task RunAsync(ITourDriver driver, Func<TourStep, Task>? afterAsync = null)
    {
        foreach (var step in Steps)
        {
            try
            {
                await RunAsync(step, driver);
            }
            catch (Exception why)
            {
                throw new TourFailedException($"Line {step.Line} of the tour, '{step}', failed: {why.Message}", why);
            }
            if (afterAsync is not null) await afterAsync(step);
        }
    }

    private static TourStep Step(int line, string words)
    {
        var parts = words.Split(' ', 2, StringSplitOptions.TrimEntries);
        var (verb, rest) = (parts[0], parts.Length > 1 ? parts[1] : "");
        if (Alone.Contains(verb) && rest == "") return new TourStep(line, verb, "", null);
        if (!WithWords.Contains(verb) || rest == "") throw new FormatException($"Line {line} of the tour is no step: '{words}'.");
        return verb switch
        {
            "fill" => Split(line, verb, rest, " = ") ?? throw new FormatException($"Line {line} of the tour fills no field: '{words}'."),
            "press" => Split(line, verb, rest, " beside ") ?? new TourStep(line, verb, rest, null),
            _ => new TourStep(line, verb, rest, null),
        };
    }

    private static TourStep? Split(int line, string verb, string rest, string by) =>
        rest.Split(by, 2, StringSplitOptions.TrimEntries) is [var first, var second] ? new TourStep(line, verb, first, second) : null;

    private static Task RunAsync(TourStep step, ITourDriver driver) => step.Verb switch
    {
        "as" => driver.AsAsync(step.Words),
        "type" => driver.TypeAsync(step.Words),
        "press" => driver.PressAsync(step.Words, step.More),
        "fill" => driver.FillAsync(step.Words, step.More!),
        "submit" => driver.SubmitAsync(),
        "share" => driver.ShareAsync(step.Words),
        "morning" => driver.JumpAsync(LocalJump.TomorrowMorning),
        "week" => driver.JumpAsync(LocalJump.Week),
        _ => driver.ExpectAsync(step.Words),
    };
}

/// <summary>One line of a tour.</summary>
public sealed record TourStep(int Line, string Verb, string Words, string? More)
{
    public override string ToString() => $"{Verb} {Words}{(More is null ? "" : $" … {More}")}".TrimEnd();
}

/// <summary>A step of a tour that did not go as written.</summary>
public sealed class TourFailedException(string message, Exception why) : Exception(message, why);
