using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// What a write by the API was answered, under the <c>Idempotency-Key</c> that came with it: the same request again gets the same answer and does nothing. Kept
/// for a day.
/// </summary>
public sealed class ApiReply : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid KeyId { get; init; }
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the method, the address and the body, hex: the same idempotency key with another request is a mistake of the caller's.</summary>
    public required string Request { get; init; }

    public required int Status { get; init; }
    public required string Body { get; init; }

    /// <summary>What its head said: the revision of what the body shows, and where what was made is.</summary>
    public long? Revision { get; init; }
    public string? Location { get; init; }

    public required DateTimeOffset At { get; init; }
}
