using System.Reflection;

namespace BotCoach.Admin;

/// <summary>The console's own style, scripts and icon, as they lie in the assembly. Their address changes with each build, so that browsers may keep them.</summary>
public static class ConsoleFiles
{
    private const string Folder = "console/";
    private const string Kept = "public, max-age=604800, immutable";
    private static readonly string Build = typeof(ConsoleFiles).Module.ModuleVersionId.ToString("n")[..12];

    private static readonly Dictionary<string, string> Types = new()
    {
        [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".svg"] = "image/svg+xml",
    };

    /// <summary>Where a page finds the file of this name.</summary>
    public static string Of(string name) => $"{ConsoleAddress.Root}/files/{Build}/{name}";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(ConsoleAddress.Root + "/files/{build}/{name}", Send).ExcludeFromDescription();

    private static IResult Send(HttpContext http, string build, string name)
    {
        if (!Types.TryGetValue(Path.GetExtension(name), out var type) || Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name) is not { } file) return Results.NotFound();
        if (build == Build) http.Items[ConsoleHeaders.Keep] = Kept;
        return Results.Stream(file, type);
    }
}
