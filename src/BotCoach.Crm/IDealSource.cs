namespace BotCoach.Crm.Wire;

/// <summary>
/// A CRM as a source of deals: read in the order of its own change times, and written back to. A method never throws for what the network or the platform did;
/// what became of it is a <see cref="SourceReply{T}"/>. Nothing here waits: when to ask again is said, and whoever asks keeps to it.
/// </summary>
public interface IDealSource
{
    /// <summary>What it is called in rows and addresses: <c>hubspot</c>.</summary>
    string Kind { get; }

    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Where its API is, where nothing else is said; null: each company has an address of its own.</summary>
    string? UsualHost { get; }

    /// <summary>Whether its own addresses look like this one: a token goes nowhere else.</summary>
    bool IsItsOwn(Uri host);

    /// <summary>So many pages may be asked for in one second.</summary>
    int PagesPerSecond { get; }

    /// <summary>Its next step is a field of the deal, which is read too; else it is written alone.</summary>
    bool ReadsNextStep { get; }

    /// <summary>It tells of deletions only where it is asked for them, apart from changes.</summary>
    bool ListsGoneApart { get; }

    /// <summary>Owners and stages.</summary>
    Task<SourceReply<SourceShape>> ShapeAsync(SourceSession session);

    /// <summary>A page of deals that changed at this instant of the platform's clock or later, in that order; at most 500.</summary>
    /// <param name="session">By whose token.</param>
    /// <param name="since">Null: all there are.</param>
    /// <param name="cursor">What the page before said; null: from the beginning.</param>
    Task<SourceReply<SourcePage>> ChangesAsync(SourceSession session, DateTimeOffset? since, string? cursor);

    /// <summary>The same deals with the names of their accounts, where a page of changes does not say them; asked for those alone that are new.</summary>
    Task<SourceReply<IReadOnlyList<SourceDeal>>> NamedAsync(SourceSession session, IReadOnlyList<SourceDeal> deals);

    /// <summary>Deals that were deleted, a page at a time; for those that <see cref="ListsGoneApart"/>.</summary>
    Task<SourceReply<SourcePage>> GoneAsync(SourceSession session, string? cursor);

    /// <summary>These deals as they are now, at most 100; one that is not there any more is left out.</summary>
    Task<SourceReply<IReadOnlyList<SourceDeal>>> DealsAsync(SourceSession session, IReadOnlyCollection<string> ids);

    /// <summary>Writes one thing; the id of what was made, where something was.</summary>
    Task<SourceReply<string?>> WriteAsync(SourceSession session, SourceWrite write);

    /// <summary>Whether a webhook is the platform's own.</summary>
    bool IsSigned(SourceHook hook, SourceAccess access, DateTimeOffset now);
}
