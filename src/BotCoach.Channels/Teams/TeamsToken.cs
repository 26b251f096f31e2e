namespace BotCoach.Channels.Teams;

/// <summary>A token to call Microsoft with, or what became of asking for one. Never in words: it is a secret.</summary>
internal sealed class TeamsToken
{
    /// <summary>An emulator wants none.</summary>
    internal static readonly TeamsToken Empty = Of("");

    private TeamsToken(string? value, TeamsReturn why) => (Value, Why) = (value, why);

    /// <summary>Null where there is none.</summary>
    internal string? Value { get; }

    /// <summary>Why there is none: the login was not reached, or refuses with a code of its own.</summary>
    internal TeamsReturn Why { get; }

    internal static TeamsToken Of(string value) => new(value, new(TeamsReach.Answered, 200));

    internal static TeamsToken None(TeamsReturn why) => new(null, why);

    public override string ToString() => Value is null ? Why.Code : "a token";
}
