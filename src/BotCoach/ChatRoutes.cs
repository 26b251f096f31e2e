using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach;

/// <summary>Page 1: everything a person can press, type or submit, and the method it leads to. Wire ids are permanent.</summary>
public static class ChatRoutes
{
    public static RouteTable Table() => new RouteTable().Deals().Checklists().Nudges().Imports().Stages().People();

    private static RouteTable Deals(this RouteTable routes) => routes;

    private static RouteTable Checklists(this RouteTable routes) => routes;

    private static RouteTable Nudges(this RouteTable routes) => routes;

    private static RouteTable Imports(this RouteTable routes) => routes;

    private static RouteTable Stages(this RouteTable routes) => routes
        .Command<StagesActions>("stages", "stages|how we sell here, stage by stage", (a, turn) => a.ListAsync(turn))
        .Button<StagesActions>("stage.list", (a, turn) => a.ListAsync(turn))
        .Button<StagesActions>("stage.show", (a, turn) => a.ShowAsync(turn));

    private static RouteTable People(this RouteTable routes) => routes
        .Command<Joining>("join", "join [CODE]|join this company on a second platform", (joining, turn) => joining.JoinAsync(turn));
}
