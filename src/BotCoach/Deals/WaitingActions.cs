using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>A manager looks at what waits, and notes what only wanted to be seen.</summary>
public sealed class WaitingActions(BotCoachDb db, WaitingBoard board)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        await board.ShowAsync(turn);
        return Reply.None;
    }

    public async Task<Reply> NotedAsync(Turn turn)
    {
        if (await db.WaitingItems.FindAsync(db.WorkspaceId, turn.Person.Id, turn.Value) is { } item) item.NotedAt ??= turn.Now;
        await board.ShowAsync(turn);
        return Reply.None;
    }
}
