using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>
/// Drafts the recaps of calls that came in, one a unit of work. A call is read, and a model asked, before the unit begins, so that no click waits for it; one that
/// makes an instance fail is left alone for a while, and given up in the end.
/// </summary>
public sealed class RecapRun(BotCoachDb db, RecapDrafting drafting, RecapDesk desk, Calendars calendars) : IChore
{
    // longer than a model may take for the longest call
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    private (Guid WorkspaceId, DraftedCall Draft)? _drafted;

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.TakeCallAsync(now, now + Hold) is not { } taken) return;
        db.Scope.Enter(taken.WorkspaceId);
        if (await drafting.DraftAsync(taken.CallId, cancel) is { } draft) _drafted = (taken.WorkspaceId, draft);
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_drafted is not { } drafted) return 0;
        // somebody said something of it meanwhile: it is read again
        if (await db.Calls.FirstOrDefaultAsync(c => c.Id == drafted.Draft.CallId, cancel) is not { } call || call.Revision != drafted.Draft.Revision || call.State != CallState.Waiting) return 1;
        Put(call, drafted.Draft, await calendars.OfAsync(call.PersonId), now);
        await desk.ShowAsync(call, now, drafted.Draft.Likely);
        return 1;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private void Put(Call call, DraftedCall draft, WorkCalendar calendar, DateTimeOffset now)
    {
        call.Revision++;
        (call.TakenUntil, call.Tries) = (null, 0);
        foreach (var use in draft.Uses)
            db.ModelCalls.Add(new ModelCall
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), CallId = call.Id, At = now, Model = use.Model, Host = use.Host, CharactersSent = use.CharactersSent,
                TokensIn = use.TokensIn, TokensOut = use.TokensOut, WasDisguised = use.WasDisguised, Outcome = use.Outcome,
            });
        if (draft.Refused is { } why) (call.State, call.Why) = (CallState.Refused, why);
        else if (draft.Recap is not { } recap) call.State = CallState.Asking;
        else
        {
            (call.State, call.DealId, call.Writer, call.Dropped, call.Notes) = (CallState.Drafted, draft.DealId, recap.Writer, recap.Dropped, string.Join('\n', recap.Notes));
            call.ExpiresAt = calendar.EndOn(calendar.AddWorkingDays(calendar.Today(now), RecapTerms.OpenDays));
            var lines = RecapLines.Of(recap, draft.Transcript!, call);
            db.CallLines.AddRange(lines);
            if (lines.Count == 0) (call.State, call.ExpiresAt) = (CallState.Done, null);
        }
    }
}
