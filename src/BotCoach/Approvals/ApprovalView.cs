using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Approvals;

/// <summary>What a card of a question is made of for one reader.</summary>
/// <param name="Names">The names of everybody whom it mentions.</param>
/// <param name="MayOpen">The reader may see the deal itself.</param>
/// <param name="Lately">How long decisions take here.</param>
public sealed record ApprovalView(ApprovalFile File, Guid ReaderId, DateTimeZone Zone, DateTimeOffset Now, IReadOnlyDictionary<Guid, string> Names, bool MayOpen, Turnaround Lately)
{
    /// <summary>The one that was asked before with other values, and declined.</summary>
    public ApprovalRequest? Before { get; init; }

    public LocalDate Today => Now.DayIn(Zone);

    public string NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id, "somebody") : "somebody";

    /// <summary>"today at 10:02".</summary>
    public string When(DateTimeOffset at) => $"{Wording.Day(at.DayIn(Zone), Today)} at {Wording.Time(at, Zone)}";
}
