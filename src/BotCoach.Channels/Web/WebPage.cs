using System.Reflection;

namespace BotCoach.Channels.Web;

/// <summary>The page's own files, as they lie in the assembly.</summary>
internal static class WebPage
{
    private const string Folder = "playground/";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    internal static IResult File(string name)
    {
        if (!Types.TryGetValue(Path.GetExtension(name), out var type)) return Results.NotFound();
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name);
        return stream is null ? Results.NotFound() : Results.Stream(stream, type);
    }
}
