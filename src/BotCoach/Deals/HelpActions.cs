using System.Runtime.CompilerServices;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Deals;

/// <summary>What can be typed. It says the same to everybody who works on deals, so it is written once.</summary>
public sealed class HelpActions(RouteTable routes, Outbox outbox)
{
    private static readonly ConditionalWeakTable<RouteTable, Message> Written = [];

    public async Task<Reply> HelpAsync(Turn turn)
    {
        if (turn.Person.Role == Role.Reader) await outbox.ShowAnewAsync(turn, "help", ReaderMessage.Help(routes.Commands.Where(c => c.IsForReaders)));
        else await outbox.ShowAnewAsync(turn, "help", Written.GetValue(routes, _ => DayMessage.Help([.. routes.Commands]).WrittenOnce()));
        return Reply.None;
    }
}
