using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeCrm;

/// <summary>Pipedrive's API as far as it is used (https://developers.pipedrive.com/docs/api/v1/Deals): pages by an opaque cursor, deleted deals among the others where they are asked for, and a token in x-api-token or a bearer.</summary>
public sealed class PipedriveDialect : ICrmDialect
{
    public CrmAnswer TooOften => new(429, new { success = false, error = "request over limit", code = 429 }, ("x-ratelimit-reset", "2"), ("x-ratelimit-remaining", "0"));

    public CrmAnswer Unknown => new(401, new { success = false, error = "unauthorized access" });

    public bool IsIn(HttpRequest request, string token) => request.Headers["x-api-token"] == token || request.Headers.Authorization == $"Bearer {token}";

    public CrmAnswer? Answer(CrmServer server, string method, string path, IQueryCollection query, JsonElement? body) => (method, path) switch
    {
        ("GET", "/api/v2/stages") => Data(server.World.Stages.Where(s => s.Outcome == "open").Select(s => new { id = int.Parse(s.Id), name = s.Label, pipeline_id = 1 })),
        ("GET", "/api/v1/users") => Data(server.World.Owners.Select(o => new { id = int.Parse(o.Id), name = o.Name, email = o.Email })),
        ("GET", "/api/v2/deals") => Deals(server.World, query),
        ("GET", "/api/v2/organizations") => Data(query["ids"].ToString().Split(',').Select(id => new { id = int.Parse(id), name = server.World.Deals.First(d => OrgOf(d) == int.Parse(id)).Company })),
        ("GET", "/api/v2/activities") => Data(server.World.Activities.Where(a => a.Deal == query["deal_id"]).Select(a => new { id = int.Parse(a.Id), subject = a.Subject, due_date = a.Due, note = a.Note })),
        ("POST", "/api/v2/activities") => Activity(server.World, body!.Value),
        ("GET", "/api/v1/notes") => Data(server.World.Notes.Where(n => n.Deal == query["deal_id"]).Select(n => new { id = int.Parse(n.Id), content = n.Words })),
        ("POST", "/api/v1/notes") => Note(server.World, body!.Value),
        ("PATCH", _) when path.StartsWith("/api/v2/deals/", StringComparison.Ordinal) => Update(server.World, path.Split('/')[^1], body!.Value),
        ("GET", _) when path.StartsWith("/api/v2/activities/", StringComparison.Ordinal) => Found(server.World, path.Split('/')[^1]),
        ("PATCH", _) when path.StartsWith("/api/v2/activities/", StringComparison.Ordinal) => Again(server.World, path.Split('/')[^1], body!.Value),
        _ => null,
    };

    private static CrmAnswer Deals(CrmWorld world, IQueryCollection query)
    {
        var (states, limit) = (query["status"].ToString().Split(','), int.Parse(query["limit"]!));
        if (limit > 500) return new CrmAnswer(400, new { success = false, code = "ERR_SCHEMA_VALIDATION_FAILED" });
        var found = world.Deals.Where(d => states.Contains(StateOf(d)));
        if (query["ids"].ToString() is { Length: > 0 } ids) found = found.Where(d => ids.Split(',').Contains(d.Id));
        if (query["updated_since"].ToString() is { Length: > 0 } since) found = found.Where(d => d.Modified >= DateTimeOffset.Parse(since, CultureInfo.InvariantCulture));
        var all = found.OrderBy(d => d.Modified).ThenBy(d => int.Parse(d.Id)).ToList();
        // behind the last of the page before, wherever that is by now
        if (query["cursor"].ToString() is { Length: > 0 } cursor && cursor.Split('_') is [var at, var id])
            all = [.. all.SkipWhile(d => d.Modified.ToUnixTimeMilliseconds() < long.Parse(at) || (d.Modified.ToUnixTimeMilliseconds() == long.Parse(at) && int.Parse(d.Id) <= int.Parse(id)))];
        var page = all.Take(limit).ToList();
        return new CrmAnswer(200, new { success = true, data = page.Select(Deal), additional_data = new { next_cursor = all.Count > limit ? $"{page[^1].Modified.ToUnixTimeMilliseconds()}_{page[^1].Id}" : null } });
    }

    private static CrmAnswer Update(CrmWorld world, string id, JsonElement changes)
    {
        if (world.Deals.Find(d => d.Id == id && !d.Archived) is not { } deal) return new CrmAnswer(404, new { success = false, error = "Deal not found" });
        world.Change(deal, d =>
        {
            if (changes.TryGetProperty("stage_id", out var stage)) d.Stage = stage.GetRawText();
            if (changes.TryGetProperty("status", out var status)) d.Status = status.GetString()!;
        });
        return One(Deal(deal));
    }

    private static CrmAnswer Activity(CrmWorld world, JsonElement body)
    {
        var id = world.NextId();
        world.Activities.Add((id, body.GetProperty("deal_id").GetRawText(), body.GetProperty("subject").GetString()!, body.GetProperty("due_date").GetString(), body.GetProperty("note").GetString()!));
        return One(new { id = int.Parse(id) });
    }

    private static CrmAnswer Found(CrmWorld world, string id) => world.Activities.Find(a => a.Id == id) is { Id: not null } there
        ? One(new { id = int.Parse(id), subject = there.Subject, done = world.DoneActivities.Contains(id), is_deleted = false }) : new CrmAnswer(404, new { success = false });

    private static CrmAnswer Again(CrmWorld world, string id, JsonElement body)
    {
        var place = world.Activities.FindIndex(a => a.Id == id);
        if (place < 0) return new CrmAnswer(404, new { success = false });
        world.Activities[place] = world.Activities[place] with { Subject = body.GetProperty("subject").GetString()!, Due = body.GetProperty("due_date").GetString() };
        return One(new { id = int.Parse(id) });
    }

    private static CrmAnswer Note(CrmWorld world, JsonElement body)
    {
        var id = world.NextId();
        world.Notes.Add((id, body.GetProperty("deal_id").GetRawText(), body.GetProperty("content").GetString()!));
        return One(new { id = int.Parse(id) });
    }

    private static string StateOf(FakeDeal deal) => deal.Archived ? "deleted" : deal.Stage switch { "18" => "won", "19" => "lost", _ => deal.Status };

    private static int? OrgOf(FakeDeal deal) => deal.Company is { } company ? 1 + company.Aggregate(7, (n, c) => (n * 31 + c) % 100_000) : null;

    private static object Deal(FakeDeal deal) => new
    {
        id = int.Parse(deal.Id), title = deal.Name, value = deal.Amount, currency = "USD", status = StateOf(deal), is_deleted = deal.Archived, stage_id = deal.Stage is "18" or "19" ? 13 : int.Parse(deal.Stage), pipeline_id = 1,
        owner_id = deal.Owner is { } owner ? int.Parse(owner) : (int?)null, org_id = OrgOf(deal), expected_close_date = deal.CloseOn?.ToString("yyyy-MM-dd"),
        add_time = deal.Modified.ToString("yyyy-MM-ddTHH:mm:ssZ"), update_time = deal.Modified.ToString("yyyy-MM-ddTHH:mm:ssZ"), lost_reason = deal.Stage == "19" ? "Price" : null, something_new = "left aside",
    };

    private static CrmAnswer Data(IEnumerable<object> data) => new(200, new { success = true, data, additional_data = new { next_cursor = (string?)null } });

    private static CrmAnswer One(object data) => new(200, new { success = true, data });
}
