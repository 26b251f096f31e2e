using BotCoach.Channels;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What a deal's card is made of for one reader.</summary>
/// <param name="Names">The names of everybody whom the file mentions.</param>
/// <param name="Decides">The reader may dispute, waive and approve.</param>
public sealed record DealCardView(DealFile File, Person Viewer, DateTimeZone Zone, DateTimeOffset Now, IReadOnlyDictionary<Guid, string> Names, bool Decides)
{
    /// <summary>What has just happened, said on top.</summary>
    public Text? Note { get; init; }

    /// <summary>The address of the deal's page; null: there is none to give.</summary>
    public string? Page { get; init; }

    /// <summary>The gate was asked and said not yet: offer the ways around it.</summary>
    public bool AtGate { get; init; }

    /// <summary>Who may be asked to move it anyway; null when there is nobody, or the reader may.</summary>
    public string? AskWhom { get; init; }

    /// <summary>The reader's today, for words; what holds is judged by the owner's.</summary>
    public LocalDate Today => Instant.FromDateTimeOffset(Now).InZone(Zone).Date;

    public string NameOf(Guid? person) => person is { } id ? Names.GetValueOrDefault(id, "somebody") : "somebody";
}
