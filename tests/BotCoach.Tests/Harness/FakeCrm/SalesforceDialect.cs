using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeCrm;

/// <summary>
/// Salesforce's REST API as far as it is used (https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_rest.htm): SOQL with what it compares and sorts by, answers that may be cut
/// before the limit with a nextRecordsUrl, deleted records in queryAll alone, and errors as a list.
/// </summary>
public sealed partial class SalesforceDialect : ICrmDialect
{
    private readonly Dictionary<string, List<FakeDeal>> _rests = [];

    /// <summary>An answer has no more records than this.</summary>
    public int Cut { get; init; } = 2000;

    /// <summary>A field that this user may not see.</summary>
    public string? Hidden { get; set; }

    public CrmAnswer TooOften => new(403, new[] { new { message = "TotalRequests Limit exceeded.", errorCode = "REQUEST_LIMIT_EXCEEDED" } });

    public CrmAnswer Unknown => new(401, new[] { new { message = "Session expired or invalid", errorCode = "INVALID_SESSION_ID" } });

    public string IdOf(int number) => $"006{number:D12}";

    public bool IsIn(HttpRequest request, string token) => request.Headers.Authorization == $"Bearer {token}";

    public CrmAnswer? Answer(CrmServer server, string method, string path, IQueryCollection query, JsonElement? body) => (method, path) switch
    {
        ("GET", "/services/data/v60.0/query" or "/services/data/v60.0/queryAll") => Query(server.World, query["q"].ToString(), path.EndsWith("All", StringComparison.Ordinal)),
        ("GET", _) when path.StartsWith("/services/data/v60.0/query/", StringComparison.Ordinal) => Page(server.World, _rests[path]),
        ("PATCH", _) when path.StartsWith("/services/data/v60.0/sobjects/Opportunity/", StringComparison.Ordinal) => Update(server.World, path.Split('/')[^1], body!.Value),
        ("POST", "/services/data/v60.0/sobjects/Task") => Note(server.World, body!.Value),
        _ => null,
    };

    private CrmAnswer Query(CrmWorld world, string soql, bool all)
    {
        if (soql.Contains("FROM OpportunityStage", StringComparison.Ordinal))
            return Records(world.Stages.Select(s => new { ApiName = s.Label, MasterLabel = s.Label, IsClosed = s.Outcome != "open", IsWon = s.Outcome == "won" }), true, null);
        if (soql.Contains("FROM Task", StringComparison.Ordinal)) return Records(world.Notes.Where(n => n.Words.Contains(Regex.Match(soql, "%(\\w+)%").Groups[1].Value)).Select(n => new { n.Id }), true, null);
        if (Hidden is { } hidden && soql.Contains(hidden, StringComparison.Ordinal)) return new CrmAnswer(400, new[] { new { message = $"No such column '{hidden}' on entity 'Opportunity'.", errorCode = "INVALID_FIELD" } });
        var found = world.Deals.Where(d => all || !d.Archived);
        if (In().Match(soql) is { Success: true } many) found = found.Where(d => many.Groups[1].Value.Contains($"'{d.Id}'"));
        else if (Behind().Match(soql) is { Success: true } behind) found = found.Where(d => d.Modified > At(behind.Groups[1].Value) || (d.Modified == At(behind.Groups[1].Value) && string.CompareOrdinal(d.Id, behind.Groups[2].Value) > 0));
        else if (Since().Match(soql) is { Success: true } since) found = found.Where(d => d.Modified >= At(since.Groups[1].Value));
        var limit = Limit().Match(soql) is { Success: true } most ? int.Parse(most.Groups[1].Value) : int.MaxValue;
        return Page(world, [.. found.OrderBy(d => d.Modified).ThenBy(d => d.Id, StringComparer.Ordinal).Take(limit)]);
    }

    private CrmAnswer Page(CrmWorld world, List<FakeDeal> deals)
    {
        string? next = null;
        if (deals.Count > Cut) _rests[next = $"/services/data/v60.0/query/01g{_rests.Count:D12}-{Cut}"] = deals[Cut..];
        return Records(deals.Take(Cut).Select(d => Deal(world, d)), next is null, next);
    }

    private static CrmAnswer Records(IEnumerable<object> records, bool done, string? next) =>
        new(200, next is null ? new { totalSize = 0, done, records } : new { totalSize = 0, done, nextRecordsUrl = next, records }, ("Sforce-Limit-Info", "api-usage=18/5000"));

    private static CrmAnswer Update(CrmWorld world, string id, JsonElement fields)
    {
        if (world.Deals.Find(d => d.Id == id && !d.Archived) is not { } deal) return new CrmAnswer(404, new[] { new { message = "entity is deleted", errorCode = "ENTITY_IS_DELETED" } });
        world.Change(deal, d =>
        {
            if (fields.TryGetProperty("NextStep", out var step)) d.NextStep = step.GetString();
            if (fields.TryGetProperty("StageName", out var stage)) d.Stage = world.Stages.First(s => s.Label == stage.GetString()).Id;
        });
        return new CrmAnswer(204, null);
    }

    private static CrmAnswer Note(CrmWorld world, JsonElement body)
    {
        var id = world.NextId();
        world.Notes.Add((id, body.GetProperty("WhatId").GetString()!, $"{body.GetProperty("Subject").GetString()} {body.GetProperty("Description").GetString()}"));
        return new CrmAnswer(201, new { id, success = true });
    }

    private static object Deal(CrmWorld world, FakeDeal deal)
    {
        var owner = world.Owners.FirstOrDefault(o => o.Id == deal.Owner);
        return new
        {
            deal.Id, deal.Name, deal.Amount, CloseDate = deal.CloseOn?.ToString("yyyy-MM-dd"), CreatedDate = deal.Modified, StageName = world.Stages.First(s => s.Id == deal.Stage).Label, IsClosed = deal.Stage is "18" or "19", IsWon = deal.Stage == "18",
            deal.NextStep, OwnerId = deal.Owner ?? "71", Owner = owner.Name is null ? null : new { owner.Name, owner.Email }, Account = deal.Company is null ? null : new { Name = deal.Company },
            SystemModstamp = deal.Modified.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture), IsDeleted = deal.Archived, Something__c = "left aside",
        };
    }

    private static DateTimeOffset At(string written) => DateTimeOffset.Parse(written, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Id IN \(([^)]*)\)")]
    private static partial Regex In();

    [GeneratedRegex(@"SystemModstamp > (\S+) OR \(SystemModstamp = \S+ AND Id > '(\w*)'\)")]
    private static partial Regex Behind();

    [GeneratedRegex(@"SystemModstamp >= (\S+)")]
    private static partial Regex Since();

    [GeneratedRegex(@"LIMIT (\d+)")]
    private static partial Regex Limit();
}
