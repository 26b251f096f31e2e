using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Slack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Each kind of block as Slack gets it, word for word.</summary>
public sealed class SlackGoldenTests
{
    private static readonly Button Open = new("Open", "deal.open", "42");

    [Fact]
    public void A_heading() => Becomes(new Heading("Acme & Sons"), """
        [{ "type": "header", "text": { "type": "plain_text", "text": "Acme & Sons", "emoji": false } }]
        """);

    [Fact]
    public void A_paragraph_and_a_quiet_one()
    {
        Becomes(new Paragraph($"{Text.Strong("Acme")} waits."), """
            [{ "type": "section", "text": { "type": "mrkdwn", "text": "*Acme* waits.", "verbatim": true } }]
            """);
        Becomes(new Paragraph("Since Monday.", Quiet: true), """
            [{ "type": "context", "elements": [{ "type": "mrkdwn", "text": "Since Monday.", "verbatim": true }] }]
            """);
    }

    [Fact]
    public void Some_facts() => Becomes(new Facts([new Fact("Stage", "Discovery"), new Fact("Value", "$1,200")]), """
        [{ "type": "section", "fields": [
            { "type": "mrkdwn", "text": "*Stage*\nDiscovery", "verbatim": true },
            { "type": "mrkdwn", "text": "*Value*\n$1,200", "verbatim": true }] }]
        """);

    [Fact]
    public void Some_checks() => Becomes(
        new Checks([
            new Check(Mark.Open, "Open"), new Check(Mark.Half, "Half", "Rita says so"), new Check(Mark.Done, "Done"), new Check(Mark.Disputed, "Disputed"), new Check(Mark.Waived, "Waived"),
        ]),
        """
        [{ "type": "section", "text": { "type": "mrkdwn", "text": "○ Open\n◐ Half — Rita says so\n● Done\n⊗ Disputed\n⊖ Waived", "verbatim": true } }]
        """);

    [Fact]
    public void A_row_with_one_button_and_one_with_several() => Becomes(
        new Rows([new Row("Acme", [Open], "No next step"), new Row("Beta", [Open, Open with { Label = "Again" }])]),
        """
        [{ "type": "section", "text": { "type": "mrkdwn", "text": "Acme\nNo next step", "verbatim": true },
           "accessory": { "type": "button", "action_id": "deal.open", "text": { "type": "plain_text", "text": "Open", "emoji": false }, "value": "42" } },
         { "type": "section", "text": { "type": "mrkdwn", "text": "Beta", "verbatim": true } },
         { "type": "actions", "elements": [
           { "type": "button", "action_id": "deal.open", "text": { "type": "plain_text", "text": "Open", "emoji": false }, "value": "42" },
           { "type": "button", "action_id": "deal.open~2", "text": { "type": "plain_text", "text": "Again", "emoji": false }, "value": "42" }] }]
        """);

    [Fact]
    public void A_quote() => Becomes(new Quote("We will sign\n> soon", "Rita"), """
        [{ "type": "section", "text": { "type": "mrkdwn", "text": "> We will sign\n> \u2060&gt; soon\n> — Rita", "verbatim": true } }]
        """);

    [Fact]
    public void Some_bars() => Becomes(new Chart("Deals a stage", ChartKind.Bars, [new("Discovery", 3), new("Discovery", 4.126), new("A stage with a very long name", 0)]), """
        [{ "type": "data_visualization", "title": "Deals a stage", "chart": { "type": "bar",
           "series": [{ "name": "Deals a stage", "data": [
             { "label": "Discovery", "value": 3 }, { "label": "Discovery 2", "value": 4.13 }, { "label": "A stage with a very…", "value": 0 }] }],
           "axis_config": { "categories": ["Discovery", "Discovery 2", "A stage with a very…"] } } }]
        """);

    [Fact]
    public void Bars_that_cannot_be_drawn_and_a_progress_are_words()
    {
        Becomes(new Chart("Change", ChartKind.Bars, [new("June", -2.5), new("July", 4)]), """
            [{ "type": "section", "text": { "type": "mrkdwn", "text": "*Change*\nJune: -2.5\nJuly: 4", "verbatim": true } }]
            """);
        Becomes(new Chart("Checklist", ChartKind.Progress, [new("2 of 5", 40)]), """
            [{ "type": "section", "text": { "type": "mrkdwn", "text": "*Checklist* ████░░░░░░ 40% 2 of 5", "verbatim": true } }]
            """);
    }

    [Fact]
    public void A_third_chart_is_words_too()
    {
        var chart = new Chart("T", ChartKind.Bars, [new("A", 1)]);
        var blocks = SlackWriter.Blocks(Message.Of("Three", chart, chart, chart));
        Assert.Equal(["data_visualization", "data_visualization", "section"], blocks.Select(b => b!["type"]!.ToString()));
    }

    [Fact]
    public void More_points_than_fit_are_counted()
    {
        var blocks = SlackWriter.Blocks(Message.Of("Many", new Chart("T", ChartKind.Bars, [.. Enumerable.Range(1, 27).Select(i => new ChartPoint($"P{i}", i))])));
        Assert.Equal("…and 7 more", blocks[1]!["elements"]![0]!["text"]!.ToString());
    }

    [Fact]
    public void A_line_of_buttons() => Becomes(Buttons.Of(new Button("Save", "deal.save", "", Look.Main), new Button("Drop", "deal.drop", "42", Look.Careful)), """
        [{ "type": "actions", "elements": [
           { "type": "button", "action_id": "deal.save", "text": { "type": "plain_text", "text": "Save", "emoji": false }, "style": "primary" },
           { "type": "button", "action_id": "deal.drop", "text": { "type": "plain_text", "text": "Drop", "emoji": false }, "value": "42", "style": "danger" }] }]
        """);

    [Fact]
    public void A_message_of_nothing_says_its_fallback() => Assert.Equal("Nothing new.", SlackWriter.Blocks(Message.Of("Nothing new.", new Heading(" ")))[0]!["text"]!["text"]!.ToString());

    [Fact]
    public void A_modal_that_only_says_something() => Same(SlackWriter.Said("That took too long for a title", Message.Say("Please tap again.")), """
        { "type": "modal", "title": { "type": "plain_text", "text": "That took too long for…", "emoji": false }, "close": { "type": "plain_text", "text": "Close", "emoji": false },
          "blocks": [{ "type": "section", "text": { "type": "mrkdwn", "text": "Please tap again.", "verbatim": true } }] }
        """);

    [Fact]
    public void A_form() => Same(
        SlackForms.Modal(new Form("deal.step", "Next step", [new TextField("step", "What", 3) { Value = "Call", Hint = "One line" }, new DateField("on", "When") { Optional = true }], "42", 7, Intro: "Acme"), "D1:1.2"),
        """
        { "type": "modal", "callback_id": "deal.step",
          "title": { "type": "plain_text", "text": "Next step", "emoji": false }, "submit": { "type": "plain_text", "text": "Save", "emoji": false },
          "close": { "type": "plain_text", "text": "Cancel", "emoji": false }, "notify_on_close": true, "private_metadata": "1|7|D1%3A1.2|42",
          "blocks": [
            { "type": "section", "text": { "type": "mrkdwn", "text": "Acme", "verbatim": true } },
            { "type": "input", "block_id": "step@7", "label": { "type": "plain_text", "text": "What", "emoji": false },
              "element": { "type": "plain_text_input", "action_id": "step", "multiline": true, "max_length": 3000, "initial_value": "Call" },
              "hint": { "type": "plain_text", "text": "One line", "emoji": false } },
            { "type": "input", "block_id": "on@7", "label": { "type": "plain_text", "text": "When", "emoji": false },
              "element": { "type": "datepicker", "action_id": "on" }, "optional": true }] }
        """);

    private static void Becomes(Block block, string json) => Same(SlackWriter.Blocks(new Message("Words", [block])), json);

    private static void Same(JsonNode written, string json) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), written), written.ToJsonString());
}
