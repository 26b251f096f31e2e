using BotCoach.Storage;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>How the company sold in a month that is over, as it was sent: one a month, whoever gets it. It names no deal and nobody.</summary>
public sealed class ProcessReview : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }

    /// <summary>The first day of the month that it is about, in the company's calendar.</summary>
    public required LocalDate Month { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The <see cref="ReviewSheet"/>, as <see cref="ReviewJson"/> writes it.</summary>
    public required string Document { get; set; }
}

/// <summary>The ledger of who got it: one a person and month. Where nothing had happened in the month the row says nothing.</summary>
public sealed class ProcessReviewCopy : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required LocalDate Month { get; init; }
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The outgoing message, or null.</summary>
    public Guid? MessageId { get; set; }
}
