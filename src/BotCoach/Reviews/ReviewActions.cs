using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>A manager's deal review in chat: begin, one deal at a time, skip and come back, stop anywhere and go on anywhere, end.</summary>
public sealed class ReviewActions(BotCoachDb db, ReviewDesk desk, ReviewCards cards, Agenda agenda, TalkReading talk, ReviewReading reading, DealPick pick, Outbox outbox, Audit audit)
{
    /// <summary>The review that goes on, or a new one.</summary>
    public async Task<Reply> StartAsync(Turn turn)
    {
        if (!turn.Person.Role.Leads()) return Reply.Words(ReviewMessage.ForManagers);
        return await desk.OpenAsync(turn) is { } review ? await cards.ShowAsync(turn, review) : Reply.Words(ReviewMessage.Nothing);
    }

    /// <summary>A deal for the next one.</summary>
    public async Task<Reply> AddAsync(Turn turn)
    {
        if (!turn.Person.Role.Leads()) return Reply.Words(ReviewMessage.ForManagers);
        var (deal, instead) = await pick.OneAsync(turn, "review.pick", "Talk about it");
        if (deal is null) return instead;
        if (!deal.IsOpen) return Reply.Words(ReviewMessage.Over(deal.Called));
        await agenda.AddAsync(turn.Person.Id, await talk.OwnAsync(deal), turn.Now);
        outbox.ShowInTurn(turn, "agenda", ReviewMessage.Added(deal.Called, deal.Id, (await desk.AgendaAsync(turn.Person)).Count));
        return Reply.None;
    }

    public async Task<Reply> UnpickAsync(Turn turn)
    {
        if (turn.Id is { } id) await agenda.DropAsync(turn.Person.Id, id);
        await outbox.ReplaceAsync(turn, Message.Say("It is off the agenda."));
        return Reply.None;
    }

    public Task<Reply> BeginAsync(Turn turn) => InAsync(turn, async (review, _) => await GoAsync(turn, review, 1));

    public Task<Reply> GoOnAsync(Turn turn) => InAsync(turn, async (review, _) => await cards.ShowAsync(turn, review));

    public Task<Reply> OpenAsync(Turn turn) => InAsync(turn, async (review, row) => await GoAsync(turn, review, row?.Place ?? review.Step));

    /// <summary>It was talked about; on to the next.</summary>
    public Task<Reply> NextAsync(Turn turn) => InAsync(turn, async (review, row) =>
    {
        if (row is not null) row.TalkedAt ??= turn.Now;
        return await ForwardAsync(turn, review, row);
    });

    public Task<Reply> SkipAsync(Turn turn) => InAsync(turn, async (review, row) => await ForwardAsync(turn, review, row));

    /// <summary>From the end, which is no deal's card, to the last deal, however often it is pressed.</summary>
    public Task<Reply> PrevAsync(Turn turn) => InAsync(turn, async (review, row) =>
        await GoAsync(turn, review, row is null ? Math.Min(review.Step, (await desk.DealsAsync(review)).Count) : ReviewRules.Before(row.Place)));

    public Task<Reply> StopAsync(Turn turn) => InAsync(turn, async (review, row) =>
    {
        review.Go(row?.Place ?? review.Step, turn.Now);
        await desk.TellAsync(review, turn.Now);
        return await cards.StoppedAsync(turn, review);
    });

    public Task<Reply> EndAsync(Turn turn) => InAsync(turn, async (review, _) =>
    {
        await desk.EndAsync(review, turn.Now);
        return await cards.ShowAsync(turn, review);
    });

    /// <summary>The notes as Markdown, to be copied.</summary>
    public async Task<Reply> FileAsync(Turn turn)
    {
        if (turn.Id is not { } id || await desk.FindAsync(turn.Person, id) is not { } review) return Refuse(turn);
        outbox.ShowInTurn(turn, "notes", ReviewMessage.File(ReviewNotes.Of(await reading.OfAsync(review, turn.Zone, turn.Now))));
        return Reply.None;
    }

    private async Task<Reply> ForwardAsync(Turn turn, Review review, ReviewDeal? row) =>
        await GoAsync(turn, review, ReviewRules.Next((await desk.DealsAsync(review)).Count, row?.Place ?? review.Step));

    private async Task<Reply> GoAsync(Turn turn, Review review, int step)
    {
        review.Go(step, turn.Now);
        return await cards.ShowAsync(turn, review);
    }

    /// <summary>The manager's own review, and the deal of it that the press is about. One that is over shows its summary.</summary>
    private async Task<Reply> InAsync(Turn turn, Func<Review, ReviewDeal?, Task<Reply>> step)
    {
        if (turn.Id is not { } id || await desk.FindAsync(turn.Person, id) is not { } review) return Refuse(turn);
        if (review.IsOver) return await cards.ShowAsync(turn, review);
        var row = Guid.TryParse(DealCards.About(turn), out var deal) ? await db.ReviewDeals.FirstOrDefaultAsync(d => d.ReviewId == id && d.DealId == deal) : null;
        return await step(review, row);
    }

    private Reply Refuse(Turn turn)
    {
        if (turn.Id is { } id) audit.Refused(turn, "a review", id);
        return Reply.Words(ReviewMessage.NotYours);
    }
}
