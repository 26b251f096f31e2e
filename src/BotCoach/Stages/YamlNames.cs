using System.Text.Json;

namespace BotCoach.Stages;

/// <summary>The names of an enum's members as a process document has them: lower case and dashes.</summary>
internal static class YamlNames
{
    public static string Of<T>(T member) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());
}
