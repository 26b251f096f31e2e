using BotCoach.Chat;
using BotCoach.Digests;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>Makes a month's review, once for everybody, and has it shown to who gets it.</summary>
public sealed class ProcessReviewDesk(BotCoachDb db, ProcessReviewReading reading, Outbox outbox, DigestPlace place)
{
    /// <summary>To these people, whose rows of the ledger are opened already. Nothing happened: nothing is sent.</summary>
    /// <param name="month">The month that is over, by its first day.</param>
    public async Task SendAsync(IReadOnlyList<Guid> people, LocalDate month, DateTimeOffset now)
    {
        if (people.Count == 0 || await ReviewAsync(month, now) is not { } review) return;
        var message = ProcessReviewMessage.Of(ReviewJson.Read(review.Document), place.Of(PathOf(review.Id)));
        List<(Guid, Guid)> sent = [];
        foreach (var person in people) sent.Add((person, outbox.ShowNew(person, $"process-review:{person}:{month:uuuu-MM}", message, now, Lane.Brief).Id));
        await db.FillReviewCopiesAsync(month, sent);
    }

    public static string PathOf(Guid review) => $"/process-reviews/{review}";

    /// <summary>The one that was made for whoever works first, or a new one; null where nothing happened.</summary>
    private async Task<ProcessReview?> ReviewAsync(LocalDate month, DateTimeOffset now)
    {
        if (await KeptAsync(month) is { } kept) return kept;
        if (await reading.OfAsync(month, now) is not { } sheet) return null;
        await db.AddReviewAsync(new ProcessReview { WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), Month = month, MadeAt = now, Document = ReviewJson.Write(sheet) });
        // of two instances that make it at the same time the first one's stays
        return await KeptAsync(month);
    }

    private Task<ProcessReview?> KeptAsync(LocalDate month) => db.ProcessReviews.AsNoTracking().FirstOrDefaultAsync(r => r.Month == month);
}
