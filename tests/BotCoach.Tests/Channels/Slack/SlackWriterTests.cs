using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness.FakeSlack;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Whatever a message says, Slack takes it, and nothing in it pings anybody.</summary>
public sealed class SlackWriterTests(ITestOutputHelper output)
{
    private const int Messages = 10_000;

    [Fact]
    public void Ten_thousand_odd_messages_are_taken_as_they_are()
    {
        var (random, charts, cut) = (New(), 0, 0);
        for (var i = 0; i < Messages; i++)
        {
            var message = random.Message();
            var blocks = SlackWriter.Blocks(message);
            Taken(blocks, Surface.Message, message);
            var texts = new Texts(blocks);
            Tokens(texts, message);
            if (!texts.SaysThatItIsCut) Says(texts, message);
            if (i % 25 == 0) Elsewhere(message);
            charts += blocks.Count(b => b!["type"]!.ToString() == "data_visualization");
            cut += texts.SaysThatItIsCut ? 1 : 0;
        }
        Assert.True(charts > 100 && cut > 100 && cut < Messages * 9 / 10, $"{charts} charts, {cut} cut: the generator is not odd enough, or too odd");
    }

    [Fact]
    public void The_text_beside_the_blocks_always_fits_into_an_update()
    {
        var random = New();
        for (var i = 0; i < Messages / 4; i++)
        {
            var message = random.Message();
            var text = SlackWriter.Text(message);
            Assert.False(string.IsNullOrWhiteSpace(text));
            Assert.True(Encoding.UTF8.GetByteCount(text) <= 3_900, $"{Encoding.UTF8.GetByteCount(text)} bytes");
            Assert.DoesNotContain('<', text);
            Assert.DoesNotContain('>', text);
            Assert.DoesNotMatch("&(?!amp;|lt;|gt;)", text);
            if (text.EndsWith('…')) continue;
            var letters = Texts.OnlyLetters(text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&"));
            foreach (var line in message.Blocks.SelectMany(block => block.Words.Split('\n'))) Assert.Contains(Texts.OnlyLetters(PlainWords.Clean(line)), letters, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_list_keeps_the_buttons_under_it_and_says_how_many_rows_are_missing()
    {
        var rows = new Rows([.. Enumerable.Range(1, 60).Select(i => new Row($"Deal {i} has no next step.", [new Button("Open", "deal.open", $"{i}")]))]);
        var blocks = SlackWriter.Blocks(Message.Of("Your deals", new Heading("Your deals"), rows, Buttons.Of(new Button("All done", "day.done", "", Look.Main))));

        var shown = blocks.Count(b => b!["accessory"] is not null);
        Assert.InRange(shown, 30, 47);
        Assert.Equal("actions", blocks[^1]!["type"]!.ToString());
        Assert.Equal($"…and {60 - shown} more", blocks[^2]!["elements"]![0]!["text"]!.ToString());
    }

    [Fact]
    public void A_message_of_too_many_blocks_says_how_many_are_missing()
    {
        var blocks = SlackWriter.Blocks(new Message("Much", [.. Enumerable.Range(1, 70).Select(i => new Heading($"Title {i}"))]));
        Assert.Equal(50, blocks.Count);
        Assert.Equal("…and 21 more", blocks[^1]!["elements"]![0]!["text"]!.ToString());
    }

    [Fact]
    public void A_long_paragraph_is_split_between_words()
    {
        var words = string.Join(" ", Enumerable.Range(1, 1_200).Select(i => $"word{i}"));
        var blocks = SlackWriter.Blocks(Message.Say(words));
        Assert.Equal(words, string.Join(" ", blocks.Select(b => b!["text"]!["text"]!.ToString())));
        Assert.InRange(blocks.Count, 3, 4);
    }

    [Fact]
    public void A_new_message_says_all_of_it_beside_its_blocks_also_where_an_update_would_be_too_long()
    {
        var message = Message.Of("A long list.", new Checks([.. Enumerable.Range(0, 200).Select(i => new Check(Mark.Open, $"Point number {i} of the list, with its words"))]));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Contains($"Point number {i} of", SlackWriter.WholeText(message)));
        Assert.EndsWith("…", SlackWriter.Text(message));
    }

    [Fact]
    public void The_text_says_everything_once()
    {
        var message = Message.Of("Acme has no next step.", new Heading("Acme"), new Paragraph($"{Text.Strong("Acme")} has no next step."), new Facts([new Fact("Stage", "Discovery <2>")]));
        Assert.Equal("Acme has no next step.\nStage: Discovery &lt;2&gt;", SlackWriter.Text(message));
        Assert.Equal("Acme: what now? It waits.", SlackWriter.Text(Message.Of("Acme: what now?", new Paragraph("Acme: what now? It waits."))));
    }

    [Fact]
    public void An_answer_that_cannot_be_edited_carries_no_buttons()
    {
        var message = Message.Of("Hello", new Rows([new Row("One", [new Button("Open", "deal.open")])]), Buttons.Of(new Button("Press", "a.b")));
        var answer = SlackWriter.Ephemeral(message);
        Assert.Equal("ephemeral", answer["response_type"]!.ToString());
        Assert.DoesNotContain("button", answer.ToJsonString());
        Assert.DoesNotContain("Press", answer.ToJsonString());
        Assert.DoesNotContain("button", SlackWriter.Said("Sorry", message).ToJsonString());
    }

    [Fact]
    public void Options_that_could_not_come_back_are_left_out()
    {
        Option[] items = [new("1", "One"), new("1", "Again"), new("", "Nothing"), new(new string('x', 76), "Long"), new("2", ""), .. Enumerable.Range(10, 120).Select(i => new Option($"{i}", $"Deal {i}"))];
        var options = SlackWriter.Options(items)["options"]!.AsArray();
        Assert.Equal(100, options.Count);
        Assert.Equal(["One", "2", "Deal 10"], options.Take(3).Select(o => o!["text"]!["text"]!.ToString()));
        Assert.Empty(SlackWriter.Options([])["options"]!.AsArray());
    }

    private RandomContent New()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        return new RandomContent(seed);
    }

    private static void Taken(JsonNode json, Surface surface, Message message)
    {
        var complaints = BlockKit.Complaints(json, surface, strictly: true);
        if (complaints.Count > 0) Assert.Fail($"{string.Join("\n", complaints)}\n{json.ToJsonString()}\n{message.Words}");
    }

    private static void Elsewhere(Message message)
    {
        Taken(SlackWriter.Home(message), Surface.Home, message);
        Taken(SlackWriter.Said(message.Fallback, message), Surface.Modal, message);
        Taken(SlackWriter.Ephemeral(message)["blocks"]!, Surface.Message, message);
        var plain = SlackWriter.Blocks(SlackWriter.WithoutCharts(message));
        Taken(plain, Surface.Message, message);
        Assert.DoesNotContain(plain, b => b!["type"]!.ToString() == "data_visualization");
    }

    // Every <…> is a span's, and there is no other <.
    private static void Tokens(Texts texts, Message message)
    {
        var people = Spans(message).OfType<PersonName>().Select(p => $"<@{p.ExternalId}>").ToHashSet();
        var moments = Spans(message).OfType<Moment>().Select(m => $"<!date^{m.At.ToUnixTimeSeconds()}^").ToHashSet();
        foreach (var text in texts.Mrkdwn)
        {
            foreach (var token in Texts.Token().Matches(text).Select(m => m.Value))
                Assert.True(people.Contains(token) || moments.Any(m => token.StartsWith(m, StringComparison.Ordinal)) || token.StartsWith("<https://x.example", StringComparison.Ordinal), token);
            Assert.DoesNotContain('<', Texts.Token().Replace(text, ""));
        }
        Assert.All(texts.Plain, t => Assert.DoesNotMatch("<[!@#]", t));
    }

    // Each run of words is there; what is cut says so.
    private static void Says(Texts texts, Message message)
    {
        var letters = texts.Letters;
        foreach (var words in Spans(message).Where(s => s is Plain or Bold).Select(s => s.Words).Concat(message.Blocks.OfType<Heading>().Select(h => h.Title)))
            if (!letters.Contains(Texts.OnlyLetters(PlainWords.Clean(words)), StringComparison.Ordinal)) Assert.Fail($"{words}\nis not in\n{letters}");
    }

    private static IEnumerable<Span> Spans(Message message) => message.Blocks.SelectMany(b => b switch
    {
        Paragraph p => p.Text,
        Facts f => f.Items.SelectMany(i => i.Value),
        Checks c => c.Items.SelectMany(i => i.Text.Concat(i.Note ?? (IEnumerable<Span>)[])),
        Rows r => r.Items.SelectMany(i => i.Text.Concat(i.Note ?? (IEnumerable<Span>)[])),
        Quote q => q.Text,
        _ => (IEnumerable<Span>)[],
    });
}
