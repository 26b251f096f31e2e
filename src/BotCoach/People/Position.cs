namespace BotCoach.People;

/// <summary>What a person is in the company: what they may do, which sales team they sell in, whom they report to.</summary>
public sealed record Position(Role Role, string? SalesTeam, Guid? ManagerId)
{
    public static Position Of(Person person) => new(person.Role, person.SalesTeam, person.ManagerId);
}
