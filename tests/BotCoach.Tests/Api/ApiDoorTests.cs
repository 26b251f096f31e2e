using System.Net;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Api;

/// <summary>Who comes in by a key, how fast, how often the same, and the document that says what can be asked.</summary>
public sealed class ApiDoorTests
{
    private const string Path = "/api/v1/deals/A-1";

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_a_key_that_holds_and_may_comes_in(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var nobody = new ApiClient(house.Host.Url, "");
        using var stranger = new ApiClient(house.Host.Url, "botcoach_" + new string('x', 43));
        using var reader = await ApiClient.OfAsync(house.Host, house.Ada, "Reader", ApiScopes.ReadDeals);
        foreach (var client in (ApiClient[])[nobody, stranger])
        {
            await client.PutAsync(Path, new { name = "Acme", owner = "Rita" });
            client.Is(HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", client.Answer.Headers.WwwAuthenticate.Single().Scheme);
        }
        await reader.PutAsync(Path, new { name = "Acme", owner = "Rita" });
        reader.Is(HttpStatusCode.Forbidden);
        Assert.Contains("deals:write", reader.Text);
        await reader.GetAsync("/api/v1/processes");
        reader.Is(HttpStatusCode.Forbidden);
        await reader.GetAsync("/api/v1/nonsense");
        reader.Is(HttpStatusCode.NotFound);

        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/admin/settings/keys");
        await browser.PressInAsync("Take back Reader", "Take back");
        browser.Sees("Nobody comes in by that key any more.");
        await reader.GetAsync(Path);
        reader.Is(HttpStatusCode.Unauthorized);
        Assert.Equal(2, await house.Host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.What.StartsWith("API key"))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_is_made_in_the_console_shown_once_and_kept_as_a_hash(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/admin/settings/keys");
        await browser.PressAsync("Make a key", ("name", "CRM"));
        browser.Sees("Choose what it may do.");
        await browser.PressAsync("Make a key", ("name", "CRM"), ("scopes", "deals:read\u001fdeals:write"));
        var key = browser.Words.Split(' ').Single(w => w.StartsWith("botcoach_", StringComparison.Ordinal));
        using var crm = new ApiClient(house.Host.Url, key);
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" });
        crm.Is(HttpStatusCode.Created);
        await browser.OpenAsync("/admin/settings/keys");
        browser.DoesNotSee(key);
        browser.Sees("deals:read, deals:write");
        Assert.DoesNotContain(key[9..], await house.Host.ReadAsync(db => db.ApiKeys.Select(k => k.Hash + k.Name).SingleAsync()));
        await browser.PressAsync("Make a key", ("name", "crm"), ("scopes", "deals:read"));
        browser.Sees("A key has, or had, this name.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_request_with_its_key_is_done_once_and_another_with_it_is_refused(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        var once = ("Idempotency-Key", "5f7c");
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" }, once);
        crm.Is(HttpStatusCode.Created);
        var (first, tag, place) = (crm.Text, crm.Answer.Headers.ETag, crm.Answer.Headers.Location);
        Assert.NotNull(tag);
        Assert.NotNull(place);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync()).Name = "Renamed here");
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" }, once);
        crm.Is(HttpStatusCode.Created);
        Assert.Equal((first, "true"), (crm.Text, crm.Answer.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal((tag, place), (crm.Answer.Headers.ETag, crm.Answer.Headers.Location));
        Assert.Equal("Renamed here", await house.Host.ReadAsync(db => db.Deals.Select(d => d.Name).SingleAsync()));
        await crm.PutAsync(Path, new { name = "Other", owner = "Rita" }, once);
        crm.Is(HttpStatusCode.UnprocessableEntity);
        await house.Host.JumpAsync(TimeSpan.FromHours(49));
        await crm.PutAsync(Path, new { name = "Other", owner = "Rita" }, once);
        crm.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_asks_too_fast_is_told_when_to_ask_again()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, null, null, "--Api:PerMinute", "3");
        using var crm = await ApiClient.OfAsync(host, await host.AdminAsync("Ada"), "CRM", ApiScopes.ReadDeals);
        for (var i = 0; i < 3; i++)
        {
            await crm.GetAsync("/api/v1/deals");
            crm.Is(HttpStatusCode.OK);
        }
        await crm.GetAsync("/api/v1/deals");
        crm.Is(HttpStatusCode.TooManyRequests);
        Assert.InRange(crm.Answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task The_document_names_every_route_with_its_body_and_how_one_comes_in()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        using var anybody = new ApiClient(host.Url, "");
        await anybody.GetAsync("/openapi/v1.json");
        anybody.Is(HttpStatusCode.OK);
        var document = anybody.Json;
        Assert.Equal(["/api/v1/calls", "/api/v1/deals", "/api/v1/deals/{externalId}", "/api/v1/leads", "/api/v1/processes", "/api/v1/processes/{id}"], document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order());
        var put = document.GetProperty("paths").GetProperty("/api/v1/deals/{externalId}").GetProperty("put");
        Assert.Equal("#/components/schemas/DealBody", put.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString());
        Assert.Equal(["200", "201", "400", "401", "403", "404", "409", "412", "413", "415", "422", "429"], put.GetProperty("responses").EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.Contains("closeDate", document.GetProperty("components").GetProperty("schemas").GetProperty("DealBody").GetProperty("properties").EnumerateObject().Select(p => p.Name));
    }
}
