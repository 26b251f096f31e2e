using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Approvals;

/// <summary>The verbs of a question for approval: it is asked, seated anew, answered, and settled; everybody's card follows.</summary>
public sealed class ApprovalDesk(BotCoachDb db, ApprovalPolicies policies, Approvers approvers, Calendars calendars, ApprovalCards cards, ApprovalHistory history, PeopleNames names)
{
    /// <summary>Asks; null: there is nobody who could decide. What lies within what is approved in advance is approved at once.</summary>
    public async Task<ApprovalFile?> AskAsync(Deal deal, AskedTerms asked, string gets, Guid? after, Actor actor, DateTimeOffset now)
    {
        var ((number, book), amount) = (await policies.OpenAsync(), await AmountAsync(deal));
        if (ApprovalRules.InAdvance(book, asked, amount) is { } tier) return await InAdvanceAsync(New(deal, asked, gets, after, actor, number, ApprovalPolicyRules.Written(tier), now), deal, actor, now);
        var rule = ApprovalRules.Route(book, asked, amount);
        var clock = await ClockAsync(deal);
        var request = New(deal, asked, gets, after, actor, number, ApprovalPolicyRules.Written(rule, await names.OfAsync(rule.Who)), now, rule.All, clock.AddWorkingTime(now, TimeSpan.FromHours(book.Hours)));
        request.RemindAt = clock.AddWorkingTime(now, TimeSpan.FromHours(book.RemindHours));
        request.At = ApprovalRules.NextLook(request, clock, now);
        List<ApprovalSeat> seats = [];
        foreach (var (no, of) in rule.Who.Index())
        {
            if (await approvers.SeatAsync(of, deal.OwnerId, [actor.PersonId!.Value, deal.OwnerId], now) is not { } seated) return null;
            seats.Add(new ApprovalSeat { WorkspaceId = db.WorkspaceId, RequestId = request.Id, No = no, Of = of, RootId = seated.RootId, HolderId = seated.HolderId, Why = seated.Why });
        }
        db.ApprovalRequests.Add(request);
        db.ApprovalSeats.AddRange(seats);
        var file = new ApprovalFile(request, deal, seats, [AskerOf(request, actor.PersonId!.Value, now)], []);
        await cards.ShowAsync(file, now);
        return file;
    }

    /// <summary>One more who wants the answer: both are told.</summary>
    public async Task<ApprovalFile> JoinAsync(ApprovalFile file, Person person, DateTimeOffset now)
    {
        var before = file;
        file.Request.Touch();
        file = file with { Askers = [.. file.Askers, AskerOf(file.Request, person.Id, now)] };
        await cards.ShowAsync(file, now);
        Text line = $"{person.Name} has joined your question on {Text.Strong(file.Deal.Name)}, and gets the answer too.";
        await cards.TellAskersAsync(before, person.Id, "approval-joined", line, now);
        return file;
    }

    /// <summary>Finds anew who holds the seats that are waited for; true where somebody else does now.</summary>
    public async Task<bool> SeatAsync(ApprovalFile file, DateTimeOffset now)
    {
        var changed = false;
        foreach (var seat in file.Seats.Where(s => s.Answer == SeatAnswer.Waiting))
        {
            if (await approvers.SeatAsync(seat.Of, file.Deal.OwnerId, file.Barred, now) is not { } seated || seated == new Seated(seat.HolderId, seat.Why, seat.RootId)) continue;
            changed |= seat.HolderId != seated.HolderId;
            (seat.HolderId, seat.Why, seat.RootId) = (seated.HolderId, seated.Why, seated.RootId);
            file.Request.Touch();
        }
        return changed;
    }

    /// <summary>Whether this person may answer now: somebody waits for them, and the rules still mean them.</summary>
    public async Task<bool> MayAnswerAsync(ApprovalFile file, Guid person, DateTimeOffset now)
    {
        foreach (var seat in file.SeatsOf(person).Where(s => s.Answer == SeatAnswer.Waiting))
        {
            if (!await approvers.IsStillRightAsync(seat, file.Deal.OwnerId, file.Barred)) return false;
            // taken back, over, or whom they stand in for is back
            if (seat.Why == SeatWhy.StandIn && (await approvers.SeatAsync(seat.Of, file.Deal.OwnerId, file.Barred, now))?.HolderId != person) return false;
        }
        return file.Waiting.Contains(person);
    }

    public async Task AnswerAsync(ApprovalFile file, Person person, SeatAnswer answer, string? reason, Actor actor, DateTimeOffset now)
    {
        foreach (var seat in file.SeatsOf(person.Id).Where(s => s.Answer == SeatAnswer.Waiting)) (seat.Answer, seat.AnsweredAt) = (answer, now);
        file.Request.Touch();
        if (ApprovalRules.Outcome(file.Request.NeedsAll, file.Seats) is not { } outcome)
        {
            await cards.ShowAsync(file, now);
            return;
        }
        var worked = (int)Math.Round((await ClockAsync(file.Deal)).WorkedBetween(file.Request.AskedAt, now).TotalMinutes);
        file.Request.Settle(outcome, person.Id, reason, worked, now);
        await history.WriteAsync(file, await cards.ViewAsync(file, file.Deal.OwnerId, now), actor, now);
        await cards.ShowAsync(file, now);
        Text line = $"{person.Name} {(outcome == ApprovalState.Approved ? "approved" : "declined")} on {Text.Strong(file.Deal.Name)}: {ApprovalWords.Of(file.Request.Asked)}";
        await cards.TellAskersAsync(file, person.Id, "approval-decided", line, now, reason, person.Name);
    }

    /// <summary>It is open no more, and nobody decided it.</summary>
    /// <param name="by">Who took it back; null: nobody did.</param>
    public async Task EndAsync(ApprovalFile file, ApprovalState how, string reason, Guid? by, Text line, DateTimeOffset now)
    {
        file.Request.Settle(how, by, reason, null, now);
        await cards.ShowAsync(file, now);
        await cards.TellAskersAsync(file, by, "approval-ended", line, now);
    }

    /// <summary>Ends it where nothing can be decided any more, since its deal is closed or its time is over; true where it is open no more.</summary>
    public async Task<bool> EndIfOverAsync(ApprovalFile file, DateTimeOffset now)
    {
        if (!file.Request.IsOpen) return true;
        var deal = file.Deal;
        if (!deal.IsOpen) await EndAsync(file, ApprovalState.Withdrawn, $"{deal.Name} was closed.", null, $"{Text.Strong(deal.Name)} was closed, so nobody is asked for {ApprovalWords.Name(file.Request.Kind)} any more.", now);
        else if (file.Request.ExpiresAt <= now) await EndAsync(file, ApprovalState.Expired, "Nobody decided in time.", null, $"Nobody decided in time on {Text.Strong(deal.Name)}: {ApprovalWords.Of(file.Request.Asked)}. You can ask again.", now);
        return !file.Request.IsOpen;
    }

    /// <summary>The owner's working time, whether the owner is there or not: the buyer waits all the same.</summary>
    public async Task<WorkCalendar> ClockAsync(Deal deal) => await calendars.OfAsync(deal.OwnerId) with { Away = [], QuietUntil = null };

    private async Task<ApprovalFile> InAdvanceAsync(ApprovalRequest request, Deal deal, Actor actor, DateTimeOffset now)
    {
        request.Settle(ApprovalState.Approved, null, null, null, now);
        db.ApprovalRequests.Add(request);
        var file = new ApprovalFile(request, deal, [], [AskerOf(request, actor.PersonId!.Value, now)], []);
        await history.WriteAsync(file, await cards.ViewAsync(file, deal.OwnerId, now), actor, now);
        await cards.ShowAsync(file, now);
        return file;
    }

    /// <summary>The amount, where it is in the company's own currency; bounds are in that.</summary>
    private async Task<decimal?> AmountAsync(Deal deal) => deal.Currency == (await db.OwnWorkspaceAsync())?.Currency ? deal.Amount : null;

    private ApprovalAsker AskerOf(ApprovalRequest request, Guid person, DateTimeOffset now)
    {
        var asker = new ApprovalAsker { WorkspaceId = db.WorkspaceId, RequestId = request.Id, PersonId = person, JoinedAt = now };
        db.ApprovalAskers.Add(asker);
        return asker;
    }

    private ApprovalRequest New(Deal deal, AskedTerms asked, string gets, Guid? after, Actor actor, int policy, string rule, DateTimeOffset now, bool needsAll = true, DateTimeOffset? expires = null) => new()
    {
        WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), DealId = deal.Id, Kind = asked.Kind, Discount = asked.Discount, PaymentDays = asked.PaymentDays, TermMonths = asked.TermMonths, Words = asked.Words,
        Gets = gets, Amount = deal.Amount, Currency = deal.Currency, AskedBy = actor.PersonId!.Value, AskedAt = now, Rule = rule, PolicyNumber = policy, NeedsAll = needsAll, ExpiresAt = expires, AfterId = after,
    };
}
