using BotCoach.People;
using BotCoach.ProcessReviews;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Storage;

/// <summary>How monthly reviews are opened and kept, of two instances by one; and the clocks of who is named for them.</summary>
public static class ProcessReviewRows
{
    /// <summary>Opens the ledger's row of a person's month; false where it is there: somebody else sends, or sent, this one.</summary>
    public static async Task<bool> OpenReviewCopyAsync(this BotCoachDb db, ProcessReviewCopy copy) => await db.Database.ExecuteSqlRawAsync(
        "insert into process_review_copy (workspace_id, person_id, month, made_at, message_id) values ({0}, {1}, {2}, {3}, null) on conflict do nothing",
        db.WorkspaceId, copy.PersonId, copy.Month.ToDateOnly(), db.Stamp(copy.MadeAt)) == 1;

    /// <summary>Keeps what is said of a month, unless it is kept already.</summary>
    public static Task AddReviewAsync(this BotCoachDb db, ProcessReview review) => db.Database.ExecuteSqlRawAsync(
        "insert into process_review (workspace_id, id, month, made_at, document) values ({0}, {1}, {2}, {3}, {4}) on conflict do nothing",
        db.WorkspaceId, review.Id, review.Month.ToDateOnly(), db.Stamp(review.MadeAt), review.Document);

    /// <summary>Writes by which message each of these people got it.</summary>
    public static async Task FillReviewCopiesAsync(this BotCoachDb db, LocalDate month, IReadOnlyList<(Guid Person, Guid Message)> sent)
    {
        foreach (var (person, message) in sent) await db.ProcessReviewCopies.Where(c => c.PersonId == person && c.Month == month).ExecuteUpdateAsync(set => set.SetProperty(c => c.MessageId, message));
    }

    /// <summary>This person is due for something of this kind at this instant, whenever it was before.</summary>
    public static Task SetPersonClockAsync(this BotCoachDb db, Guid personId, PersonDueKind kind, DateTimeOffset at) => db.Database.ExecuteSqlRawAsync(
        "insert into person_due (workspace_id, person_id, kind, at) values ({0}, {1}, {2}, {3}) on conflict (workspace_id, person_id, kind) do update set at = excluded.at",
        db.WorkspaceId, personId, $"{kind}", db.Stamp(at));

    public static Task DropPersonClockAsync(this BotCoachDb db, Guid personId, PersonDueKind kind) => db.PersonDues.Where(d => d.PersonId == personId && d.Kind == kind).ExecuteDeleteAsync();
}
