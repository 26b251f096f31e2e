using System.Globalization;
using System.Text;
using BotCoach.Metrics;
using BotCoach.ProcessReviews;

namespace BotCoach.Cli;

/// <summary>A monthly review for a terminal.</summary>
internal static class ProcessReviewPrint
{
    public static string Text(ReviewSheet sheet)
    {
        var text = new StringBuilder(ProcessReviewMessage.Title(sheet.Month)).AppendLine().AppendLine();
        foreach (var figure in sheet.Figures)
            text.Append(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.Now}{(figure.Before.Length > 0 ? $"; the month before {figure.Before}" : "")}{(figure.Change.Length > 0 ? $" ({figure.Change})" : "")}").AppendLine();
        foreach (var process in sheet.Processes) Process(text.AppendLine(), process);
        List(text.AppendLine(), "Worth asking in the meeting", sheet.Questions);
        return text.ToString().TrimEnd();
    }

    private static void Process(StringBuilder text, ReviewedProcess process)
    {
        text.Append(CultureInfo.InvariantCulture, $"{process.Name}, version {process.Version}").AppendLine();
        foreach (var stage in process.Stages)
            text.Append(CultureInfo.InvariantCulture, $"  {stage.Name}{(stage.IsGone ? " (no longer a stage)" : "")}: {stage.In} in, {stage.On} on, {stage.Back} back, {stage.Out} out; led on: {FigureWords.Of(stage.Conversion)}").AppendLine();
        List(text, "Where deals were lost", process.Leaks);
        List(text, "What that may mean", process.Means);
        List(text, "What may not earn its place", [.. process.Items.Select(i => $"{i.Stage}: {i.Text} {i.Sentence}")]);
        foreach (var version in process.Versions)
        {
            List(text, $"{version.Title}, since {version.On:uuuu-MM-dd}", version.Changes);
            List(text, $"{version.Days} days before and since", [.. version.Sides.Select(s => $"{s.What}: {s.Before}; {s.After}")]);
        }
    }

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        text.AppendLine(title);
        foreach (var line in lines) text.Append("  ").AppendLine(line);
    }
}
