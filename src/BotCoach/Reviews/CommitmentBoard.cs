using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>Where promises stand with their buttons, kept true: settled anywhere, also at its reminder, a promise says so wherever it is shown.</summary>
public sealed class CommitmentBoard(BotCoachDb db, Outbox outbox) : IReminderPlace
{
    private static readonly TimeSpan LiveFor = TimeSpan.FromDays(60);

    public Task<bool> RewriteAsync(OutgoingMessage shown, DateTimeOffset now) => Task.FromResult(false);

    public async Task FollowAsync(IReadOnlyList<Reminder> changed, DateTimeOffset now)
    {
        foreach (var reminder in changed.Where(r => r.State is ReminderState.Done or ReminderState.Cancelled))
        {
            // one that was settled as a promise is said by who settled it
            if (reminder.PromiseId is not { } id || await db.Commitments.FirstOrDefaultAsync(c => c.Id == id) is not { Settled: null } it) continue;
            var by = await db.People.Where(p => p.Id == reminder.PersonId).Select(p => p.Name).FirstOrDefaultAsync();
            await SayAsync(it, CommitmentMessage.Said(reminder.State == ReminderState.Done ? CommitmentState.Kept : CommitmentState.Dropped, by ?? "its owner"), now);
        }
    }

    /// <summary>In the cards of reviews, and in what owners were told of them.</summary>
    public async Task SayAsync(Commitment it, string said, DateTimeOffset now)
    {
        var (since, about) = (now - LiveFor, $"{it.Id}");
        var people = await db.People.Where(p => p.Id == it.OwnerId && p.ManagerId != null).Select(p => p.ManagerId!.Value).ToListAsync();
        people.AddRange([it.OwnerId, it.MadeBy]);
        var shown = await db.OutgoingMessages.Where(m => people.Contains(m.PersonId) && m.CreatedAt > since && (m.Key.StartsWith(ReviewCards.Key) || m.Key.StartsWith(ReviewDesk.Telling)) && m.Content.Contains(about)).ToListAsync();
        foreach (var message in shown) Say(message, it, said, now);
    }

    public void Say(OutgoingMessage shown, Commitment it, string said, DateTimeOffset now) =>
        outbox.Edit(shown, CommitmentMessage.Settled(Message.FromJson(shown.Content), it.Id, said), now);
}
