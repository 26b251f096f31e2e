using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Setup;

/// <summary>The words of the setup: six steps, how each stands, and what to press.</summary>
public static class SetupMessage
{
    public const string AdminsOnly = "Only an admin can set BotCoach up.";
    private const int MostOptions = 100;
    private const int MostLines = 3;

    public static Message Of(SetupView view) => new(view.IsDone ? "BotCoach is set up." : "Six steps to the first brief.",
    [
        new Heading("Set up BotCoach"),
        new Paragraph(Standing(view)),
        new Rows([Template(view), Deals(view), Names(view), Managers(view), Tomorrow(view), TeamOn(view)]),
        new Paragraph($"All of it can be done again at any time. The {Text.Type("console")} shows the same with more room.", Quiet: true),
    ]);

    public static Form TemplateForm(string? chosen) => new("setup.template", "How you sell",
        [new ChoiceField("template", "Which is closest?", [.. BuiltInBooks.Names.Select(n => new Option(n, BuiltInBooks.Open(n).Name))]) { Value = chosen, Hint = "It is for all deals at once, and every word of it can be changed later." }],
        Submit: "Use it", Intro: string.Join("\n", BuiltInBooks.Names.Select(n => $"{BuiltInBooks.Open(n).Name}: {Wording.LowerFirst(BuiltInBooks.For(n))}")));

    public static Form ManagersForm(IReadOnlyList<Person> people, IReadOnlyList<Person> without) => new("setup.managers", "Who leads whom",
        [
            new ChoiceField("manager", "Manager", [.. people.Take(MostOptions).Select(p => new Option($"{p.Id}", Wording.Short(p.Name, 70)))]) { Optional = true, Hint = "Becomes a manager, if not one yet." },
            new ChoiceField("reps", "Leads", [.. without.Take(MostOptions).Select(p => new Option($"{p.Id}", Wording.Short(p.Name, 70)))], Several: true),
            new TextField("team", "Their sales team") { Optional = true, Hint = "Teams are turned on one at a time." },
        ]);

    public static Form TeamsForm(SetupView view) => new("setup.teams", "Who gets briefs",
        [
            new ChoiceField("teams", "Sales teams", [.. view.Teams.Take(MostOptions - 1).Select(t => new Option(t, Wording.Short(t, 70))).Append(new Option(Everybody, "Everybody, also who has no team"))], Several: true)
            {
                Value = view.Workspace.OnTeams is null ? Everybody : string.Join(',', view.Workspace.TeamsOn), Optional = true, Hint = "None: nobody is told anything by itself.",
            },
        ]);

    /// <summary>The option for all; no team can have a colon first in its name in a form's value.</summary>
    public const string Everybody = ":all";

    public static Message TomorrowOf(IReadOnlyList<BriefAhead> briefs, int others, DateTimeZone zone, DateTimeOffset now)
    {
        List<Block> blocks = [new Heading("What the next briefs would say")];
        if (briefs.Count == 0) blocks.Add(new Paragraph("There are no open deals yet. Bring some in first."));
        else blocks.Add(new Paragraph("If nobody acts until then. Nothing of this is sent by looking at it.", Quiet: true));
        foreach (var brief in briefs) blocks.Add(new Paragraph(new Text([Text.Strong(brief.Name), new Plain(Words(brief, zone, now))])));
        if (others > 0) blocks.Add(new Paragraph($"…and {Wording.Count(others, "other owner", "other owners")}.", Quiet: true));
        blocks.Add(Buttons.Of(new Button("Back to the setup", "setup.show")));
        return new Message("What the next briefs would say.", blocks);
    }

    /// <summary>What was done, above the steps.</summary>
    public static string TurnedOn(Workspace workspace, bool isStart) =>
        workspace.OnTeams is null ? "Everybody is on." : workspace.OnTeams == "" ? "Nobody is told anything by itself now."
        : $"{Wording.List([.. workspace.TeamsOn])} {(workspace.TeamsOn.Count == 1 ? "is" : "are")} on{(isStart ? ": the first briefs come at their next working start" : "")}.";

    private static Text Standing(SetupView view) => view switch
    {
        { IsDone: true } => $"{TurnedOn(view.Workspace, false)} There is nothing left to do.",
        { IsHeld: true } => "Nobody is told anything by itself until you turn a team on, so take your time.",
        _ => TurnedOn(view.Workspace, false),
    };

    private static Row Template(SetupView view) => Step(1, view.HasChosen, "How you sell",
        $"{Wording.List([.. view.Processes.Take(3).Select(p => p.Process.Name)])}{(view.HasChosen ? "" : ": ready to use, or take another template")}",
        new Button(view.HasChosen ? "Another template" : "Choose a template", "setup.template"), new Button("Look", "stage.list"), new Button("Change", "draft.edit"));

    private static Row Deals(SetupView view) => Step(2, view.Deals > 0, "Your deals",
        view.Deals > 0 ? $"{Wording.Count(view.Deals, "open deal")} of {Wording.Count(view.Owners, "owner")}" : view.HasChecked ? "a file is checked and waits for your yes, further up in this chat" : "drop a CSV file into this chat: an export of your CRM, or any sheet",
        new Button("How an import goes", "setup.import"));

    private static Row Names(SetupView view) => Step(3, view.Questions == 0 && view.Deals > 0, "Stage names",
        view.Questions > 0 ? $"the import asks {Wording.Count(view.Questions, "thing")}: its card is further up in this chat" : view.Deals > 0 ? "every name is known, and remembered" : "asked for once, when the first file comes");

    private static Row Managers(SetupView view) => Step(4, view.Deals > 0 && view.WithoutManager == 0, "Managers",
        view.Deals == 0 ? "known from your file, or said here" : view.WithoutManager == 0 ? "every rep has one" : $"{Wording.Count(view.WithoutManager, "rep has", "reps have")} none",
        new Button("Say who leads whom", "setup.managers"));

    private static Row Tomorrow(SetupView view) => Step(5, false, "What the next briefs would say",
        view.Unsorted > 0 ? $"{Wording.Count(view.Unsorted, "deal")} first on a card for their owners to sort" : "by the real rules, on your deals", new Button("Look", "setup.tomorrow")) is var row && view.Deals == 0 ? row with { Buttons = [] } : row;

    private static Row TeamOn(SetupView view) => Step(6, !view.IsHeld && view.Deals > 0, "One team on",
        view.IsHeld ? "begin with one team, and watch for a week" : TurnedOn(view.Workspace, false).TrimEnd('.'), new Button(view.IsHeld ? "Turn a team on" : "Who gets briefs", "setup.teams", "", view is { IsHeld: true, Deals: > 0 } ? Look.Main : Look.Plain));

    private static Row Step(int number, bool isDone, string title, string note, params Button[] buttons) =>
        new(new Text([new Plain(isDone ? "✓ " : $"{number}. "), Text.Strong(title)]), buttons, note);

    private static string Words(BriefAhead brief, DateTimeZone zone, DateTimeOffset now)
    {
        var first = brief.Unsorted > 0 ? $"first a card with {Wording.Count(brief.Unsorted, "deal")} to sort" : "";
        var lines = string.Concat(brief.Lines.Take(MostLines).Select(l => $"\n• {Wording.Short(l, 200)}")) + (brief.Lines.Count > MostLines ? $"\n…and {brief.Lines.Count - MostLines} more" : "");
        var head = $"{(brief.Team is { } team ? $" ({team})" : "")}, {Wording.On(brief.At, zone, now)}";
        if (lines.Length == 0) return $"{head}: {(first.Length > 0 ? first : "nothing, so nothing is sent")}";
        return $"{head}{(first.Length > 0 ? $": {first}" : "")}{lines}";
    }
}
