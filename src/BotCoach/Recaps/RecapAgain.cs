using BotCoach.Deals;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Makes a call's draft anew, where nothing of it is decided yet.</summary>
public sealed class RecapAgain(BotCoachDb db, RecapDesk desk)
{
    public const string NotKept = "The transcript is not kept any more, so it cannot be drafted again.";

    /// <summary>What was drafted so far is forgotten, and made again where it waits.</summary>
    public async Task MakeAsync(Call call, DateTimeOffset now, CallState state = CallState.Waiting)
    {
        db.CallLines.RemoveRange(await db.CallLines.Where(l => l.CallId == call.Id).ToListAsync());
        (call.State, call.ExpiresAt, call.TakenUntil, call.Tries, call.ShownWhere, call.FirstShown, call.Notes, call.Dropped) = (state, null, null, 0, null, 0, "", 0);
        call.Revision++;
        await desk.ShowAsync(call, now);
    }

    /// <summary>What is held back or deleted is not drafted by a press of an old card, and what somebody decided is not thrown away.</summary>
    public async Task<string?> WhyNotAsync(Call call) => call.State switch
    {
        CallState.HeldBack => "This call is held back. Release it first.",
        CallState.Dropped => "Nothing of this call is kept any more.",
        _ when await IsStartedAsync(call) => "Some of its lines are decided already. The others can be edited, or rejected.",
        _ => await desk.HasTranscriptAsync(call) ? null : NotKept,
    };

    public Task<bool> IsStartedAsync(Call call) => db.CallLines.AnyAsync(l => l.CallId == call.Id && (l.State == LineState.Accepted || l.State == LineState.Rejected));

    public async Task<Transcript?> TranscriptAsync(Call call) => await db.CallTranscripts.AsNoTracking().FirstOrDefaultAsync(t => t.CallId == call.Id) is { } kept
        ? TranscriptReader.Read(ImportSource.Unpack(kept.Content)).Transcript : null;
}
