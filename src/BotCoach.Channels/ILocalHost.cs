namespace BotCoach.Channels;

/// <summary>
/// What a channel on this machine, without a platform and its accounts, asks of the host: the teams and people there are, and the clock.
/// It answers only while no real channel is set up.
/// </summary>
public interface ILocalHost
{
    /// <summary>False when the playground is switched off or a real channel is set up: then nothing local answers.</summary>
    bool IsOpen => true;

    /// <summary>The teams, each with its people; each person is known to <paramref name="channel"/> afterwards under <see cref="LocalPerson.User"/>.</summary>
    Task<IReadOnlyList<LocalTeam>> TeamsAsync(string channel, CancellationToken cancel);

    /// <summary>Now, on the host's clock.</summary>
    DateTimeOffset Now { get; }

    /// <summary>
    /// Moves the clock forward to the next morning of this person, or by a week, from due instant to due instant, and drains the outbox at each.
    /// Returns the new now.
    /// </summary>
    Task<DateTimeOffset> JumpAsync(string channel, string team, string user, LocalJump jump, CancellationToken cancel);
}

/// <summary>A jump of the playground's clock.</summary>
public enum LocalJump
{
    /// <summary>To the person's next working morning.</summary>
    TomorrowMorning,
    /// <summary>Seven days on.</summary>
    Week,
}

/// <summary>A team of the local host.</summary>
public sealed record LocalTeam(string Team, string Name, IReadOnlyList<LocalPerson> People);

/// <summary>A person of the local host: role in words, and the zone the person lives in.</summary>
public sealed record LocalPerson(string User, string Name, string Role, string Zone);
