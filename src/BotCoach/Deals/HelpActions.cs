using System.Runtime.CompilerServices;
using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>What can be typed. It says the same to everybody, so it is written once.</summary>
public sealed class HelpActions(RouteTable routes, Outbox outbox)
{
    private static readonly ConditionalWeakTable<RouteTable, Message> Written = [];

    public async Task<Reply> HelpAsync(Turn turn)
    {
        await outbox.ShowAnewAsync(turn, "help", Written.GetValue(routes, _ => DayMessage.Help([.. routes.Commands]).WrittenOnce()));
        return Reply.None;
    }
}
