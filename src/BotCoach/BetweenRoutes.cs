using BotCoach.Approvals;
using BotCoach.Chat;

namespace BotCoach;

/// <summary>Page 1, its third part: what lies between the stages, where a deal comes from and how it changes hands. Wire ids are permanent.</summary>
public static class BetweenRoutes
{
    internal static RouteTable Between(this RouteTable routes) => routes.Leads().Plans().Approvals().Handoffs().Crm();

    private static RouteTable Leads(this RouteTable routes) => routes;

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

    private static RouteTable Handoffs(this RouteTable routes) => routes;

    private static RouteTable Crm(this RouteTable routes) => routes;
}
