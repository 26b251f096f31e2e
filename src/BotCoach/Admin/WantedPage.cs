namespace BotCoach.Admin;

/// <summary>
/// The page that somebody wanted who was not in yet. Their browser keeps it for as long as signing in may take, and is led there afterwards, if it is one of ours.
/// </summary>
public static class WantedPage
{
    public const string Cookie = "botcoach-console-wanted";
    private const int MostKept = 1_000;

    /// <summary>A link, the question in chat after it, and some patience.</summary>
    private static readonly TimeSpan Holds = 3 * ConsoleLink.LinkHolds;

    public static void Keep(HttpContext http)
    {
        var wanted = http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
        if (http.Request.Path != ConsoleAddress.Root && IsOurs(wanted)) http.Response.Cookies.Append(Cookie, wanted, Of(http, Holds));
    }

    /// <summary>Where to go now, once; null: nowhere in particular.</summary>
    public static string? Take(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { } wanted) return null;
        http.Response.Cookies.Delete(Cookie, Of(http, null));
        return IsOurs(wanted) ? wanted : null;
    }

    /// <summary>A path of the console and nothing that a browser could take for another host.</summary>
    private static bool IsOurs(string wanted) =>
        wanted.Length <= MostKept && wanted.StartsWith('/') && !wanted.Contains('\\', StringComparison.Ordinal) && ConsoleAddress.IsOurs(wanted.Split('?', '#')[0]);

    private static CookieOptions Of(HttpContext http, TimeSpan? holds) =>
        new() { Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = holds };
}
