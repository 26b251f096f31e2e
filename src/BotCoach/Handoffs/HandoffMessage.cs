using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Handoffs;

/// <summary>What the two people of a handoff are told of how it goes. The card on which the receiver decides is <see cref="HandoffCard"/>.</summary>
public static class HandoffMessage
{
    public const string NotYours = "That handoff is not one of yours, or is no longer there.";

    public static string SenderKey(Handoff it) => $"handoff-from:{it.Id}";

    public static string ReceiverKey(Handoff it, int? round = null) => $"handoff:{it.Id}:{round ?? it.Returns}";

    public static string LateKey(Handoff it, int? round = null) => $"handoff-late:{it.Id}:{round ?? it.Returns}";

    /// <summary>The sender's card.</summary>
    public static Message ToSender(HandoffView view) => view.Handoff.State switch
    {
        HandoffState.Gathering => Gathering(view, $"{Text.Strong(view.Called)} on its way to {view.To}"),
        HandoffState.Returned => Returned(view),
        HandoffState.Sent => Sent(view),
        HandoffState.Accepted => Quiet($"{view.To} has {view.Called} now."),
        _ => Quiet($"{view.Called} was not handed to {view.To}. {view.Handoff.Why}".TrimEnd()),
    };

    /// <summary>To the sender, who began it and has left it since.</summary>
    public static Message Open(HandoffView view)
    {
        Text line = view.Lacking.Count == 0 ? $"{Text.Strong(view.Called)} is ready to go to {view.To}."
            : $"{Text.Strong(view.Called)} is still with you on its way to {view.To}. To pass on: {Wording.List([.. view.Lacking.Select(p => p.Name)])}.";
        return new Message(line.Words, [new Paragraph(line), Buttons.Of(new Button("See the handoff", "deal.handover", $"{view.Handoff.DealId}", Look.Main))]);
    }

    /// <summary>In place of the receiver's card, once something has become of it.</summary>
    public static Message ToReceiver(HandoffView view) => view.Handoff.State switch
    {
        HandoffState.Accepted => Accepted(view),
        HandoffState.Returned => Quiet($"You returned {view.Called} to {view.From}{Without(view)}."),
        _ => Quiet($"{view.From} does not hand {view.Called} to you any more. {view.Handoff.Why}".TrimEnd()),
    };

    /// <summary>In place of the reminder.</summary>
    public static Message Settled(HandoffView view) => Quiet(view.Handoff.ToldAt is null ? "Settled: nobody was told." : "Settled.");

    public static string ManagersWords(HandoffView view, LocalDate today, DateTimeZone zone) =>
        $"{view.To} has not answered the handoff of {view.Called}. {view.From} sent it {Wording.On(view.Handoff.SentAt!.Value.DayIn(zone), today)}, and {Wording.Count(view.Handoff.WithinHours, "working hour")} were agreed.";

    /// <summary>To the receiver: the time to answer is over, and what somebody would be told, word for word, and when.</summary>
    public static Message Late(HandoffView view, string? manager, DateTimeOffset? tellsAt, WorkCalendar calendar)
    {
        Text line = $"{view.From} waits for your answer about {Text.Strong(view.Called)}. The time for it is over.";
        List<Block> blocks = [new Paragraph(line)];
        if (manager is not null && tellsAt is { } at)
        {
            var when = Wording.On(at, calendar.Zone, view.Now);
            blocks.Add(new Paragraph($"{char.ToUpperInvariant(when[0])}{when[1..]} I would tell {manager} this. Answer before then, and I say nothing."));
            blocks.Add(new Quote(view.Handoff.Words!, $"to {manager}, in private"));
        }
        blocks.Add(Buttons.Of(new Button("Accept", "handoff.accept", $"{view.Handoff.Id}", Look.Main), new Button("Return…", "handoff.return", $"{view.Handoff.Id}"), new Button("See it", "handoff.see", $"{view.Handoff.Id}")));
        return new Message(line.Words, blocks);
    }

    /// <summary>To the sender of a deal of which no brief speaks.</summary>
    public static Message LateToSender(HandoffView view)
    {
        Text line = $"{view.To} has not answered the handoff of {Text.Strong(view.Called)} in time.";
        return new Message(line.Words, [new Paragraph(line), Buttons.Of(new Button("See the handoff", "deal.handover", $"{view.Handoff.DealId}", Look.Main))]);
    }

    public static Message ToManager(Handoff it, string key) => new(it.Words!, [new Paragraph(it.Words!), Buttons.Of(new Button("Noted", "waiting.noted", key))]);

    public static Message Told(Deal deal, string by, string? note)
    {
        Text line = $"{by} handed {Text.Strong(deal.Called)} to you.";
        List<Block> blocks = [new Paragraph(line)];
        if (note is not null) blocks.Add(new Quote(note, by));
        blocks.Add(Buttons.Of(new Button("Open it", "deal.show", $"{deal.Id}", Look.Main)));
        return new Message(line.Words, blocks);
    }

    private static Message Gathering(HandoffView view, Text title)
    {
        var (it, lacking) = (view.Handoff, view.Lacking);
        List<Block> blocks = [new Paragraph(title)];
        if (view.Passed.Count > 0) blocks.Add(new Checks([.. view.Passed.Where(p => p.IsThere).Select(p => new Check(Mark.Done, Stages.FieldWords.Title(p.Name)))]));
        if (blocks[^1] is Checks { Items.Count: 0 }) blocks.RemoveAt(blocks.Count - 1);
        if (lacking.Count > 0)
        {
            blocks.Add(new Paragraph($"{Text.Strong("Still to pass on")}: {Wording.Count(lacking.Count, "thing")}"));
            blocks.Add(new Rows([.. lacking.Select(p => Row(it, p))]));
        }
        else blocks.Add(new Paragraph("All that must be passed on is there."));
        blocks.Add(Buttons.Of([.. lacking.Count == 0 ? [new Button($"Send it to {Wording.Short(view.To, 40)}", "handoff.send", $"{it.Id}", Look.Main)] : Array.Empty<Button>(), new Button("Keep it", "handoff.keep", $"{it.Id}")]));
        return new Message(title.Words, blocks);
    }

    private static Message Returned(HandoffView view)
    {
        var it = view.Handoff;
        Text line = $"{view.To} returned {Text.Strong(view.Called)}{Without(view)}.";
        List<Block> blocks = [new Paragraph(line)];
        if (it.ReturnWords is { } words) blocks.Add(new Quote(words, view.To));
        if (it.Returns >= HandoffRules.ReturnsToTalk) blocks.Add(new Paragraph($"It came back {Wording.Count(it.Returns, "time")}. Ten minutes together may help more than another round."));
        var asked = view.Passed.Where(p => !p.IsThere || it.MissingThere.Contains(p.Id)).ToList();
        if (asked.Count > 0) blocks.Add(new Rows([.. asked.Select(p => Row(it, p))]));
        blocks.Add(Buttons.Of(
            [.. view.Lacking.Count == 0 ? [new Button("Send it again", "handoff.send", $"{it.Id}", Look.Main)] : Array.Empty<Button>(), new Button("Keep it", "handoff.keep", $"{it.Id}")]));
        return new Message(line.Words, blocks);
    }

    private static Message Sent(HandoffView view)
    {
        var it = view.Handoff;
        Text line = $"{Text.Strong(view.Called)} waits for {view.To} to accept it. It is yours until then.";
        return new Message(line.Words, [new Paragraph(line), new Paragraph($"Answer due {Wording.On(it.DueAt!.Value, view.File.Zone, view.Now)}.", Quiet: true), Buttons.Of(new Button("Take it back", "handoff.keep", $"{it.Id}"))]);
    }

    private static Message Accepted(HandoffView view)
    {
        var it = view.Handoff;
        List<Block> blocks = [new Paragraph($"{Text.Strong(view.Called)} is yours.")];
        if (it.Quality is { } quality) blocks.Add(new Paragraph($"What came along: {QualityWords(quality)}. Thank you.", Quiet: true));
        else blocks.Add(new Paragraph("How was what came along?"));
        blocks.Add(Buttons.Of([.. it.Quality is null ? Qualities.Select(q => new Button(q.Label, "handoff.rate", $"{it.Id}:{q.Of}")) : [], new Button("Open the deal", "deal.show", $"{it.DealId}", Look.Main)]));
        return new Message($"{view.Called} is yours.", blocks);
    }

    private static readonly (HandoffQuality Of, string Label)[] Qualities =
        [(HandoffQuality.AllThere, "All there"), (HandoffQuality.SomeMissing, "Something was missing"), (HandoffQuality.StartOver, "I have to start over")];

    private static string QualityWords(HandoffQuality quality) => quality switch { HandoffQuality.AllThere => "all there", HandoffQuality.SomeMissing => "something was missing", _ => "you have to start over" };

    private static Row Row(Handoff it, PassedOn passed) => new(
        passed.IsThere ? $"{Stages.FieldWords.Title(passed.Name)} (asked for again)" : Stages.FieldWords.Title(passed.Name), [new Button(passed.Way.Label, "handoff.fill", $"{it.Id}:{passed.Id}")]);

    private static string Without(HandoffView view) => view.Handoff.MissingThere.Count == 0 ? "" : $", without {Wording.List([.. view.Passed.Where(p => view.Handoff.MissingThere.Contains(p.Id)).Select(p => p.Name)])}";

    private static Message Quiet(string line) => Message.Of(line, new Paragraph(line, Quiet: true));
}
