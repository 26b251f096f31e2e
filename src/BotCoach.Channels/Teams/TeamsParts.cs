using System.Text.Json.Nodes;
using static BotCoach.Channels.Teams.TeamsBlocks;

namespace BotCoach.Channels.Teams;

/// <summary>What each kind of block becomes in Teams, in parts that can be left out from the end.</summary>
internal sealed class TeamsParts(Func<string, bool> opensForm, string delivery)
{
    private const int MostInALine = 2_000;
    private const int MostHeading = 150;
    private const int MostBeside = 26;
    private const int ButtonsInARow = 6; // Teams shows six (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference)

    internal IEnumerable<StretchPart> Of(Block block) => block switch
    {
        Heading heading => One(Line([new Plain(PlainWords.Line(heading.Title, MostHeading))], isHeading: true)),
        Paragraph paragraph => Lines(paragraph.Text, paragraph.Quiet).Select(l => new StretchPart(1, l)),
        Facts facts => facts.Items.SelectMany(f => One(Line([Text.Strong($"{Spoken(f.Label)}: "), .. Flat(f.Value)], isClose: true))),
        Checks checks => checks.Items.SelectMany(c => One(Line(Check(c), isClose: true))),
        Rows rows => rows.Items.Select(r => Row(r, rows.Items.All(IsNarrow))).Where(p => p.Blocks.Count > 0),
        Quote quote => Quoted(quote),
        Chart chart => TeamsCharts.Of(chart).Select(c => new StretchPart(1, c)),
        Buttons buttons => Pressable(buttons.Items).Chunk(ButtonsInARow).Select(some => new StretchPart(some.Length, Actions(some))),
        _ => [],
    };

    /// <summary>A text's lines, each its own element: in a run, a line's end is a blank.</summary>
    internal static IEnumerable<JsonObject> Lines(Text text, bool isQuiet = false)
    {
        var isFirst = true;
        foreach (var line in Split(text))
        {
            if (Line(line, isQuiet, isClose: !isFirst) is not { } written) continue;
            isFirst = false;
            yield return written;
        }
    }

    private static IEnumerable<StretchPart> One(JsonObject? element) => element is null ? [] : [new StretchPart(1, element)];

    /// <summary>Its one button has room beside its words.</summary>
    private static bool IsNarrow(Row row) => row.Buttons is [] or [{ Label.Length: <= MostBeside }];

    private StretchPart Row(Row row, bool isBeside)
    {
        List<JsonObject> items = [.. Lines(row.Text), .. row.Note is null ? [] : Lines(row.Note, isQuiet: true)];
        if (isBeside && items.Count > 0 && Pressable(row.Buttons).ToList() is [var one]) return new StretchPart(1, Beside(items, Actions([one])));
        if (Pressable(row.Buttons).ToList() is { Count: > 0 } buttons) items.AddRange(buttons.Chunk(ButtonsInARow).Select(Actions));
        return items.Count == 0 ? new StretchPart(1) : new StretchPart(1, Container(items));
    }

    private IEnumerable<JsonObject> Pressable(IEnumerable<Button> buttons) => buttons.Where(IsPressable).Select(b => Press(b, opensForm(b.Action), delivery));

    private static IEnumerable<StretchPart> Quoted(Quote quote)
    {
        List<JsonObject> lines = [.. Lines(quote.Text)];
        if (PlainWords.Line(quote.From, MostHeading) is { Length: > 0 } name) lines.Add(Quiet($"— {name}"));
        return lines.Count == 0 ? [] : [new StretchPart(1, Container(lines, "emphasis"))];
    }

    private static IEnumerable<Span> Check(Check check)
    {
        var note = check.Note is null ? [] : Flat(check.Note).ToList();
        return [new Plain($"{check.Sign} "), .. Flat(check.Text), .. note.Count == 0 ? note : [new Plain(" — "), .. note]];
    }

    /// <summary>The words of it, as they are typed here: Teams has no slash commands.</summary>
    internal static string Spoken(Text text) => string.Concat(text.Select(s => s is Typed typed ? typed.Spoken : s.Words));

    /// <summary>All of it in one line.</summary>
    private static IEnumerable<Span> Flat(Text text) => text.Select(Said).Select(s => s with { Words = s.Words.ReplaceLineEndings(" ") });

    private static Span Said(Span span) => span is Typed typed ? new Bold(typed.Spoken) : span;

    /// <summary>Lines of spans, none of them longer than is taken in one go.</summary>
    private static IEnumerable<IReadOnlyList<Span>> Split(Text text)
    {
        var (line, length) = (new List<Span>(), 0);
        foreach (var (span, words, ends) in text.Select(Said).SelectMany(Pieces))
        {
            if (length + words.Length > MostInALine)
            {
                yield return line;
                (line, length) = ([], 0);
            }
            line.Add(span with { Words = words });
            length += words.Length;
            if (!ends) continue;
            yield return line;
            (line, length) = ([], 0);
        }
        yield return line;
    }

    /// <summary>A span's words in pieces that fit, and whether a line ends behind each.</summary>
    private static IEnumerable<(Span Span, string Words, bool Ends)> Pieces(Span span)
    {
        var lines = PlainWords.Clean(span.Words).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            List<string> pieces = [.. PlainWords.Pieces(lines[i], MostInALine).DefaultIfEmpty("")];
            for (var n = 0; n < pieces.Count; n++) yield return (span, pieces[n], n == pieces.Count - 1 && i < lines.Length - 1);
        }
    }
}
