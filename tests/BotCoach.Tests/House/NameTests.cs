using System.Text.RegularExpressions;

namespace BotCoach.Tests.House;

/// <summary>design.md, rule 7: names say what a thing is, and an interface earns its place.</summary>
public sealed class NameTests
{
    private const string Banned = "(Service|Manager|Helper|Helpers|Util|Utils|Utility|Handler|Dto|Base|Common|Repository|Mediator)$";

    private static readonly IReadOnlyList<Type> Types =
        [.. new[] { typeof(App).Assembly, typeof(BotCoach.Channels.Message).Assembly, typeof(BotCoach.Crm.Wire.IDealSource).Assembly }.SelectMany(a => a.GetTypes()).Where(t => !t.Name.StartsWith('<') && t.FullName?.Contains('<') == false)];

    [Fact]
    public void Rule_7_no_type_is_called_a_service_or_a_helper()
    {
        Assert.True(Types.Count > 100, $"only {Types.Count} types were found");
        Sources.None("Say what it is:", Types.Where(t => Regex.IsMatch(t.Name.Split('`')[0], Banned)).Select(t => t.FullName!));
    }

    [Fact]
    public void Rule_7_no_file_or_folder_is_called_so_either() =>
        Sources.None("Say what it is:", Sources.All.Where(s => s.Path.Split('/').Any(part => Regex.IsMatch(part.Replace(".cs", ""), Banned))).Select(s => s.Path));

    [Fact]
    public void Rule_7_an_interface_has_two_implementations_or_a_project_border_to_cross() =>
        Sources.None("Use the class itself:", Types.Where(t => t.IsInterface && Implementations(t) < 2 && !CrossesTheBorder(t)).Select(t => t.FullName!));

    private static int Implementations(Type contract) => Types.Count(t => t is { IsClass: true, IsAbstract: false } && contract.IsAssignableFrom(t));

    private static bool CrossesTheBorder(Type contract) => contract.Assembly == typeof(BotCoach.Channels.Message).Assembly
        && Sources.Coach.Any(s => s.Has($@"\b{contract.Name}\b"));
}
