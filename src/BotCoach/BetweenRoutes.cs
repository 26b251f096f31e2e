using BotCoach.Chat;
using BotCoach.Leads;

namespace BotCoach;

/// <summary>Page 1, its third part: what lies between the stages, where a deal comes from and how it changes hands. Wire ids are permanent.</summary>
public static class BetweenRoutes
{
    internal static RouteTable Between(this RouteTable routes) => routes.Leads().Plans().Approvals().Handoffs().Crm();

    private static RouteTable Leads(this RouteTable routes) => routes
        .Command<LeadActions>("leads", "leads [NAME] | leads that wait for your answer, and your team's; or one by its name", (a, t) => a.ListAsync(t))
        .Command<LeadRuleActions>("leads rules", "leads rules | for admins: who gets which lead", (a, t) => a.AskAsync(t))
        .Button<LeadActions>("lead.show", (a, t) => a.ShowAsync(t))
        .Button<LeadActions>("lead.accept", (a, t) => a.AcceptAsync(t))
        .FormButton<LeadActions>("lead.return", (a, t) => a.AskReturnAsync(t))
        .Form<LeadActions>("lead.returned", (a, t) => a.ReturnedAsync(t))
        .FormButton<LeadActions>("lead.drop", (a, t) => a.AskDropAsync(t))
        .Form<LeadActions>("lead.dropped", (a, t) => a.DroppedAsync(t))
        .FormButton<LeadRuleActions>("lead.rules", (a, t) => a.AskAsync(t))
        .Form<LeadRuleActions>("lead.rules", (a, t) => a.SetAsync(t));

    private static RouteTable Plans(this RouteTable routes) => routes;

    private static RouteTable Approvals(this RouteTable routes) => routes;

    private static RouteTable Handoffs(this RouteTable routes) => routes;

    private static RouteTable Crm(this RouteTable routes) => routes;
}
