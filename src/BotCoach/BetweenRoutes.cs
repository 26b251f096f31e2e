using BotCoach.Approvals;
using BotCoach.Chat;
using BotCoach.Handoffs;
using BotCoach.Leads;
using BotCoach.Meetings;
using BotCoach.Crm;

namespace BotCoach;

/// <summary>Page 1, its third part: what lies between the stages, where a deal comes from and how it changes hands. Wire ids are permanent.</summary>
public static class BetweenRoutes
{
    internal static RouteTable Between(this RouteTable routes) => routes.Leads().Plans().Approvals().Meetings().Handoffs().Crm();

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

    private static RouteTable Approvals(this RouteTable routes) => routes
        .Command<ApprovalActions>("approval", "approval DEAL | ask for a discount, payment terms or a contract term", (a, t) => a.OpenAsync(t))
        .Command<ApprovalActions>("approve", "approve DEAL | the same: ask for somebody's yes", (a, t) => a.OpenAsync(t))
        .Command<ApprovalActions>("approvals", "approvals | your open questions, and what waits for your yes", (a, t) => a.ListAsync(t))
        .Command<ApprovalPolicyActions>("approvals rules", "approvals rules | what is approved in advance, and who decides; admins change it", (a, t) => a.RulesAsync(t))
        .Command<ApprovalPolicyActions>("approvals delegate", "approvals delegate NAME until DAY | who decides in your place while you are off", (a, t) => a.DelegateAsync(t))
        .FormButton<ApprovalActions>("approval.open", (a, t) => a.OpenAsync(t))
        .Form<ApprovalActions>("approval.asked", (a, t) => a.AskedAsync(t))
        .Button<ApprovalActions>("approval.retry", (a, t) => a.RetryAsync(t))
        .FormButton<ApprovalActions>("approval.again", (a, t) => a.AgainAsync(t))
        .Button<ApprovalActions>("approval.join", (a, t) => a.JoinAsync(t))
        .Button<ApprovalActions>("approval.withdraw", (a, t) => a.WithdrawAsync(t))
        .FormButton<ApprovalActions>("approval.answer", (a, t) => a.AnswerAsync(t))
        .Form<ApprovalActions>("approval.answered", (a, t) => a.AnsweredAsync(t))
        .Button<ApprovalActions>("approval.show", (a, t) => a.ShowAsync(t))
        .Button<ApprovalDecisions>("approval.yes", (a, t) => a.YesAsync(t))
        .FormButton<ApprovalDecisions>("approval.no", (a, t) => a.NoAsync(t))
        .Form<ApprovalDecisions>("approval.declined", (a, t) => a.DeclinedAsync(t))
        .FormButton<ApprovalDecisions>("approval.ask", (a, t) => a.AskAsync(t))
        .Form<ApprovalDecisions>("approval.askedback", (a, t) => a.AskedAsync(t))
        .FormButton<ApprovalPolicyActions>("approval.rules", (a, t) => a.RulesAsync(t))
        .Form<ApprovalPolicyActions>("approval.rules", (a, t) => a.RulesSetAsync(t));

    private static RouteTable Meetings(this RouteTable routes) => routes
        .Command<CalendarActions>("calendar", "calendar | your own calendar: a meeting with a deal's people is its next step", (a, t) => a.StatusAsync(t))
        .Command<CalendarActions>("calendar off", "calendar off | unlink it", (a, t) => a.OffAsync(t))
        .FormButton<CalendarActions>("calendar.link", (a, t) => a.AskAsync(t))
        .Form<CalendarActions>("calendar.linked", (a, t) => a.LinkedAsync(t))
        .Button<CalendarActions>("calendar.off", (a, t) => a.OffAsync(t));

    private static RouteTable Handoffs(this RouteTable routes) => routes
        .Command<HandoffActions>("handoff", "handoff DEAL | hand it to a colleague, who accepts or returns it", (a, t) => a.AskAsync(t))
        .FormButton<HandoffActions>("deal.handover", (a, t) => a.AskAsync(t))
        .Form<HandoffActions>("deal.handedover", (a, t) => a.TakeAsync(t))
        .FormButton<HandoffActions>("handoff.fill", (a, t) => a.FillAsync(t))
        .Form<HandoffActions>("handoff.filled", (a, t) => a.FilledAsync(t))
        .Button<HandoffActions>("handoff.send", (a, t) => a.SendAsync(t))
        .Button<HandoffActions>("handoff.keep", (a, t) => a.KeepAsync(t))
        .Button<HandoffAnswers>("handoff.accept", (a, t) => a.AcceptAsync(t))
        .FormButton<HandoffAnswers>("handoff.return", (a, t) => a.ReturnAsync(t))
        .Form<HandoffAnswers>("handoff.returned", (a, t) => a.ReturnedAsync(t))
        .Button<HandoffAnswers>("handoff.see", (a, t) => a.SeeAsync(t))
        .Button<HandoffAnswers>("handoff.rate", (a, t) => a.RateAsync(t));

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
