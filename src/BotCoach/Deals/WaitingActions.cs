using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>A manager looks at what waits, and notes what only wanted to be seen.</summary>
public sealed class WaitingActions(WaitingBoard board)
{
    public async Task<Reply> ShowAsync(Turn turn)
    {
        await board.ShowAsync(turn);
        return Reply.None;
    }

    public async Task<Reply> NotedAsync(Turn turn)
    {
        await board.NoteAsync(turn, turn.Value);
        return Reply.None;
    }
}
