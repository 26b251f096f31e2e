using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeCrm;

/// <summary>HubSpot's CRM API, as far as it is used (https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide): a search has 200 a page, one sorting rule, and 10,000 at most.</summary>
public sealed class HubSpotDialect : ICrmDialect
{
    private const int MostOfSearch = 10_000;

    public CrmAnswer TooOften => new(429, new { status = "error", message = "You have reached your secondly limit.", errorType = "RATE_LIMIT", policyName = "SECONDLY" });

    public CrmAnswer Unknown => new(401, new { status = "error", category = "EXPIRED_AUTHENTICATION", message = "The OAuth token used to make this call expired." });

    public bool IsIn(HttpRequest request, string token) => request.Headers.Authorization == $"Bearer {token}";

    public CrmAnswer? Answer(CrmServer server, string method, string path, IQueryCollection query, JsonElement? body) => (method, path) switch
    {
        ("GET", "/crm/v3/owners") => Found(server.World.Owners.Where(o => query["archived"] == (server.World.LeftOwners.Contains(o.Id) ? "true" : "false")).Select(o => new { id = o.Id, email = o.Email, firstName = o.Name.Split(' ')[0], lastName = o.Name.Split(' ')[1], archived = false })),
        ("GET", "/crm/v3/pipelines/deals") => Found([new { id = "default", label = "Sales", stages = server.World.Stages.Select(s => new { id = s.Id, label = s.Label, metadata = new { isClosed = s.Outcome == "open" ? "false" : "true", probability = s.Outcome == "won" ? "1.0" : s.Outcome == "lost" ? "0.0" : "0.4" } }) }]),
        ("POST", "/crm/v3/objects/deals/search") => Search(server.World, body!.Value),
        ("POST", "/crm/v3/objects/deals/batch/read") => Batch(server.World, body!.Value),
        ("POST", "/crm/v4/associations/deals/companies/batch/read") => Companies(server.World, body!.Value),
        ("POST", "/crm/v3/objects/companies/batch/read") => Found(Ids(body!.Value).Select(id => new { id, properties = new { name = id[2..] } })),
        ("GET", "/crm/v3/objects/deals") => Archived(server.World, query),
        ("POST", "/crm/v3/objects/notes") => Note(server.World, body!.Value),
        ("POST", "/crm/v3/objects/notes/search") => Found(server.World.Notes.Where(n => n.Words.Contains(body!.Value.GetProperty("filterGroups")[0].GetProperty("filters")[0].GetProperty("value").GetString()!)).Select(n => new { id = n.Id })),
        ("PATCH", _) when path.StartsWith("/crm/v3/objects/deals/", StringComparison.Ordinal) => Update(server.World, path.Split('/')[^1], body!.Value.GetProperty("properties")),
        _ => null,
    };

    private static CrmAnswer Search(CrmWorld world, JsonElement body)
    {
        var found = world.Deals.Where(d => !d.Archived);
        foreach (var filter in body.GetProperty("filterGroups")[0].GetProperty("filters").EnumerateArray())
        {
            var value = long.Parse(filter.GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
            Func<FakeDeal, long> of = filter.GetProperty("propertyName").GetString() == "hs_object_id" ? d => long.Parse(d.Id, CultureInfo.InvariantCulture) : d => d.Modified.ToUnixTimeMilliseconds();
            found = filter.GetProperty("operator").GetString() switch { "GTE" => found.Where(d => of(d) >= value), "GT" => found.Where(d => of(d) > value), _ => found.Where(d => of(d) == value) };
        }
        // what one instant changed comes in any order
        var byId = body.GetProperty("sorts")[0].GetProperty("propertyName").GetString() == "hs_object_id";
        var all = (byId ? found.OrderBy(d => long.Parse(d.Id, CultureInfo.InvariantCulture)) : found.OrderBy(d => d.Modified).ThenBy(d => d.Id.Reverse().Aggregate(0L, (n, c) => n * 10 + c))).ToList();
        var limit = body.GetProperty("limit").GetInt32();
        if (limit > 200) return new CrmAnswer(400, new { status = "error", category = "VALIDATION_ERROR" });
        return new CrmAnswer(200, new { total = Math.Min(all.Count, MostOfSearch), results = all.Take(limit).Select(Deal), paging = all.Count > limit ? new { next = new { after = $"{limit}" } } : null });
    }

    private static CrmAnswer Batch(CrmWorld world, JsonElement body)
    {
        var ids = Ids(body).ToHashSet();
        return ids.Count > 100 ? new CrmAnswer(400, new { category = "VALIDATION_ERROR" }) : new CrmAnswer(200, new { status = "COMPLETE", results = world.Deals.Where(d => ids.Contains(d.Id) && !d.Archived).Select(Deal) });
    }

    private static CrmAnswer Companies(CrmWorld world, JsonElement body)
    {
        var ids = Ids(body).ToHashSet();
        return new CrmAnswer(200, new { status = "COMPLETE", results = world.Deals.Where(d => ids.Contains(d.Id) && d.Company is not null).Select(d => new { from = new { id = d.Id }, to = new[] { new { toObjectId = $"c-{d.Company}" } } }) });
    }

    private static CrmAnswer Archived(CrmWorld world, IQueryCollection query)
    {
        var skip = query.TryGetValue("after", out var after) ? int.Parse(after!, CultureInfo.InvariantCulture) : 0;
        var gone = world.Deals.Where(d => d.Archived).ToList();
        return new CrmAnswer(200, new { results = gone.Skip(skip).Take(100).Select(d => new { id = d.Id, archived = true, archivedAt = d.Modified, updatedAt = d.Modified }), paging = gone.Count > skip + 100 ? new { next = new { after = $"{skip + 100}" } } : null });
    }

    private static CrmAnswer Update(CrmWorld world, string id, JsonElement properties)
    {
        if (world.Deals.Find(d => d.Id == id && !d.Archived) is not { } deal) return new CrmAnswer(404, new { status = "error", category = "OBJECT_NOT_FOUND" });
        world.Change(deal, d =>
        {
            if (properties.TryGetProperty("hs_next_step", out var step)) d.NextStep = step.GetString();
            if (properties.TryGetProperty("dealstage", out var stage)) d.Stage = stage.GetString()!;
        });
        return new CrmAnswer(200, Deal(deal));
    }

    private static CrmAnswer Note(CrmWorld world, JsonElement body)
    {
        var id = world.NextId();
        world.Notes.Add((id, body.GetProperty("associations")[0].GetProperty("to").GetProperty("id").GetString()!, body.GetProperty("properties").GetProperty("hs_note_body").GetString()!));
        return new CrmAnswer(201, new { id });
    }

    private static IEnumerable<string> Ids(JsonElement body) => body.GetProperty("inputs").EnumerateArray().Select(i => i.GetProperty("id").GetString()!);

    private static object Deal(FakeDeal deal) => new
    {
        id = deal.Id, archived = false, createdAt = deal.Modified, updatedAt = deal.Modified,
        properties = new Dictionary<string, string?>
        {
            ["dealname"] = deal.Name, ["amount"] = deal.Amount?.ToString(CultureInfo.InvariantCulture), ["closedate"] = deal.CloseOn?.ToString("yyyy-MM-ddT00:00:00Z", CultureInfo.InvariantCulture),
            ["dealstage"] = deal.Stage, ["pipeline"] = "default", ["hubspot_owner_id"] = deal.Owner ?? "", ["hs_next_step"] = deal.NextStep, ["hs_is_closed"] = deal.Stage is "18" or "19" ? "true" : "false",
            ["hs_is_closed_won"] = deal.Stage == "18" ? "true" : "false", ["hs_lastmodifieddate"] = deal.Modified.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["hs_merged_object_ids"] = deal.Absorbed.Count == 0 ? null : string.Join(';', deal.Absorbed), ["something_new"] = "left aside",
        },
    };

    private static CrmAnswer Found(IEnumerable<object> results) => new(200, new { results });
}
