using BotCoach.Chat;

namespace BotCoach;

/// <summary>Page 1, its third part: what lies between the stages, where a deal comes from and how it changes hands. Wire ids are permanent.</summary>
public static class BetweenRoutes
{
    internal static RouteTable Between(this RouteTable routes) => routes.Leads().Plans().Approvals().Handoffs().Crm();

    private static RouteTable Leads(this RouteTable routes) => routes;

    private static RouteTable Plans(this RouteTable routes) => routes;

    private static RouteTable Approvals(this RouteTable routes) => routes;

    private static RouteTable Handoffs(this RouteTable routes) => routes;

    private static RouteTable Crm(this RouteTable routes) => routes;
}
