using Microsoft.Extensions.Primitives;

namespace BotCoach.Channels.Web;

/// <summary>
/// The playground asks nobody who they are, so this door decides who may ask at all: a browser on this very machine, on a page of
/// this very address, while the host lets strangers play. Anything else hears why not, in a sentence.
/// </summary>
internal sealed class WebDoor(ILocalHost host) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        WebHeaders.Put(http.Response.Headers);
        if (!host.IsOpen)
            return Refuse(404, "The playground is closed. It opens while Playground:Enabled is true and no other channel is set up.");
        return WhyNot(http) is { } why ? Refuse(403, why) : await InAsync(context, next);
    }

    private static async ValueTask<object?> InAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (HostUnavailableException unavailable)
        {
            return Refuse(503, unavailable.Message);
        }
    }

    private static string? WhyNot(HttpContext http) =>
        ThisMachine.WhyNot(http, "The playground") ?? (IsSameOrigin(http.Request) ? null : "The playground answers only to its own page.");

    private static bool IsSameOrigin(HttpRequest request)
    {
        var read = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var origin = request.Headers.Origin;
        if (origin.Count > 0) return origin == new StringValues($"{request.Scheme}://{request.Host}");
        return read && IsAskedByOwnPage(request);
    }

    /// <summary>A link from elsewhere may open the page itself; only the page may read what lies behind it.</summary>
    private static bool IsAskedByOwnPage(HttpRequest request) =>
        request.Path == "/" || request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    private static IResult Refuse(int status, string sentence) => Results.Text(sentence + "\n", "text/plain; charset=utf-8", statusCode: status);
}
