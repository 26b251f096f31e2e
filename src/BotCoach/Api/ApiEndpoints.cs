using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Api;

/// <summary>What other systems can ask, under <c>/api/v1</c>, and the document that describes it. It is mapped only where keys go by https, or stay on this machine.</summary>
public static partial class ApiEndpoints
{
    public const string Root = "/api/v1";
    private const string Version = "v1";

    public static IServiceCollection AddApi(this IServiceCollection services, ApiSettings settings) => services
        .AddSingleton(settings).AddSingleton<ApiPace>().AddSingleton<ApiDoor>()
        // What stands in the address and cannot be read is answered in words, as the rest is.
        .Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true)
        .AddOpenApi(Version, ApiDocument.Describe);

    /// <param name="hereAlone">Only who sits at this machine is let in, since nothing keeps what goes over the net from being read.</param>
    public static void MapApi(this WebApplication app, bool hereAlone)
    {
        if (hereAlone) app.UseWhen(http => http.Request.Path.StartsWithSegments(Root) || http.Request.Path.StartsWithSegments("/openapi"), api => api.Use((http, next) =>
            ThisMachine.WhyNot(http, "The API") is { } why ? ApiDoor.AnswerAsync(http, ApiAnswer.Refused(403, "Not from here", why)) : next(http)));
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api"), api => api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ApologiseAsync }));
        app.MapOpenApi("/openapi/{documentName}.json");
        var (api, door) = (app.MapGroup(Root), app.Services.GetRequiredService<ApiDoor>());
        api.MapDeals(door);
        api.MapProcesses(door);
        api.MapCalls(door);
        api.MapLeads(door);
        app.MapFallback("/api/{**rest}", http => ApiDoor.AnswerAsync(http, ApiAnswer.Refused(404, "Not found", "There is nothing here. /openapi/v1.json says what there is."))).ExcludeFromDescription();
    }

    private static void MapDeals(this RouteGroupBuilder api, ApiDoor door)
    {
        var deals = api.MapGroup("/deals").WithTags("Deals");
        deals.MapGet("", (HttpContext http, string? after, DateTimeOffset? since, int? limit) => door.ReadAsync(http, ApiScopes.ReadDeals, (s, call) => s.GetRequiredService<DealsApi>().ListAsync(call, after, since, limit)))
            .WithName("listDeals").WithSummary("Deals, in the order in which they came here").WithDescription("A page at a time: send what the last page said in next as after. With since, only deals of which anything was recorded since that instant. At most 200 at once, 50 unless said.")
            .Answers<DealsPage>(400, 422);
        deals.MapGet("/{externalId}", (HttpContext http, string externalId) => door.ReadAsync(http, ApiScopes.ReadDeals, (s, call) => s.GetRequiredService<DealsApi>().GetAsync(call, IdOf(externalId))))
            .WithName("getDeal").WithSummary("A deal, what of it is proven, and what the gate asks for").WithDescription("By the id it has where it comes from.").Answers<DealView>(404);
        deals.MapPut("/{externalId}", (HttpContext http, string externalId) => door.WriteAsync(http, ApiScopes.WriteDeals, ApiTakes.Json, (s, call) => s.GetRequiredService<DealsApi>().PutAsync(call, IdOf(externalId))))
            .WithName("putDeal").WithSummary("Makes a deal, or changes what is said of it").WithDescription("What is left out stays as it is, and null empties a field. A move forward, and a win, pass the gate: 409 says what is missing, and then nothing was changed. With an Idempotency-Key the same request is done once; with If-Match only over the revision that ETag told.")
            .Accepts<DealBody>("application/json").Answers<DealView>(400, 404, 409, 412, 413, 415, 422).Produces<DealView>(201, "application/json");
    }

    private static void MapProcesses(this RouteGroupBuilder api, ApiDoor door)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes.MapGet("", (Delegate)((HttpContext http) => door.ReadAsync(http, ApiScopes.ReadProcesses, (s, call) => s.GetRequiredService<StagesApi>().ListAsync(call))))
            .WithName("listProcesses").WithSummary("The processes, and which deals each is for").Answers<IReadOnlyList<ProcessSummary>>();
        processes.MapGet("/{id:guid}", (HttpContext http, Guid id, string? version) => door.ReadAsync(http, ApiScopes.ReadProcesses, (s, call) => s.GetRequiredService<StagesApi>().GetAsync(call, id, version, AsksForYaml(http))))
            .WithName("getProcess").WithSummary("A version of a process").WithDescription("The published one unless version says a number or draft. With Accept: application/yaml the whole document, as it can be sent back.").Answers<BookView>(404);
        processes.MapPut("/{id:guid}", (HttpContext http, Guid id, [FromQuery] bool? replace) => door.WriteAsync(http, ApiScopes.WriteProcesses, ApiTakes.Yaml, (s, call) => s.GetRequiredService<StagesApi>().PutAsync(call, id, replace == true)))
            .WithName("putProcessDraft").WithSummary("Writes the draft of a process, as YAML").WithDescription("A person publishes it, in chat or in the console. The permanent ids must be in it.").Accepts<string>("application/yaml").Answers<DraftView>(404, 409, 412, 413, 422);
    }

    private static void MapCalls(this RouteGroupBuilder api, ApiDoor door) => api.MapGroup("/calls").WithTags("Calls")
        .MapPost("", (HttpContext http, [FromQuery] Guid? key) => door.SignedAsync(http, ApiScopes.WriteCalls, ApiTakes.Call, (s, call) => s.GetRequiredService<CallsApi>().TakeAsync(call)))
        .WithName("postCall").WithSummary("Brings in the transcript of a call").WithDescription("Signed, with the key's id in the address (?key=ID) and no Authorization: webhook-id, webhook-timestamp (seconds since 1970, within five minutes of now) and webhook-signature, which is v1, and the base64 of HMAC-SHA256 by the key over id.timestamp.body, as Standard Webhooks has it. The same webhook-id is done once. A draft of the recap goes to the rep alone; nothing on a deal changes before the rep accepts it.")
        .Accepts<CallBody>("application/json").Answers<CallView>(400, 413, 415, 422).Produces<CallView>(201, "application/json");

    private static void MapLeads(this RouteGroupBuilder api, ApiDoor door) => api.MapGroup("/leads").WithTags("Leads")
        .MapPost("", (HttpContext http, [FromQuery] Guid? key) => key is null
            ? door.WriteAsync(http, ApiScopes.WriteLeads, ApiTakes.Lead, (s, call) => s.GetRequiredService<LeadsApi>().TakeAsync(call))
            : door.SignedAsync(http, ApiScopes.SignLeads, ApiTakes.Lead, (s, call) => s.GetRequiredService<LeadsApi>().TakeAsync(call)))
        .WithName("postLead").WithSummary("Brings in a lead").WithDescription("With a key sent along (Authorization), or signed as a call is, with the id of a web form’s key in the address (?key=ID); as JSON or as a form’s fields. The same id, or without one the same source and e-mail address within a minute, is the same lead. It goes by the company’s rules to one person at a time, and becomes a deal when somebody accepts it.")
        .Accepts<LeadBody>("application/json", "application/x-www-form-urlencoded").Answers<LeadView>(400, 413, 415, 422).Produces<LeadView>(201, "application/json");

    private static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params int[] refusals)
    {
        route.Produces<T>(200, "application/json");
        foreach (var status in (int[])[401, 403, 429, .. refusals]) route.Produces<ApiProblem>(status, "application/problem+json");
        return route;
    }

    /// <summary>A slash in an id stays written as %2F in a path, where it would otherwise part it.</summary>
    private static string IdOf(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Trim();

    private static bool AsksForYaml(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("yaml", StringComparison.OrdinalIgnoreCase);

    /// <summary>What stands in the address and is of another kind than is asked for, at its name.</summary>
    private static ApiAnswer InWords(BadHttpRequestException wrong) => Unbound().Match(wrong.Message) is { Success: true } found
        ? ApiAnswer.Faulty(new Dictionary<string, string> { [found.Groups[1].Value] = $"“{found.Groups[2].Value}” cannot be read here." })
        : ApiAnswer.Refused(wrong.StatusCode, "Not understood", "The request cannot be read.");

    [GeneratedRegex("\"[^\"]* (\\w+)\" from \"([^\"]*)\"")]
    private static partial Regex Unbound();

    private static Task ApologiseAsync(HttpContext http)
    {
        var fault = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (fault is BadHttpRequestException wrong) return ApiDoor.AnswerAsync(http, InWords(wrong));
        return ApiDoor.AnswerAsync(http, fault is not null && DbFaults.IsLostConnection(fault) ? ApiAnswer.Refused(503, "Out of reach", "The database does not answer; nothing was changed. Send it again in a moment.")
            : ApiAnswer.Refused(500, "Our fault", $"Something went wrong on our side, and nothing was changed. It is in the log under {http.TraceIdentifier}."));
    }
}
