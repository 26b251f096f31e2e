using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Web;

/// <summary>The playground: the same bot in a page of this machine's browser, to try it without any account.</summary>
public static class WebEndpoints
{
    /// <summary>Adds the playground's channel. The host adds <see cref="IInbox"/>, <see cref="ILocalHost"/> and <see cref="IChannelNotes"/>.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddOptions<WebOptions>();
        services.TryAddSingleton<WebStamp>();
        services.TryAddSingleton<WebSignal>();
        services.TryAddSingleton<WebChat>();
        services.TryAddSingleton<WebJumps>();
        services.TryAddScoped<WebStream>();
        services.TryAddScoped<WebFiles>();
        services.TryAddScoped<WebDesk>();
        services.AddSingleton<IChannel, WebChannel>();
        return services;
    }

    /// <summary>Maps the page and what it asks for, all behind the one <see cref="WebDoor"/>.</summary>
    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder endpoints)
    {
        // Handlers take nothing but the request and services: a bound body would be read before the door is asked.
        var web = endpoints.MapGroup("").AddEndpointFilterFactory(Door).ExcludeFromDescription();
        web.MapGet("/", () => WebPage.File("index.html"));
        web.MapGet("/web/page/{name}", (string name) => WebPage.File(name));
        web.MapGet("/web/people", PeopleAsync);
        web.MapGet("/web/stream", Follow);
        web.MapGet("/web/options", OptionsAsync);
        web.MapAct<Typed>("/web/type", (desk, act, chair, cancel) => desk.TypeAsync(act, chair, cancel));
        web.MapAct<Pressed>("/web/press", (desk, act, chair, cancel) => desk.ReceiveAsync(WebReader.Inbound(act, chair), chair, cancel));
        web.MapAct<Submitted>("/web/submit", (desk, act, chair, cancel) => desk.ReceiveAsync(WebReader.Inbound(act, chair), chair, cancel));
        web.MapAct<Closed>("/web/close", (desk, act, chair, cancel) => desk.ReceiveAsync(WebReader.Inbound(act, chair), chair, cancel));
        web.MapAct<Jumped>("/web/jump", (desk, act, _, _) => desk.JumpAsync(act));
        web.MapPost("/web/files", FilesAsync).WithMetadata(new MostBytes(new WebOptions().LargestUpload));
        return endpoints;
    }

    private static EndpointFilterDelegate Door(EndpointFilterFactoryContext factory, EndpointFilterDelegate next) =>
        context => new WebDoor(context.HttpContext.RequestServices.GetRequiredService<ILocalHost>()).InvokeAsync(context, next);

    private static async Task<IResult> PeopleAsync(ILocalHost host, IOptions<WebOptions> options, CancellationToken cancel)
    {
        var teams = await host.TeamsAsync(WebChannel.Web, cancel);
        return Results.Json(
            new PeopleShown(host.Now, teams, new LimitsShown(options.Value.LargestFile, options.Value.MostFiles)), WebReader.Json);
    }

    private static IResult Follow(HttpContext http, WebStream stream, IHostApplicationLifetime life, string? team, string? user, int? histories)
    {
        if (Chair.Of(team, user) is not { } chair) return WebDesk.Fault(400, WebDesk.NoChair);
        // An open page must not hold the host back from stopping.
        var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        http.Response.RegisterForDispose(over);
        return TypedResults.ServerSentEvents(stream.FollowAsync(chair, histories ?? 1, over.Token));
    }

    private static async Task<IResult> OptionsAsync(
        WebDesk desk, string? team, string? user, string? source, string? typed, CancellationToken cancel)
    {
        if (Chair.Of(team, user) is not { } chair || source is null) return WebDesk.Fault(400, WebDesk.NoChair);
        return await desk.ReceiveAsync(new OptionsAsked("", chair.Caller, source, typed ?? ""), chair, cancel);
    }

    private static async Task<IResult> FilesAsync(
        HttpContext http, WebDesk desk, WebFiles files, IOptions<WebOptions> options, string? id, string? team, string? user, CancellationToken cancel)
    {
        if (http.Request.ContentLength > options.Value.LargestUpload) return WebDesk.Fault(413, "That is more than can be shared at once.");
        if (Chair.Of(team, user) is not { } chair || WebReader.Fault(new Typed(id!, team!, user!, "files")) is not null)
            return WebDesk.Fault(400, WebDesk.NoChair);
        using var upload = new Upload();
        await files.TakeAsync(upload, http.Request, cancel);
        return upload.Refusal is { } why ? WebDesk.Fault(upload.Status, why) : await desk.ShareAsync(id!, upload, chair, cancel);
    }

    private static void MapAct<T>(
        this IEndpointRouteBuilder web, string path, Func<WebDesk, T, Chair, CancellationToken, Task<IResult>> run) where T : Act =>
        web.MapPost(path, async (HttpContext http, WebDesk desk, IOptions<WebOptions> options) =>
        {
            if (http.Request.ContentLength > options.Value.LargestAct) return WebDesk.Fault(413, "That is too much at once.");
            var act = await ReadAsync<T>(http);
            if (act is null || Chair.Of(act.Team, act.User) is not { } chair) return WebDesk.Fault(400, WebDesk.NoChair);
            return WebReader.Fault(act) is { } why ? WebDesk.Fault(400, why) : await run(desk, act, chair, http.RequestAborted);
        }).WithMetadata(new MostBytes(new WebOptions().LargestAct));

    private static async Task<T?> ReadAsync<T>(HttpContext http)
    {
        if (!http.Request.HasJsonContentType()) return default;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, WebReader.Json, http.RequestAborted);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private sealed record MostBytes(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
