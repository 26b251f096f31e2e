using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>What buyers object to, over the last year: how often, of which kind, in which stage and segment, how those deals ended, quarter by quarter, and in whose words.</summary>
public sealed class ObjectionActions(BotCoachDb db, DealAccess access, StageShelf shelf, Outbox outbox)
{
    private const int Days = 365;

    public async Task<Reply> ShowAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, ObjectionMessage.Of(new ObjectionCut(ObjectionCut.Kind), await HeardAsync(turn), await NamesAsync()));
        return Reply.None;
    }

    /// <summary>The same card, counted in another way or of fewer.</summary>
    public async Task<Reply> ByAsync(Turn turn)
    {
        await outbox.ReplaceAsync(turn, ObjectionMessage.Of(ObjectionCut.Read(turn.Value), await HeardAsync(turn), await NamesAsync()));
        return Reply.None;
    }

    public async Task<Reply> QuotesAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, ObjectionMessage.Quotes(ObjectionCut.Read(turn.Value), await HeardAsync(turn), await NamesAsync(), turn.Today));
        return Reply.None;
    }

    /// <summary>Of the deals that this person may see.</summary>
    private async Task<IReadOnlyList<HeardObjection>> HeardAsync(Turn turn)
    {
        var (since, deals) = (turn.Today.PlusDays(-Days), await access.OfAsync(turn.Person));
        var rows = await (from line in db.CallLines.AsNoTracking()
                          join call in db.Calls on line.CallId equals call.Id
                          join deal in deals on call.DealId equals deal.Id
                          where line.Kind == LineKind.Objection && line.State == LineState.Accepted && call.HeldOn >= since
                          orderby call.HeldOn descending, line.No
                          select new { line.Text, line.Quote, line.Detail, deal.Name, deal.Account, deal.Id, deal.Segment, deal.Status, call.HeldOn }).ToListAsync();
        return [.. rows.Select(r => new HeardObjection(
            Enum.TryParse<ObjectionKind>(r.Detail.GetValueOrDefault(LineDetail.Kind), out var kind) ? kind : ObjectionKind.Need, r.Text, r.Quote, Deal.CalledBy(r.Name, r.Account), r.Id,
            r.Detail.GetValueOrDefault(LineDetail.Stage), r.Segment, r.Status, r.HeldOn))];
    }

    private Task<IReadOnlyDictionary<string, string>> NamesAsync() => shelf.StageNamesAsync();
}
