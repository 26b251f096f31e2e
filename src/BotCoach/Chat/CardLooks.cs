using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>How a card looks now, for the one whose card it is. Reads only: a card asks for it by itself, without a press.</summary>
public sealed class CardLooks(BotCoachDb db, RouteTable routes, IServiceProvider services)
{
    /// <summary>What it is to show: right after a press, before the platform has followed.</summary>
    public async Task<Reply> ShownAsync(Turn turn) => await OwnAsync(turn) is { } row ? new Card(Message.FromJson(row.Content)) : Reply.None;

    /// <summary>The same, made anew by its room, where that can say what has changed elsewhere.</summary>
    public async Task<Reply> NowAsync(Turn turn)
    {
        if (await OwnAsync(turn) is not { } row) return Reply.None;
        var room = routes.Find(RouteKind.CardRefresh, $"{row.Key.Split(':')[0]}.look");
        return room is not null && await room.RunAsync(services, turn) is Card made ? made : new Card(Message.FromJson(row.Content));
    }

    /// <summary>One that is shown once stays as it was sent: it is known here no more.</summary>
    private async Task<OutgoingMessage?> OwnAsync(Turn turn) =>
        turn.Id is { } id && await db.OutgoingMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id) is { } row && !Outbox.IsOnce(row.Key) ? row : null;
}
