using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace BotCoach.Tests.House;

/// <summary>appsettings.sample.json holds every setting, and nothing that is none.</summary>
public sealed class SettingsTests
{
    // The web host's own.
    private static readonly string[] Hosts = ["Urls"];

    [Fact]
    public void The_sample_holds_every_setting_and_no_unknown_one()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(SamplePath), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Assert.Equal(Keys(typeof(Settings), "").Concat(Hosts).Order(), Leaves(sample.RootElement, "").Order());
    }

    [Fact]
    public void The_sample_is_read_as_it_stands() =>
        Assert.NotNull(Settings.Read(new ConfigurationBuilder().AddJsonFile(SamplePath).Build()));

    [Fact]
    public void Every_setting_is_read()
    {
        var source = Sources.Coach.Single(s => s.Name == "Settings.cs").Text;
        Sources.None("Settings.Read does not read it:", Keys(typeof(Settings), "").Where(key => !source.Contains($"\"{key}\"", StringComparison.Ordinal)));
    }

    private static string SamplePath => Path.Combine(Sources.Root, "appsettings.sample.json");

    private static IEnumerable<string> Keys(Type settings, string path) => settings.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(p =>
        p.PropertyType.Assembly == typeof(Settings).Assembly && p.PropertyType.IsClass ? Keys(p.PropertyType, $"{path}{p.Name}:") : [$"{path}{p.Name}"]);

    private static IEnumerable<string> Leaves(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}:{p.Name}"))
        : [path];
}
