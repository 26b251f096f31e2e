using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>The short sentences about a deal, used on every card of it.</summary>
public static class DealWords
{
    /// <summary>"Ana, Mon 2 Mar, in Slack", "from an import".</summary>
    public static string From(Origin? from, DealCardView view) => from switch
    {
        null => "",
        { By: By.Import } => $"from an import, {Day(from.At, view)}",
        { } when ApiKey.NameIn(from.Channel) is { } key => $"from {key}, {Day(from.At, view)}",
        { By: By.ApiKey } => $"from another system, {Day(from.At, view)}",
        { PersonId: { } id } => $"{view.NameOf(id)}, {When(from, view)}",
        _ => Day(from.At, view),
    };

    private static string When(Origin from, DealCardView view) => Day(from.At, view) + Wording.Where(from.Channel);

    /// <summary>How a criterion stands, with who, when and from where.</summary>
    public static string Standing(CriterionStanding standing, DealCardView view)
    {
        var from = From(standing.From, view);
        return standing.State switch
        {
            AnswerState.Evidenced when standing is { Kind: Stages.EvidenceKind.Approver, From: { } yes } => Join($"yes from {view.NameOf(yes.PersonId)}", Quoted(standing.What), When(yes, view)),
            AnswerState.Evidenced => Join(Quoted(standing.What), from),
            AnswerState.Claimed when standing.From is { } word => Join($"on {Possessive(ApiKey.NameIn(word.Channel) ?? view.NameOf(word.PersonId))} word", Quoted(standing.What), When(word, view)),
            AnswerState.Disputed => Join($"disputed: {standing.Reason}", from),
            AnswerState.Waived => Join($"set aside until {Wording.Day(view.File.Today(standing.Until!.Value.AddMilliseconds(-1)), view.Today)}: {standing.Reason}", from),
            _ => standing.UnknownSince is { } since ? $"not known yet, {view.NameOf(standing.From?.PersonId)} said {Wording.Day(since, view.Today)}" : "",
        };
    }

    public static Mark MarkOf(CriterionStanding standing) => standing.State switch
    {
        AnswerState.Evidenced => Mark.Done,
        AnswerState.Claimed => Mark.Half,
        AnswerState.Disputed => Mark.Disputed,
        AnswerState.Waived => Mark.Waived,
        _ => Mark.Open,
    };

    /// <summary>"Send the proposal, Thu 27 Nov, ours, confirmed".</summary>
    public static string NextStep(DealCardView view)
    {
        var deal = view.File.Deal;
        if (string.IsNullOrWhiteSpace(deal.NextStep)) return "none";
        var overdue = deal.IsOpen && deal.NextStepOn < view.File.Today(view.Now);
        return Join(
            deal.NextStep, deal.NextStepOn is { } on ? (overdue ? "was due " : "") + Wording.Day(on, view.Today) : "no date",
            deal.NextStepSide switch { Side.Us => "our move", Side.Buyer => "their move", _ => "" },
            deal.NextStepOwnerId is { } owner && owner != view.Viewer.Id ? view.NameOf(owner) : "",
            deal.NextStepConfirmed ? "confirmed by the buyer" : "");
    }

    public static string Turn(DealCardView view) => DealTurn.Of(view.File.Deal, view.File.Today(view.Now)) switch
    {
        Waiting.OnUs => "ours",
        Waiting.OnBuyer => "theirs",
        Waiting.OnDate => $"agreed, {Wording.Day(view.File.Deal.NextStepOn!.Value, view.Today)}",
        _ => "not known",
    };

    /// <summary>"day 12 of 14", measured as the nudge measures it.</summary>
    public static string Clock(DealCardView view)
    {
        var file = view.File;
        var day = Math.Max(1, Period.DaysBetween(file.Today(file.Deal.StageEnteredAt), file.Today(view.Now)) + 1);
        if (file.HealthyDays is not { } healthy) return $"day {day}";
        var spent = (view.Now - file.Deal.StageEnteredAt).TotalDays;
        return $"day {day} of {Math.Ceiling(healthy):0}" + (spent >= 2 * healthy ? ", more than twice the usual" : day > Math.Ceiling(healthy) ? ", over the usual" : "");
    }

    public static string Stage(DealFile file)
    {
        if (file.Stage is not { } stage) return file.Deal.StageId;
        var same = file.Book.Stages.Where(s => s.Kind == stage.Kind).ToList();
        return stage.Kind == Stages.StageKind.AfterWin ? $"{stage.Name} (after the win)" : $"{stage.Name} ({same.IndexOf(stage) + 1} of {same.Count})";
    }

    public static string StageName(DealFile file, string stageId) => stageId == StageGate.Won ? "won" : file.Book.Find(stageId)?.Name ?? stageId;

    /// <summary>Who did it, when: what a second press is told.</summary>
    public static Text Already(DoneAlready done, string what, DealCardView view) =>
        done.ById == view.Viewer.Id ? $"You {what} already, {When(done.At, view)}."
        : $"{done.ByName} {what} already, {(done.ById is null ? Day(done.At, view) : When(done.At, view))}.";

    /// <summary>"today at 10:02", "Mon 2 Mar at 10:02".</summary>
    public static string When(DateTimeOffset at, DealCardView view) =>
        $"{Day(at, view)} at {Wording.Time(at, view.Zone)}";

    public static string Day(DateTimeOffset at, DealCardView view) => Wording.Day(at.DayIn(view.Zone), view.Today);

    /// <summary>A deal in one line of a list.</summary>
    public static Text Line(FoundDeal deal, string? owner, string? stage)
    {
        var parts = new List<string>();
        if (deal.Account is { } account && !deal.Name.Contains(account, StringComparison.OrdinalIgnoreCase)) parts.Add(account);
        if (deal.Amount is { } amount) parts.Add(Wording.Money(amount, deal.Currency));
        if (deal.Status != DealStatus.Open) parts.Add(StatusName(deal.Status));
        else if (stage is not null) parts.Add(stage);
        if (owner is not null) parts.Add(owner);
        return new Text([Text.Strong(deal.Name), new Plain(parts.Count == 0 ? "" : " · " + string.Join(" · ", parts))]);
    }

    public static string StatusName(DealStatus status) => status == DealStatus.Disqualified ? "not a fit" : status.ToString().ToLowerInvariant();

    public static string Join(params string?[] parts) => string.Join(", ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));

    private static string? Quoted(string? what) => string.IsNullOrWhiteSpace(what) ? null : $"“{Wording.Short(what, 140)}”";

    private static string Possessive(string name) => name == "somebody" ? "somebody's" : name + "'s";
}
