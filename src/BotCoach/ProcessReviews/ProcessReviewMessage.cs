using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>How the monthly review looks in a chat: three figures, where deals were lost, what changed, what to ask; and the way to the whole of it. No deal, and nobody's name.</summary>
public static class ProcessReviewMessage
{
    public const string ForAdmins = "Who gets the process review is for admins to say. Ask one of yours.";
    public const string NotNamed = "The monthly process review goes to the people named for it. An admin can add you.";
    public const string NoneYet = "There is none yet. The first comes on the first working day of a month, about the month before it.";
    private const int MostProcesses = 3;
    private const int MostNamed = 40;

    public static Text WhoIsMeant => $"Say who: {Text.Type("process-review add NAME")}, by name or e-mail address.";

    /// <param name="page">Where the whole of it stands, where people can open pages.</param>
    public static Message Of(ReviewSheet sheet, string? page)
    {
        var title = Title(sheet.Month);
        List<Block> blocks = [new Heading(title), new Facts([.. sheet.Figures.Take(CompanyFigures.InChat).Select(f => new Fact(f.Name, f.Change.Length == 0 ? f.Now : $"{f.Now} ({f.Change})"))])];
        foreach (var process in sheet.Processes.Where(p => Says(p).Any()).Take(MostProcesses))
            blocks.Add(new Paragraph($"{Text.Strong(process.Name)}\n{string.Join("\n", Says(process).Select(s => $"• {s}"))}"));
        blocks.Add(new Paragraph($"{Text.Strong("Worth asking in the meeting")}\n{string.Join("\n", sheet.Questions.Select(q => $"• {q}"))}"));
        if (page is not null) blocks.Add(new Paragraph(new Text([new Link("The whole of it, on a page", page)])));
        return new Message($"{title}. {Wording.Count(sheet.Questions.Count, "question")} worth asking.", blocks);
    }

    /// <summary>"How we sold in October 2026".</summary>
    public static string Title(LocalDate month) => $"How we sold in {month.ToString("MMMM uuuu", CultureInfo.InvariantCulture)}";

    /// <param name="done">What was done just now.</param>
    public static Message Names(IReadOnlyList<Person> named, string? done, string? page)
    {
        List<Block> blocks = [new Heading("Who gets the monthly process review")];
        if (done is not null) blocks.Add(new Paragraph(done));
        blocks.Add(new Paragraph(named.Count == 0 ? "Nobody yet, so it is not sent." : "On the first working day of each month, at their own start of work, about the month before it."));
        if (named.Count > 0) blocks.Add(new Rows([.. named.Take(MostNamed).Select(p => new Row(Text.Strong(p.Name), [new Button("Take off", "processreview.drop", $"{p.Id}")], Role(p)))]));
        if (named.Count > MostNamed) blocks.Add(new Paragraph($"…and {named.Count - MostNamed} more, in the console.", Quiet: true));
        blocks.Add(new Paragraph($"Add somebody of any role: {Text.Type("process-review add NAME")}.", Quiet: true));
        if (page is not null) blocks.Add(new Paragraph(new Text([new Link("Those that were sent", page)])));
        return new Message("Who gets the monthly process review", blocks);
    }

    /// <summary>The first leak, and what was published.</summary>
    private static IEnumerable<string> Says(ReviewedProcess process)
    {
        if (process.Leaks.Count > 0) yield return process.Leaks[0];
        if (process.Means.Count > 0) yield return process.Means[0];
        foreach (var version in process.Versions.Take(1)) yield return $"{version.Title}: {Wording.Count(version.Changes.Count, "change")} since {version.On.ToString("d MMMM", CultureInfo.InvariantCulture)}.";
        if (process.Items.Count > 0) yield return $"{Wording.Count(process.Items.Count, "item")} that may not earn {(process.Items.Count == 1 ? "its" : "their")} place, on the page.";
    }

    private static Text Role(Person person) => Wording.LowerFirst($"{person.Role}");
}
