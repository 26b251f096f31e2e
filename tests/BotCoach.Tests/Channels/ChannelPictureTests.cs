using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Channels.Teams;

namespace BotCoach.Tests.Channels;

/// <summary>A picture of a message shows what the platform's own writer wrote, and no more.</summary>
public sealed partial class ChannelPictureTests
{
    private static readonly IChannelPicture Slack = ChannelPictures.All.Single(p => p.Platform == "Slack");
    private static readonly IChannelPicture Teams = ChannelPictures.All.Single(p => p.Platform == "Teams");

    [Fact]
    public void Both_platforms_say_in_a_picture_all_words_that_their_writers_wrote_in_their_order()
    {
        var charts = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var message = new RandomContent(seed).Message();
            if (message.Blocks.Any(b => b is Chart)) charts++;
            message = message with { Blocks = [.. message.Blocks.Where(b => b is not Chart)] };
            Assert.Equal((seed, Bare(string.Concat(Texts(SlackWriter.Blocks(message))))), (seed, Bare(Words(Slack.Of(message)))));
            Assert.Equal((seed, Bare(string.Concat(Texts(new TeamsWriter(_ => false).Card(message, [], "")["body"]!)))), (seed, Bare(Words(Teams.Of(message)))));
        }
        Assert.True(charts > 20, "The messages hold too little to be compared.");
    }

    [Fact]
    public void More_than_a_platform_takes_is_shortened_as_its_writer_does()
    {
        var message = Message.Of("Many", new Rows([.. Enumerable.Range(1, 120).Select(i => new Row($"Row {i}", [new Button($"Press {i}", "room.verb", $"{i}")]))]));
        var written = Regex.Match(string.Concat(Texts(SlackWriter.Blocks(message))), @"…and (\d+) more").Groups[1].Value;
        var shown = Slack.Of(message);
        Assert.Equal(50, shown.Count);
        Assert.Equal($"…and {written} more", Assert.IsType<PictureText>(shown[^1]).Runs.Single().Words);
        Assert.Equal(120 - 49, int.Parse(written, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["Row 49", "Press 49"], [Words(Assert.IsType<PictureBeside>(shown[48]).Left), Words(((PictureBeside)shown[48]).Right)]);

        var rowOfButtons = Teams.Of(Message.Of("Many", new Buttons([.. Enumerable.Range(1, 8).Select(i => new Button($"{i}", "room.verb", $"{i}"))])));
        Assert.Equal([6, 2], rowOfButtons.Cast<PictureButtons>().Select(b => b.Buttons.Count));
    }

    [Fact]
    public void Bold_words_links_quotes_and_looks_are_told_from_words_that_only_look_like_them()
    {
        var message = Message.Of("x",
            new Paragraph($"{Text.Strong("a*b*")} and *c* <i>d</i> & {new Link("here", "https://x.example/?a=1&b=2")}"), new Quote("first\n> second"),
            Buttons.Of(new Button("Go", "room.verb", "1", Look.Main), new Button("Stop", "room.verb", "2", Look.Careful)), new Facts([new Fact("Stage", "Two")]));
        var slack = Slack.Of(message);
        Assert.Equal([new("a*b*", Bold: true), new(" and *c* <i>d</i> & "), new PictureRun("here", Link: true)], ((PictureText)slack[0]).Runs);
        Assert.Equal((true, "first\n> second"), (((PictureText)slack[1]).Quote, Words([slack[1]])));
        Assert.Equal([new("Go", Look.Main), new PictureButton("Stop", Look.Careful)], ((PictureButtons)slack[2]).Buttons);
        Assert.Equal([new("Stage", Bold: true), new PictureRun("\nTwo")], ((PictureFields)slack[3]).Fields.Single());
        var teams = Teams.Of(message);
        Assert.Equal([new("a*b*", Bold: true), new(" and *c* <i>d</i> & "), new PictureRun("here", Link: true)], ((PictureText)teams[0]).Runs);
        Assert.True(((PictureBox)teams[1]).Shaded);
    }

    [Fact]
    public void Charts_and_how_far_something_is_are_drawn_where_the_platform_draws_them()
    {
        var message = Message.Of("x", new Chart("Won", ChartKind.Bars, [new ChartPoint("Mon", 2), new ChartPoint("Tue", 3)]), new Chart("Done", ChartKind.Progress, [new ChartPoint("", 40)]));
        Assert.Equal(["Won", "Won"], new[] { Slack, Teams }.Select(p => p.Of(message).OfType<PictureChart>().Single().Title));
        Assert.Equal([2, 3], Slack.Of(message).OfType<PictureChart>().Single().Points.Select(p => p.Value));
        Assert.Contains("40%", Words(Slack.Of(message)));
        Assert.Equal(40, Teams.Of(message).OfType<PictureBar>().Single().Percent);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o when (string?)o["type"] == "mrkdwn" => [Mrkdwn((string)o["text"]!)],
        JsonObject o => o.SelectMany(p => p.Key is "text" or "title" && p.Value is JsonValue words ? [(string)words!] : Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        _ => [],
    };

    private static string Words(IEnumerable<PicturePiece> pieces) => string.Concat(pieces.Select(p => p switch
    {
        PictureTitle title => title.Words,
        PictureText text => Words(text.Runs),
        PictureFields fields => string.Concat(fields.Fields.Select(Words)),
        PictureButtons buttons => string.Concat(buttons.Buttons.Select(b => b.Words)),
        PictureBeside beside => Words(beside.Left) + Words(beside.Right),
        PictureBox box => Words(box.Pieces),
        _ => "",
    }));

    private static string Words(IEnumerable<PictureRun> runs) => string.Concat(runs.Select(r => r.Words));

    private static string Mrkdwn(string text) =>
        Token().Replace(text, "$1$2").Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>Without blanks, marks of formats and what nobody sees.</summary>
    private static string Bare(string words) => Unseen().Replace(words, "");

    [GeneratedRegex(@"<[^<>|]*\|([^<>]*)>|<(@[A-Z0-9]+)>")]
    private static partial Regex Token();

    [GeneratedRegex(@"[\s*>\u200B\u2060]")]
    private static partial Regex Unseen();
}
