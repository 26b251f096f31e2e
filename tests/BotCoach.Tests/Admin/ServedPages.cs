using System.Net;
using BotCoach.Admin;
using BotCoach.People;
using BotCoach.Tests.Deals;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Admin;

/// <summary>A page of the console as the host serves it, with an address that it can be opened at.</summary>
internal sealed record ServedPage(string Name, string Path, bool IsDoorless, Role Needs, Role NeedsToWrite, bool IsForReaders)
{
    /// <summary>No import and no review, no digest and no deal has the id that is asked for.</summary>
    public HttpStatusCode Expected => Name is "Import" or "Review" or "Digest" or "Deal" or "ProcessReview" ? HttpStatusCode.NotFound : HttpStatusCode.OK;

    /// <summary>For who sees the whole company's figures: no manager whose people are reps.</summary>
    public bool IsOfCompany => Name is "CompanyView" or "ProcessReview" or "ProcessReviews";
}

/// <summary>The pages of the console, found by what the host serves, so that none is forgotten.</summary>
internal static class ServedPages
{
    public static async Task<IReadOnlyList<ServedPage>> OfAsync(DealHouse house)
    {
        var process = TestBook.ProcessId;
        var values = new Dictionary<string, string> { ["{process:guid}"] = $"{process}", ["{id:guid}"] = $"{house.Rita.PersonId}", ["{secret}"] = "none", ["{code:int}"] = "404", ["{number:int}"] = "1" };
        var queries = new Dictionary<string, string> { ["Item"] = $"?spot={process}:one:exit:new", ["Look"] = "?stage=one", ["Remove"] = "?stage=two" };
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<BotCoach.Storage.WorkspaceScope>().Enter(house.Host.WorkspaceId);
        return [.. house.Host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => (Endpoint: e, Page: e.Metadata.GetMetadata<CompiledPageActionDescriptor>()))
            .Where(e => e.Page is not null).Select(e =>
            {
                var page = (ConsolePage)ActivatorUtilities.CreateInstance(scope.ServiceProvider, e.Page!.ModelTypeInfo!);
                var name = Path.GetFileNameWithoutExtension(e.Page.RelativePath);
                var path = values.Aggregate("/" + e.Endpoint.RoutePattern.RawText!.TrimStart('/'), (at, v) => at.Replace(v.Key, v.Value, StringComparison.Ordinal));
                return new ServedPage(name, path + queries.GetValueOrDefault(name, ""), page is DoorlessPage, page.Needs, page.NeedsToWrite, page is { IsForReaders: true } and not DoorlessPage);
            })];
    }
}
