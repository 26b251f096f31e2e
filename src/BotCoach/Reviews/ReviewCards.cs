using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>Where a review stands, and its card: edited in place, new at the bottom when it was asked for by words.</summary>
public sealed class ReviewCards(BotCoachDb db, ReviewDesk desk, DealAccess access, DealFiles files, DealCards cards, Commitments commitments, Outbox outbox)
{
    /// <summary>A review's card has a key that begins so.</summary>
    internal const string Key = "review:";

    private static readonly TimeSpan LookBack = TimeSpan.FromDays(14);

    /// <summary>The card of the step at which the review is.</summary>
    public async Task<Reply> ShowAsync(Turn turn, Review review, Text? note = null)
    {
        var deals = await desk.DealsAsync(review);
        if (review.IsOver) return await PutAsync(turn, review, ReviewMessage.Ended(await ViewAsync(turn, review, deals, await commitments.OfReviewAsync(review.Id, turn.Now))));
        if (review.Step == 0) return await PutAsync(turn, review, ReviewMessage.Front(await ViewAsync(turn, review, deals, await desk.ToldBackAsync(review, turn.Now)), note));
        if (deals.FirstOrDefault(d => d.Place == review.Step) is { } row) return await PutAsync(turn, review, await DealAsync(turn, review, deals, row, note));
        return await PutAsync(turn, review, ReviewMessage.AtEnd(await ViewAsync(turn, review, deals, []), note));
    }

    public async Task<Reply> StoppedAsync(Turn turn, Review review) =>
        await PutAsync(turn, review, ReviewMessage.Stopped(await ViewAsync(turn, review, await desk.DealsAsync(review), [])));

    /// <summary>The deal, if it is still one of those that the reader may see.</summary>
    public async Task<Deal?> DealOfAsync(Turn turn, ReviewDeal row) =>
        await db.Deals.FirstOrDefaultAsync(d => d.Id == row.DealId) is { } deal && await access.MayAsync(turn.Person, deal.OwnerId) ? deal : null;

    private async Task<Message> DealAsync(Turn turn, Review review, IReadOnlyList<ReviewDeal> deals, ReviewDeal row, Text? note)
    {
        if (await DealOfAsync(turn, row) is not { } deal) return ReviewMessage.Gone(await ViewAsync(turn, review, deals, []), row);
        var file = await files.OpenAsync(deal);
        var since = (await desk.BeforeAsync(review))?.StartedAt is { } before && before > turn.Now - LookBack ? before : turn.Now - LookBack;
        var events = await db.DealEvents.AsNoTracking().Where(e => e.DealId == deal.Id && e.RecordedAt >= since).ToListAsync();
        var it = new ReviewedDeal(row, file, Checklist.Of(file, file.Today(turn.Now), turn.Now), ReviewChanges.Of(events, file, turn.Zone, turn.Now), since);
        row.Stood ??= ReviewMessage.Stood(it, turn.Now);
        var promises = (await commitments.OfDealAsync(deal.Id, turn.Now)).Where(c => c.IsUnsettled || c.It.ReviewId == review.Id).ToList();
        return ReviewMessage.Deal(await ViewAsync(turn, review, deals, promises), it, note);
    }

    private async Task<ReviewView> ViewAsync(Turn turn, Review review, IReadOnlyList<ReviewDeal> deals, IReadOnlyList<CommitmentStanding> promises) =>
        new(review, deals, await desk.CalledAsync(deals.Select(d => d.DealId), turn.Person), turn.Zone, turn.Now) { Promises = promises, Page = await desk.PageAsync(promises, turn.Zone, turn.Now) };

    /// <summary>In place of the review's card that was pressed; else a new message.</summary>
    private async Task<Reply> PutAsync(Turn turn, Review review, Message message)
    {
        var key = $"{Key}{review.Id}";
        if (await cards.CardAsync(turn) is { } row && row.Key.StartsWith(key, StringComparison.Ordinal)) outbox.Edit(row, message, turn.Now);
        else await outbox.ShowAnewAsync(turn, key, message);
        return Reply.None;
    }
}
