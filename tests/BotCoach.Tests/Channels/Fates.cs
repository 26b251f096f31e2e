namespace BotCoach.Tests.Channels;

/// <summary>How a life ends: at a point that it counts, or after so long, from outside.</summary>
internal sealed record Fate(int DieAt, TimeSpan? After);

/// <summary>Throws the dice, so that so many lives end in a walk of so many points.</summary>
/// <param name="random">The dice.</param>
/// <param name="walk">What an undisturbed walk came to.</param>
/// <param name="lives">How many lives a walk is to take, without those that end in an act.</param>
/// <param name="acts">In so many acts three lives end.</param>
internal sealed class Fates(Random random, WalkSize walk, int lives, int acts)
{
    /// <summary>The better part of a start.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromMilliseconds(500);

    /// <summary>About as many as an act passes.</summary>
    private const int PointsOfAct = 40;

    public Fate Next() => random.Next(10) switch
    {
        < 6 => new Fate(1 + random.Next(2 * walk.Points / lives), null),
        < 8 => new Fate(-1 - random.Next(Math.Max(1, 2 * walk.Accepted / lives)), null),
        _ => new Fate(0, Youth + random.NextDouble() * 2 * walk.Took / lives),
    };

    /// <summary>Most points lie in what time brings: now and then it is to be while somebody waits for an answer, or when the platform has just taken it.</summary>
    public int? InAct() => random.Next(acts) switch { 0 => -1, < 3 => 1 + random.Next(PointsOfAct), _ => null };
}

/// <summary>What an undisturbed walk comes to: how many points to die at it passes, how many messages the platform takes, and how long it is.</summary>
internal sealed record WalkSize(int Points, int Accepted, TimeSpan Took);
