using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>A call with its lines and its deal, as its rep looks at it.</summary>
public sealed record OpenCall(Call Call, IReadOnlyList<CallLine> Lines, Deal? Deal, StageBook? Book, WorkCalendar Calendar)
{
    /// <summary>What was said is still kept, so it can be drafted once more.</summary>
    public bool HasTranscript { get; init; }

    /// <summary>Why it cannot be drafted again, where its transcript is gone.</summary>
    public string? WhyNoMore => HasTranscript ? null : Call.Why;

    /// <summary>One of its steps is the deal's next step already: the first that was accepted.</summary>
    public bool HasNextStep => Lines.Any(l => l.Kind == LineKind.NextStep && l.State == LineState.Accepted);

    public IReadOnlyList<CallLine> Open => [.. Lines.Where(l => l.IsOpen)];
}

/// <summary>Opens calls for the one whose draft it is, and shows them: one message a call, which changes with it.</summary>
public sealed class RecapDesk(BotCoachDb db, Outbox outbox, StageShelf shelf, Calendars calendars, DealFinder finder, Urgent urgent, Audit audit)
{
    /// <summary>The same sentence for one that is not there and for somebody else's.</summary>
    public const string Closed = "That recap is not there any more, or it is not yours.";

    /// <summary>The call that was pressed, if it is this person's own.</summary>
    public async Task<Call?> FindAsync(Turn turn)
    {
        if (turn.Id is not { } id || await db.Calls.FirstOrDefaultAsync(c => c.Id == id) is not { } call) return null;
        if (call.PersonId == turn.Person.Id || await db.People.AnyAsync(p => p.Id == call.PersonId && p.MergedInto == turn.Person.Id)) return call;
        audit.Refused(turn, "a recap", call.Id);
        return null;
    }

    public async Task<OpenCall> OpenAsync(Call call)
    {
        var stored = await db.CallLines.Where(l => l.CallId == call.Id).ToListAsync();
        var lines = stored.Union(db.CallLines.Local.Where(l => l.CallId == call.Id)).OrderBy(l => l.No).ToList();
        var deal = call.DealId is { } id ? db.Deals.Local.FirstOrDefault(d => d.Id == id) ?? await db.Deals.AsNoTracking().FirstAsync(d => d.Id == id) : null;
        var book = deal is null ? null : await BookAsync(deal);
        return new OpenCall(call, lines, deal, book, await calendars.OfAsync(call.PersonId)) { HasTranscript = await HasTranscriptAsync(call) };
    }

    public Task<StageBook> BookAsync(Deal deal) => shelf.OpenAsync(deal.ProcessId, deal.ProcessVersion);

    public Task<bool> HasTranscriptAsync(Call call) => db.CallTranscripts.AnyAsync(t => t.CallId == call.Id);

    /// <summary>Its message is to look as the call is now.</summary>
    public async Task ShowAsync(Call call, DateTimeOffset now, IReadOnlyList<Guid>? likely = null)
    {
        var message = await LookAsync(call, now, likely ?? []);
        var row = await outbox.FindAsync(RecapMessage.KeyOf(call));
        if (row is not null) outbox.Edit(row, message, now);
        // nobody waits for it: a recorder that catches up fills nobody's chat
        else await urgent.TellAsync(call.PersonId, RecapMessage.KeyOf(call), message, now);
    }

    /// <summary>The same where it has a message still: nobody is told anew of a call of long ago.</summary>
    public async Task RefreshAsync(Call call, DateTimeOffset now)
    {
        if (await outbox.FindAsync(RecapMessage.KeyOf(call)) is { } row) outbox.Edit(row, await LookAsync(call, now, []), now);
    }

    /// <summary>Everything was accepted before anybody can have read it: asked once, on the card itself.</summary>
    public async Task AskAsync(Turn turn, Call call)
    {
        if (await outbox.FindAsync(RecapMessage.KeyOf(call)) is { } row) outbox.Edit(row, RecapMessage.Sure(await OpenAsync(call), turn.Now), turn.Now);
    }

    /// <summary>When the present draft came to the rep: not before it was made, and not before its message was sent at all.</summary>
    public async Task<DateTimeOffset> ShownAtAsync(Call call)
    {
        var (made, sent) = (call.DraftedAt ?? call.MadeAt, (await outbox.FindAsync(RecapMessage.KeyOf(call)))?.SentAt ?? call.MadeAt);
        return made > sent ? made : sent;
    }

    private async Task<Message> LookAsync(Call call, DateTimeOffset now, IReadOnlyList<Guid> likely) => call.State switch
    {
        CallState.Waiting => RecapMessage.Reading(call),
        CallState.Asking when call.DealId is not null => RecapMessage.WhoIsWho(call),
        CallState.Asking => RecapMessage.WhichDeal(call, await OfferAsync(call, likely)),
        CallState.HeldBack => RecapMessage.HeldBack(call),
        CallState.Refused => RecapMessage.Refused(call),
        CallState.Dropped => RecapMessage.Dropped(call),
        _ => RecapMessage.Draft(await OpenAsync(call), now),
    };

    private async Task<IReadOnlyList<(Guid Id, string Words)>> OfferAsync(Call call, IReadOnlyList<Guid> likely)
    {
        if (likely.Count == 0)
        {
            var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == call.PersonId);
            return [.. (await finder.RecentAsync(person)).Deals.Take(5).Select(d => (d.Id, DealWords.Line(d, null, null).Words))];
        }
        var found = await db.Deals.AsNoTracking().Where(d => likely.Contains(d.Id)).ToListAsync();
        return [.. likely.Select(id => found.First(d => d.Id == id)).Select(d => (d.Id, d.Name == d.Called ? d.Name : $"{d.Called}: {d.Name}"))];
    }
}
