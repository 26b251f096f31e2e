using System.Text.RegularExpressions;

namespace BotCoach.Tests.House;

/// <summary>design.md, habit 14: every suppressed warning has a written reason.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void Every_warning_that_a_project_switches_off_is_named_in_a_comment_with_its_reason()
    {
        var projects = Directory.EnumerateFiles(Sources.Root, "*.props").Concat(Projects("src")).Concat(Projects("tests"));
        Sources.None("Give the reason:", projects.SelectMany(file =>
        {
            var text = File.ReadAllText(file);
            var comments = string.Concat(Regex.Matches(text, "<!--.*?-->", RegexOptions.Singleline).Select(m => m.Value));
            return Regex.Matches(text, "<(?:NoWarn|WarningsNotAsErrors)>(.*?)</").SelectMany(m => Regex.Matches(m.Groups[1].Value, "[A-Z]+[0-9]+"))
                .Where(code => !comments.Contains(code.Value)).Select(code => $"{Path.GetRelativePath(Sources.Root, file)} {code.Value}");
        }));
    }

    [Fact]
    public void Every_pragma_says_why_on_its_line() =>
        Sources.None("Give the reason on the line:", Sources.All.SelectMany(s => Regex.Matches(s.Text, "(?m)^\\s*#pragma warning disable[^\\n]*$")
            .Where(m => !Regex.IsMatch(m.Value, "//\\s*\\S+")).Select(m => $"{s.Path}:{s.LineAt(m.Index)} {m.Value.Trim()}")));

    [Fact]
    public void Every_package_says_what_it_is_for()
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "Directory.Packages.props"));
        var commented = false;
        foreach (var line in lines)
        {
            if (line.Contains("<ItemGroup>")) commented = false;
            if (line.Contains("<!--")) commented = true;
            Assert.True(commented || !line.Contains("<PackageVersion"), $"No line says why: {line.Trim()}");
        }
    }

    private static IEnumerable<string> Projects(string folder) => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*.csproj", SearchOption.AllDirectories);
}
