using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Recaps.Model;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>
/// Drafts the recaps of calls that came in, one a unit of work. A call is read, and a model asked, before the unit begins, so that no click waits for it; one that
/// makes an instance fail is left alone for a while, and given up in the end.
/// </summary>
public sealed class RecapRun(BotCoachDb db, RecapDrafting drafting, RecapDesk desk, Calendars calendars, Audit audit) : IChore
{
    // longer than a model may take for the longest call
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(12);

    private (Guid WorkspaceId, DraftedCall Draft)? _drafted;

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.TakeCallAsync(now, now + Hold) is not { } taken) return;
        db.Scope.Enter(taken.WorkspaceId);
        if (await drafting.DraftAsync(taken.CallId, now, cancel) is { } draft) _drafted = (taken.WorkspaceId, draft);
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_drafted is not { } drafted) return 0;
        // somebody said something of it meanwhile: it is read again
        if (await db.Calls.FirstOrDefaultAsync(c => c.Id == drafted.Draft.CallId, cancel) is not { } call) return 1;
        await WriteDownAsync(call, drafted.Draft.Uses, now);
        if (call.Revision != drafted.Draft.Revision || call.State != CallState.Waiting)
        {
            if (call.State == CallState.Waiting) (call.TakenUntil, call.Tries) = (null, 0);
            return 1;
        }
        Put(call, drafted.Draft, await calendars.OfAsync(call.PersonId), now);
        await desk.ShowAsync(call, now, drafted.Draft.Likely);
        return 1;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>What a model was sent is written down whatever became of its answer: for the company in the audit too.</summary>
    private async Task WriteDownAsync(Call call, IReadOnlyList<ModelUse> uses, DateTimeOffset now)
    {
        foreach (var use in uses)
            db.ModelCalls.Add(new ModelCall
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), CallId = call.Id, At = now, Model = use.Model, Host = use.Host, CharactersSent = use.CharactersSent,
                TokensIn = use.TokensIn, TokensOut = use.TokensOut, WasDisguised = use.WasDisguised, Outcome = use.Outcome,
            });
        if (uses.Count == 0) return;
        var role = (await db.People.AsNoTracking().FirstAsync(p => p.Id == call.PersonId)).Role;
        audit.Did(new Actor(call.PersonId, role, "host", By.Rule), ModelUse.Told(uses), call.Id, now);
    }

    private void Put(Call call, DraftedCall draft, WorkCalendar calendar, DateTimeOffset now)
    {
        call.Revision++;
        (call.TakenUntil, call.Tries) = (null, 0);
        if (draft.Refused is { } why) (call.State, call.Why) = (CallState.Refused, why);
        else if (draft.Recap is not { } recap) (call.State, call.DealId) = (CallState.Asking, draft.DealId ?? call.DealId);
        else
        {
            (call.State, call.DealId, call.Writer, call.Dropped, call.Notes) = (CallState.Drafted, draft.DealId, recap.Writer, recap.Dropped, string.Join('\n', recap.Notes));
            (call.Draft, call.DraftedAt, call.BuyerSpoke, call.Why) = (call.Draft + 1, now, draft.BuyerSpoke, null);
            call.ExpiresAt = calendar.EndOn(calendar.AddWorkingDays(calendar.Today(now), RecapTerms.OpenDays));
            var lines = RecapLines.Of(recap, draft.Transcript!, call, draft.Known!);
            db.CallLines.AddRange(lines);
            if (lines.Count == 0) (call.State, call.ExpiresAt) = (CallState.Done, null);
        }
    }
}
