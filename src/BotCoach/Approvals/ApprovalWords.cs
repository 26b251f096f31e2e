using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Approvals;

/// <summary>The short sentences of approvals, the same on every card.</summary>
public static class ApprovalWords
{
    /// <summary>"15 % discount, 24-month term".</summary>
    public static string Of(AskedTerms asked) => DealWords.Join(
        asked.Discount is { } discount ? string.Create(CultureInfo.InvariantCulture, $"{discount:0.##} % discount") : null,
        asked.PaymentDays is { } days ? $"payment within {Wording.Days(days)}" : null,
        asked.TermMonths is { } months ? $"{months}-month term" : null, asked.Words);

    /// <summary>"a discount": the question, in a sentence.</summary>
    public static string Name(ApprovalKind kind) => kind switch
    {
        ApprovalKind.Discount => "a discount",
        ApprovalKind.Payment => "payment terms",
        ApprovalKind.Term => "a contract term",
        _ => "something else",
    };

    /// <summary>The buyer's own timeline: "closes Fri 13 Mar; next step: Send the contract, Thu 5 Mar, their move".</summary>
    public static string Timeline(Deal deal, LocalDate today)
    {
        var closes = deal.CloseOn is { } close ? $"{(close < today ? "was to close" : "closes")} {Wording.Day(close, today)}" : "no close date";
        var side = deal.NextStepSide switch { Side.Us => "our move", Side.Buyer => "their move", _ => "" };
        var step = string.IsNullOrWhiteSpace(deal.NextStep) ? "no next step" : $"next step: {DealWords.Join(Wording.Short(deal.NextStep, 120), deal.NextStepOn is { } on ? Wording.Day(on, today) : "no date", side)}";
        return $"{closes}; {step}";
    }

    /// <summary>"Mona", "Ada, in place of Mona", "Ada, since the deal’s owner has no manager".</summary>
    public static string Holder(ApprovalSeat seat, ApprovalView view) => (seat.Why, seat.RootId) switch
    {
        (SeatWhy.Own, _) => view.NameOf(seat.HolderId),
        (SeatWhy.StandIn, { } root) => $"{view.NameOf(seat.HolderId)}, who stands in for {view.NameOf(root)}",
        (_, null) => $"{view.NameOf(seat.HolderId)}, since the deal’s owner has no manager",
        (_, { } root) => $"{view.NameOf(seat.HolderId)}, in place of {view.NameOf(root)}, who is off or cannot decide it",
    };

    /// <summary>What has become of it, in a sentence.</summary>
    public static string State(ApprovalView view)
    {
        var r = view.File.Request;
        return r.State switch
        {
            ApprovalState.Approved when r.WorkedMinutes is null => $"Approved in advance: {r.Rule}.",
            ApprovalState.Approved => $"Approved by {Deciders(view, SeatAnswer.Yes)}, {view.When(r.DecidedAt!.Value)}. It took {Worked(Math.Max(1, r.WorkedMinutes!.Value))}.",
            ApprovalState.Declined => $"Declined by {Deciders(view, SeatAnswer.No)}, {view.When(r.DecidedAt!.Value)}: {r.Reason}",
            ApprovalState.Withdrawn => $"Open no more: {r.Reason}",
            ApprovalState.Expired => $"Nobody decided in time: it expired {view.When(r.DecidedAt!.Value)}.",
            _ => Waiting(view),
        };
    }

    /// <summary>"1.5 working hours", "20 working minutes".</summary>
    public static string Worked(int minutes) => minutes < 60 ? Wording.Count(minutes, "working minute") : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60.0:0.#} working {(minutes is >= 57 and < 63 ? "hour" : "hours")}");

    private static string Waiting(ApprovalView view)
    {
        var waiting = view.File.Seats.Where(s => s.Answer == SeatAnswer.Waiting).Select(s => Holder(s, view)).Distinct().ToList();
        var yes = view.File.Seats.Where(s => s.Answer == SeatAnswer.Yes).Select(s => view.NameOf(s.HolderId)).Distinct().ToList();
        if (!view.File.Request.NeedsAll && waiting.Count > 1) return $"Waiting for {string.Join(" or ", waiting)}: whoever answers first decides.";
        return $"{(yes.Count > 0 ? $"{Wording.List(yes)} said yes. " : "")}Waiting for {Wording.List(waiting)}.";
    }

    private static string Deciders(ApprovalView view, SeatAnswer answer) =>
        Wording.List([.. view.File.Seats.Where(s => s.Answer == answer).Select(s => view.NameOf(s.HolderId)).Distinct().DefaultIfEmpty(view.NameOf(view.File.Request.DecidedBy))]);
}
