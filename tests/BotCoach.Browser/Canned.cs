using BotCoach.Channels;

namespace BotCoach.Browser;

/// <summary>Messages with every kind of block in them, for looking at the page without a coach behind it.</summary>
internal static class Canned
{
    internal static readonly Message Brief = Message.Of(
        "3 deals need you today.",
        new Heading("Good morning, Dana. Three deals need you"),
        new Rows(
        [
            new Row($"{Text.Strong("Acme Corp")} · $48,000 · Evaluation\nNo next step for 9 days. The last one was the security call.",
                [
                    new Button("Agree on the next meeting", "nudge.step", "1:0", Look.Main), new Button("Send the evaluation plan", "nudge.step", "1:1"),
                    new Button("Ask who signs off", "nudge.step", "1:2"), new Button("Other…", "deal.next", "1"),
                    new Button("Snooze", "nudge.snooze", "1"), new Button("Not useful", "nudge.not-useful", "1"),
                ]),
            new Row($"{Text.Strong("Birch & Sons")} · €22,500 · Proposal\nThe close date was Friday. Is it still this month?",
                [new Button("Set a new close date", "nudge.close-date", "2", Look.Main), new Button("Snooze", "nudge.snooze", "2"), new Button("Not useful", "nudge.not-useful", "2")]),
            new Row($"{Text.Strong("Cobalt Health")} · $120,000 · Discovery\nEverything on the checklist is proven. It can move on.",
                [new Button("Advance to Evaluation", "deal.advance", "3", Look.Main), new Button("Not useful", "nudge.no", "3")]),
        ]),
        new Paragraph("4 more can wait.", Quiet: true),
        Buttons.Of(new Button("Show the rest", "brief.rest", "")));

    internal static readonly Message Deal = Message.Of(
        "Acme Corp is in Evaluation.",
        new Heading("Acme Corp"),
        new Facts(
        [
            new Fact("Stage", $"{Text.Strong("Evaluation")}, for 23 days of 21"),
            new Fact("Amount", "$48,000"),
            new Fact("Close date", "Thu 18 Dec, moved twice"),
            new Fact("Next step", "None yet"),
            new Fact("Last heard", new Text([new Moment("Fri 14 Nov, 16:20", new DateTimeOffset(2026, 11, 14, 16, 20, 0, TimeSpan.Zero))])),
        ]),
        new Chart("Proven", ChartKind.Progress, [new ChartPoint("3 of 5 required", 60)]),
        new Checks(
        [
            new Check(Mark.Done, "The buyer named the success criteria", "Quote from the call on 4 Nov"),
            new Check(Mark.Done, "The economic buyer has been met"),
            new Check(Mark.Half, "The budget is approved", "On your word. A note from finance would prove it."),
            new Check(Mark.Open, "A security review is booked"),
            new Check(Mark.Disputed, "A champion is found", "Mia asks: who speaks for us when we are not there?"),
            new Check(Mark.Waived, "A reference call was held", "Waived by Mia until 1 Dec"),
        ]),
        new Quote("We need this live before the audit in March, or we stay where we are.", "Jo Park, CFO, 4 Nov"),
        Buttons.Of(
            new Button("Walk the checklist", "checklist.walk", "1", Look.Main), new Button("Set the next step", "deal.next", "1"),
            new Button("Heard from them", "deal.heard", "1"), new Button("Mark as lost", "deal.lost", "1", Look.Careful)));

    internal static readonly Message Stages = Message.Of(
        "Your open deals by stage.",
        new Chart("Your open deals by stage", ChartKind.Bars,
            [new ChartPoint("Discovery", 7), new ChartPoint("Evaluation", 4), new ChartPoint("Proposal", 2), new ChartPoint("Closing", 0)]),
        new Paragraph(new Text([new Plain("How a stage is proven is written in "), new Link("how we sell here", "https://example.com/process"), new Plain(".")])));

    internal static readonly Form NextStep = new(
        "deal.saveNext", "Next step",
        [
            new TextField("what", "What happens next", Lines: 2) { Hint = "Something the buyer has agreed to." },
            new DateField("on", "When") { Value = "2026-11-27" },
            new ChoiceField("side", "Who acts", [new Option("us", "We do"), new Option("them", "They do")]) { Value = "us" },
            new FindField("who", "Owner", "people.find") { Optional = true },
            new NumberField("amount", "Amount") { Optional = true },
            new ChoiceField("stage", "Stage", [.. Enumerable.Range(1, 6).Select(i => new Option($"{i}", $"Stage {i}"))]) { Optional = true },
        ],
        State: "1", BasedOn: 4, Submit: "Save next step", Intro: $"For {Text.Strong("Acme Corp")}.");
}
