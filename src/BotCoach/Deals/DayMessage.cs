using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using Route = BotCoach.Chat.Route;

namespace BotCoach.Deals;

/// <summary>The words of the day's card and of the help.</summary>
public static class DayMessage
{
    public static Message Of(DayView day)
    {
        List<Block> blocks = [new Heading($"{Whose(day.Reader)} day"), .. BlocksOf(day)];
        blocks.Add(new Paragraph($"Type a part of a deal's name to open it, or {Text.Type("help")}.", Quiet: true));
        return new Message(Summary(day).Words, blocks);
    }

    /// <summary>What somebody's deals are called together: "Your", "Your team's", "The company's".</summary>
    public static string Whose(Person reader) => reader.Role switch { Role.Rep => "Your", Role.Manager => "Your team's", _ => "The company's" };

    /// <summary>The counts, the deals that need something first, and what to do about them: also on the home.</summary>
    public static IReadOnlyList<Block> BlocksOf(DayView day)
    {
        List<Block> blocks = [new Paragraph(Summary(day))];
        if (day.First.Count > 0) blocks.Add(new Rows([.. day.First.Select(d => RowOf(d, day))]));
        if (day.Counts.Needing > day.First.Count) blocks.Add(new Paragraph($"…and {day.Counts.Needing - day.First.Count} more. Your morning brief brings the ones that matter.", Quiet: true));
        blocks.Add(new Buttons([.. ButtonsOf(day)]));
        return blocks;
    }

    /// <summary>What can be typed, those for a deal apart from the rest.</summary>
    public static Message Help(IReadOnlyList<Route> commands)
    {
        var lines = commands.Select(c => c.Help.Split('|', 2, StringSplitOptions.TrimEntries)).Where(p => p.Length == 2)
            .OrderBy(p => p[0], StringComparer.Ordinal).ToList();
        var aboutDeals = lines.Where(p => p[0].Contains("DEAL", StringComparison.Ordinal)).ToList();
        var others = lines.Except(aboutDeals).ToList();
        var blocks = new List<Block>
        {
            new Heading("What you can type"),
            new Paragraph("DEAL is any part of its name, account or id. Everything is on the cards' buttons too."),
            new Paragraph($"{Text.Strong("About a deal")}"),
            new Facts([new Fact(Text.Type("DEAL"), "its card: what is proven, what is missing, what is next"), .. aboutDeals.Select(FactOf)]),
            new Paragraph($"{Text.Strong("Everything else")}"),
            new Facts([new Fact(Text.TypeNothing(orElse: "home"), "your day"), .. others.Select(FactOf)]),
        };
        return new Message("What you can type", blocks);
    }

    /// <summary>Words that are neither a command nor a deal.</summary>
    public static Message Unknown(string typed, IReadOnlyList<(Text Name, string What, Button? Press)> near) => Message.Of(
        $"I do not know “{Wording.Short(typed, 60)}”",
        new Paragraph($"I know no command and no deal “{Wording.Short(typed, 60)}”. The nearest:"),
        new Rows([.. near.Select(n => new Row($"{n.Name} · {n.What}", n.Press is { } press ? [press] : []))]),
        new Paragraph($"Or type {Text.Type("help")}.", Quiet: true));

    private static Fact FactOf(string[] parts) => new(Text.Type(parts[0]), parts[1]);

    public static Text Summary(DayView day)
    {
        var counts = day.Counts;
        if (counts.Open == 0 && day.OwnWaiting == 0) return "No open deals yet. Make one, or drop a CSV file into our chat to import yours.";
        if (counts.Open == 0) return $"{Wording.Count(day.OwnWaiting, "imported deal")} to sort before anything else.";
        var needs = new List<string>();
        if (counts.NoNextStep > 0) needs.Add($"{counts.NoNextStep} without a dated next step");
        if (counts.Overdue > 0) needs.Add($"{counts.Overdue} with an overdue one");
        if (counts.ClosePassed > 0) needs.Add($"{counts.ClosePassed} past the close date");
        return new Text([Text.Strong(Wording.Count(counts.Open, "open deal")), new Plain(needs.Count == 0 ? ", each with a next step ahead." : $": {Wording.List(needs)}.")]);
    }

    private static Row RowOf(Deal deal, DayView day)
    {
        var why = deal.NextStep is null || deal.NextStepOn is null ? "no dated next step"
            : deal.NextStepOn < day.Today ? $"next step was due {Wording.Day(deal.NextStepOn.Value, day.Today)}"
            : $"close date {Wording.Day(deal.CloseOn ?? day.Today, day.Today)} has passed";
        var owner = deal.OwnerId == day.Reader.Id ? null : day.Names.GetValueOrDefault(deal.OwnerId);
        var amount = deal.Amount is { } money ? Wording.Money(money, deal.Currency) : null;
        var rest = string.Join(" · ", new[] { amount, owner, why }.Where(p => p is not null));
        return new Row(new Text([Text.Strong(deal.Name), new Plain($" · {rest}")]),
            [new Button("Open", "deal.show", $"{deal.Id}"), new Button("Next step", "deal.next", $"{deal.Id}")]);
    }

    private static IEnumerable<Button> ButtonsOf(DayView day)
    {
        if (day.OwnWaiting > 0) yield return new Button($"Sort {Wording.Count(day.OwnWaiting, "imported deal")}", "triage.page", $"{day.Reader.Id}:0", Look.Main);
        yield return new Button("New deal", "deal.new");
        yield return new Button("What I can type", "deal.help");
    }
}
