using BotCoach.Chat;
using BotCoach.Digests;
using BotCoach.Metrics;
using BotCoach.ProcessReviews;
using BotCoach.Reviews;

namespace BotCoach;

/// <summary>Page 1, its second half: what a manager's week and month are made of. Wire ids are permanent.</summary>
public static class ManagerRoutes
{
    internal static RouteTable Reviews(this RouteTable routes) => routes.ReviewWalk().Promises().Focus().Money().Processes();

    private static RouteTable ReviewWalk(this RouteTable routes) => routes
        .Command<DigestActions>("digest", "digest | for managers: what has changed since your last one", (a, t) => a.ShowAsync(t))
        .Command<ReviewActions>("review", "review | a manager's deal review, one deal at a time", (a, t) => a.StartAsync(t))
        .Command<ReviewActions>("review add", "review add DEAL | put a deal on the agenda of your next review", (a, t) => a.AddAsync(t))
        .Button<ReviewActions>("review.start", (a, t) => a.StartAsync(t))
        .Button<ReviewActions>("review.pick", (a, t) => a.AddAsync(t))
        .Button<ReviewActions>("review.unpick", (a, t) => a.UnpickAsync(t))
        .Button<ReviewActions>("review.begin", (a, t) => a.BeginAsync(t))
        .Button<ReviewActions>("review.goon", (a, t) => a.GoOnAsync(t))
        .Button<ReviewActions>("review.open", (a, t) => a.OpenAsync(t))
        .Button<ReviewActions>("review.next", (a, t) => a.NextAsync(t))
        .Button<ReviewActions>("review.skip", (a, t) => a.SkipAsync(t))
        .Button<ReviewActions>("review.prev", (a, t) => a.PrevAsync(t))
        .Button<ReviewActions>("review.stop", (a, t) => a.StopAsync(t))
        .Button<ReviewActions>("review.end", (a, t) => a.EndAsync(t))
        .Button<ReviewActions>("review.file", (a, t) => a.FileAsync(t))
        .FormButton<DecisionActions>("review.notes", (a, t) => a.NotesAsync(t))
        .Form<DecisionActions>("review.noted", (a, t) => a.NotedAsync(t))
        .FormButton<DecisionActions>("review.decide", (a, t) => a.DecideAsync(t))
        .Form<DecisionActions>("review.decided", (a, t) => a.DecidedAsync(t));

    private static RouteTable Promises(this RouteTable routes) => routes
        .Button<CommitmentActions>("commitment.kept", (a, t) => a.KeptAsync(t))
        .Button<CommitmentActions>("commitment.dropped", (a, t) => a.DroppedAsync(t));

    private static RouteTable Money(this RouteTable routes) => routes
        .Command<CurrencyActions>("currencies", "currencies | for admins: your company's currency, and rates into it", (a, t) => a.AskAsync(t))
        .FormButton<CurrencyActions>("money.rates", (a, t) => a.AskAsync(t))
        .Form<CurrencyActions>("money.rates", (a, t) => a.SetAsync(t));

    private static RouteTable Processes(this RouteTable routes) => routes
        .Command<ProcessReviewActions>("process-review", "process-review | the monthly review of how we sell: the last one, and for admins who gets it", (a, t) => a.ShowAsync(t)).ForReaders()
        .Command<ProcessReviewActions>("process-review add", "process-review add NAME | for admins: send it to somebody, of any role", (a, t) => a.AddAsync(t))
        .Button<ProcessReviewActions>("processreview.drop", (a, t) => a.DropAsync(t));

    private static RouteTable Focus(this RouteTable routes) => routes
        .Command<FocusActions>("focus", "focus [NAME] | what a rep works on, between the two of you", (a, t) => a.FocusAsync(t))
        .Command<FocusActions>("focus back", "focus back | what was worked on in the last quarter", (a, t) => a.BackAsync(t))
        .Button<FocusActions>("focus.show", (a, t) => a.ShowOneAsync(t))
        .FormButton<FocusActions>("focus.set", (a, t) => a.AskAsync(t))
        .Form<FocusActions>("focus.saved", (a, t) => a.SavedAsync(t));
}
