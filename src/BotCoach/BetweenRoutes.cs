using BotCoach.Chat;
using BotCoach.Crm;

namespace BotCoach;

/// <summary>Page 1, its third part: what lies between the stages, where a deal comes from and how it changes hands. Wire ids are permanent.</summary>
public static class BetweenRoutes
{
    internal static RouteTable Between(this RouteTable routes) => routes.Leads().Plans().Approvals().Handoffs().Crm();

    private static RouteTable Leads(this RouteTable routes) => routes;

    private static RouteTable Plans(this RouteTable routes) => routes;

    private static RouteTable Approvals(this RouteTable routes) => routes;

    private static RouteTable Handoffs(this RouteTable routes) => routes;

    private static RouteTable Crm(this RouteTable routes) => routes
        .Command<CrmActions>("crm", "crm | for admins: how the sync with your CRM stands", (a, t) => a.StatusAsync(t))
        .Command<CrmActions>("crm start", "crm start | for admins: begin it, or go on", (a, t) => a.StartAsync(t))
        .Command<CrmActions>("crm pause", "crm pause | for admins: leave the CRM alone", (a, t) => a.PauseAsync(t))
        .Command<CrmActions>("crm stages", "crm stages | for admins: which of your stages each of the CRM's is", (a, t) => a.StagesAsync(t))
        .Command<CrmChoiceActions>("crm note", "crm note DEAL | write a note to the deal in the CRM", (a, t) => a.NoteAsync(t))
        .Button<CrmActions>("crm.start", (a, t) => a.StartAsync(t))
        .Button<CrmActions>("crm.pause", (a, t) => a.PauseAsync(t))
        .Button<CrmActions>("crm.check", (a, t) => a.CheckAsync(t))
        .Button<CrmActions>("crm.write", (a, t) => a.WriteAsync(t))
        .FormButton<CrmActions>("crm.stages", (a, t) => a.StagesAsync(t))
        .Form<CrmActions>("crm.stagesset", (a, t) => a.StagesSetAsync(t))
        .Button<CrmChoiceActions>("crm.ours", (a, t) => a.OursAsync(t))
        .Button<CrmChoiceActions>("crm.theirs", (a, t) => a.TheirsAsync(t))
        .FormButton<CrmChoiceActions>("crm.note", (a, t) => a.NoteAsync(t))
        .Form<CrmChoiceActions>("crm.notesaid", (a, t) => a.NoteSaidAsync(t));
}
