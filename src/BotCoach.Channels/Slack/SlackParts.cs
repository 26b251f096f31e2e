using System.Text.Json.Nodes;
using static BotCoach.Channels.Slack.SlackBlocks;

namespace BotCoach.Channels.Slack;

/// <summary>What each kind of block becomes in Slack, in parts that can be left out from the end.</summary>
internal static class SlackParts
{
    private const int MostHeading = 150;
    private const int MostFact = 900;
    private const int FactsInABlock = 10;
    private const int MostRow = 2_000;
    private const int MostNote = 800;
    private const int MostName = 150;

    internal static IEnumerable<StretchPart> Of(Block block, bool buttons) => block switch
    {
        Heading heading => SlackText.Line(heading.Title, MostHeading) is { Length: > 0 } line ? [new StretchPart(1, Header(line))] : [],
        Paragraph { Quiet: true } quiet => SlackMrkdwn.Split(quiet.Text, MostText).Select(t => new StretchPart(1, Context(t))),
        Paragraph paragraph => SlackMrkdwn.Split(paragraph.Text, MostText).Select(t => new StretchPart(1, Section(t))),
        Facts facts => facts.Items.Select(Fact).Where(f => f.Length > 0).Chunk(FactsInABlock).Select(some => new StretchPart(some.Length, Fields(some))),
        Checks checks => Lines(checks.Items.Select(Check).Where(l => l.Length > 0)),
        Rows rows => rows.Items.Select(r => Row(r, buttons)).Where(p => p.Blocks.Count > 0),
        Quote quote => SlackMrkdwn.Quoted(Signed(quote), MostText).Select(t => new StretchPart(1, Section(t))),
        Chart chart => [new StretchPart(1, [.. Drawn(chart)])],
        Buttons row => buttons ? Actions(row.Items).Select(a => new StretchPart(a["elements"]!.AsArray().Count, a)) : [],
        _ => [],
    };

    private static string Fact(Fact fact)
    {
        var value = SlackMrkdwn.One(fact.Value, MostFact);
        var label = SlackMrkdwn.One(Channels.Text.Strong(fact.Label.Words), MostFact);
        return label.Length == 0 ? value : value.Length == 0 ? label : $"{label}\n{value}";
    }

    private static string Check(Check check)
    {
        var (text, note) = (SlackMrkdwn.One(check.Text, MostRow), check.Note is null ? "" : SlackMrkdwn.One(check.Note, MostNote));
        var words = string.Join(" — ", new[] { text, note }.Where(t => t.Length > 0));
        return words.Length == 0 ? "" : $"{check.Sign} {words}";
    }

    // As many lines as fit into a section.
    private static IEnumerable<StretchPart> Lines(IEnumerable<string> lines)
    {
        var (some, length) = (new List<string>(), 0);
        foreach (var line in lines)
        {
            if (some.Count > 0 && length + line.Length + 1 > MostText)
            {
                yield return new StretchPart(some.Count, Section(string.Join("\n", some)));
                (some, length) = ([], 0);
            }
            some.Add(line);
            length += line.Length + 1;
        }
        if (some.Count > 0) yield return new StretchPart(some.Count, Section(string.Join("\n", some)));
    }

    // One button stands beside the words, several under them.
    private static StretchPart Row(Row row, bool withButtons)
    {
        var (text, note) = (SlackMrkdwn.One(row.Text, MostRow), row.Note is null ? "" : SlackMrkdwn.One(row.Note, MostNote));
        var buttons = withButtons ? row.Buttons.Where(IsPressable).ToList() : [];
        var words = string.Join("\n", new[] { text, note }.Where(t => t.Length > 0));
        if (words.Length == 0) return new StretchPart(1, [.. Actions(buttons)]);
        var section = Section(words);
        if (buttons is not [var only]) return new StretchPart(1, [section, .. Actions(buttons)]);
        section["accessory"] = Button(only);
        return new StretchPart(1, section);
    }

    private static IEnumerable<JsonObject> Drawn(Chart chart)
    {
        yield return SlackCharts.Bars(chart);
        if (chart.Points.Count > SlackCharts.MostPoints) yield return Context(Stretch.More(chart.Points.Count - SlackCharts.MostPoints));
    }

    private static Text Signed(Quote quote) => SlackText.Line(quote.From, MostName) is { Length: > 0 } name ? new Text([.. quote.Text, new Plain($"\n— {name}")]) : quote.Text;
}
