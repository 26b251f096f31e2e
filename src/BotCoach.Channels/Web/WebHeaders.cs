namespace BotCoach.Channels.Web;

/// <summary>What every answer of the playground says to the browser: run only our own files, show us in nobody's frame, keep nothing.</summary>
internal static class WebHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'none'; " +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    internal static void Put(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
