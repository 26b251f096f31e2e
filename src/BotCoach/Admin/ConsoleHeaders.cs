namespace BotCoach.Admin;

/// <summary>What every answer of the console says to the browser: run only our own files, show us in nobody's frame, tell nobody where you were, keep nothing.</summary>
public static class ConsoleHeaders
{
    /// <summary>Among the request's items: what may be kept, and how long.</summary>
    public const string Keep = "console keeps";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Put(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = http.Items[Keep] as string ?? "no-store";
    }
}
