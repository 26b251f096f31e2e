using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>How the card looks on which everything stands that waits for a manager: a row each, with its age and two buttons.</summary>
public static class WaitingMessage
{
    private const int Most = 10;

    public static Message Of(IReadOnlyList<WaitingItem> items, DateTimeOffset now)
    {
        if (items.Count == 0) return Message.Of("Nothing waits for you.", new Heading("Waiting for you"), new Paragraph("Nothing waits for you."));
        List<Block> blocks = [new Heading("Waiting for you"), new Rows([.. items.Take(Most).Select(i => new Row($"{i.Words} {Age(i, now)}", Buttons(i)))])];
        if (items.Count > Most) blocks.Add(new Paragraph($"…and {Wording.Count(items.Count - Most, "more thing")}, once these are done.", Quiet: true));
        return new Message($"{Wording.Count(items.Count, "thing")} {(items.Count == 1 ? "waits" : "wait")} for you", blocks);
    }

    public static Message Noted(WaitingItem item) => Message.Of($"Noted: {item.Words}", new Paragraph($"Noted: {item.Words}", Quiet: true));

    private static IReadOnlyList<Button> Buttons(WaitingItem item) => item.Kind switch
    {
        WaitingKind.Approval => [new("Yes", "walk.approve", $"{item.DealId}:{item.About}", Look.Main), new("Not yet…", "walk.dispute", $"{item.DealId}:{item.About}")],
        WaitingKind.Answered => [new("Settle the dispute", "walk.lift", $"{item.DealId}:{item.About}", Look.Main), new("See it", "walk.open", $"{item.DealId}:{item.About}")],
        WaitingKind.Pass => [new("See the deal", "deal.show", $"{item.DealId}", Look.Main), new("Let it pass…", "deal.override", $"{item.DealId}:{item.About}", Look.Careful)],
        WaitingKind.Handoff => [new("Noted", "waiting.noted", item.Key)],
        WaitingKind.Terms => [new("Approve", "approval.yes", item.About, Look.Main), new("Decline…", "approval.no", item.About)],
        _ => [new("See the deal", "deal.show", $"{item.DealId}", Look.Main), new("Noted", "waiting.noted", item.Key)],
    };

    private static string Age(WaitingItem item, DateTimeOffset now) => (now - item.Since).TotalHours switch
    {
        < 1 => "(just now)",
        < 24 and var hours => $"({Wording.Count((int)hours, "hour")})",
        var hours => $"({Wording.Days(Math.Floor(hours / 24))})",
    };
}
