using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>What is said to the owner before a manager hears of a deal, and what the manager is told: the same words.</summary>
public static class EscalationMessage
{
    /// <summary>What the manager would be told, word for word.</summary>
    public static string Words(Nudge nudge, DealFile file, Person owner, WorkCalendar calendar, DateTimeOffset now)
    {
        var since = Wording.Day(calendar.Today(nudge.FirstShownAt ?? now), calendar.Today(now));
        return $"{owner.Name}, {file.Deal.Called}: {NudgeMessage.Sentence(nudge, file, calendar, now).Words} It has been in the brief since {since}.";
    }

    /// <summary>To the owner: the words, the hour, and three ways to act first.</summary>
    public static Message Preview(Escalation escalation, string words, Person manager, DateTimeOffset tellsAt, WorkCalendar calendar, DateTimeOffset now)
    {
        var when = Wording.On(tellsAt, calendar.Zone, now);
        Text line = $"{char.ToUpperInvariant(when[0])}{when[1..]} I would tell {manager.Name} this about one of your deals. Put it right before then, and I say nothing.";
        return new Message(line.Words,
        [
            new Paragraph(line),
            new Quote(words, $"to {manager.Name}, in private"),
            Buttons.Of(
                new Button("Put it right", "deal.show", $"{escalation.DealId}", Look.Main), new Button("Hand off", "deal.handover", $"{escalation.DealId}"),
                new Button("Add my side…", "escalation.dispute", $"{escalation.NudgeId}")),
        ]);
    }

    /// <summary>In place of the preview: how it ended for the owner. Its buttons are gone.</summary>
    public static Message Ended(Escalation escalation, Person? manager)
    {
        var name = manager?.Name ?? "Your manager";
        return escalation.State == EscalationState.Told
            ? Message.Of($"{name} was told, in these words.", new Paragraph($"{name} was told, in these words."), new Quote(escalation.Words ?? "", $"to {name}, in private"))
            : Message.Of("Settled: nobody was told.", new Paragraph("Settled: nobody was told.", Quiet: true));
    }

    public static Message PutOff(LocalDate until, LocalDate today)
    {
        var line = $"Put off until {Wording.Day(until, today)}. If it is still so then, you hear of it first again.";
        return Message.Of(line, new Paragraph(line, Quiet: true));
    }

    /// <summary>To the manager.</summary>
    public static Message ToManager(Escalation escalation, Person owner)
    {
        List<Block> blocks = [new Paragraph(escalation.Words!)];
        if (escalation.Dispute is { } said) blocks.Add(new Quote(said, owner.Name));
        blocks.Add(Buttons.Of(new Button("Open the deal", "deal.show", $"{escalation.DealId}", Look.Main), new Button("Noted", "waiting.noted", $"escalated:{escalation.NudgeId}")));
        return new Message(escalation.Words!, blocks);
    }

    public static Form Dispute(Escalation escalation, string manager) => new(
        "escalation.disputed", "Add your side",
        [new TextField("said", "Your side of it", 3) { Value = escalation.Dispute, Hint = $"{manager} reads this together with the rest." }], $"{escalation.NudgeId}");
}
