using BotCoach.People;

namespace BotCoach.Deals;

/// <summary>Whose deals an import may touch: an admin's and the command line's all, a manager's those of the team, a rep's the own.</summary>
internal sealed class ImportRights(IReadOnlySet<Guid>? owners)
{
    public static readonly ImportRights All = new(null);

    private const string NotYours = "this deal is neither yours nor of somebody who reports to you. An admin can import it";

    /// <summary>People and accounts are an admin's business.</summary>
    public bool MayAddPeople => owners is null;

    public string? MayCreate(Person? owner) => owners is null || (owner is not null && owners.Contains(owner.Id)) ? null : NotYours;

    public string? MayChange(Deal deal, Person? owner) => owners is null || owners.Contains(deal.OwnerId) ? MayCreate(owner) : NotYours;
}
