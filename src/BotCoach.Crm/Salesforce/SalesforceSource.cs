using System.Globalization;
using System.Text.Json;

namespace BotCoach.Crm.Wire.Salesforce;

/// <summary>
/// Opportunities of Salesforce, in the order of SystemModstamp, which a person or a process of the platform's own moves alike
/// (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm). Deleted ones come along (IsDeleted) for as long as they are in the recycle bin. Accounts
/// can be merged, opportunities cannot: one whose account was merged is changed, since it belongs to another (https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm).
/// A web server is told of nothing by REST, so it is polled.
/// </summary>
internal sealed class SalesforceSource(SalesforceApi api) : IDealSource
{
    public const int Page = 500;
    private const string Fields = "Id, Name, Amount, CloseDate, CreatedDate, StageName, IsClosed, IsWon, NextStep, Type, LeadSource, OwnerId, Owner.Name, Owner.Email, Account.Name, LastStageChangeDate, SystemModstamp, IsDeleted";

    public string Kind => "salesforce";
    public string Name => "Salesforce";
    public string? UsualHost => null;
    public bool ReadsNextStep => true;
    public bool ListsGoneApart => false;
    public int PagesPerSecond => 10;

    public bool IsItsOwn(Uri host) => host.Host.EndsWith(".salesforce.com", StringComparison.OrdinalIgnoreCase) || host.Host.EndsWith(".force.com", StringComparison.OrdinalIgnoreCase);

    public bool IsSigned(SourceHook hook, SourceAccess access, DateTimeOffset now) => false;

    public Task<SourceReply<SourceShape>> ShapeAsync(SourceSession session) => CrmApi.TryAsync(async () =>
    {
        using var stages = await api.Query(session, "SELECT ApiName, MasterLabel, IsClosed, IsWon FROM OpportunityStage ORDER BY SortOrder");
        return new SourceShape([], [.. stages.RootElement.Many("records").Select(SalesforceReading.Stage)]);
    });

    public Task<SourceReply<SourcePage>> ChangesAsync(SourceSession session, DateTimeOffset? since, string? cursor) => CrmApi.TryAsync(async () =>
    {
        using var page = cursor?.StartsWith('/') == true ? await api.More(session, cursor) : await api.QueryAll(session, $"SELECT {Fields} FROM Opportunity{Where(since, cursor)} ORDER BY SystemModstamp, Id LIMIT {Page}");
        var deals = page.RootElement.Many("records").Select(SalesforceReading.Deal).ToList();
        // an answer may be cut before the limit: the rest of it lies at nextRecordsUrl
        var next = page.RootElement.Text("nextRecordsUrl") ?? (deals.Count >= Page || (cursor?.StartsWith('/') == true && deals.Count > 0) ? Behind(deals[^1]) : null);
        return new SourcePage(deals, next);
    });

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> NamedAsync(SourceSession session, IReadOnlyList<SourceDeal> deals) => Task.FromResult(new SourceReply<IReadOnlyList<SourceDeal>>(deals, null));

    public Task<SourceReply<SourcePage>> GoneAsync(SourceSession session, string? cursor) => Task.FromResult(new SourceReply<SourcePage>(new SourcePage([], null), null));

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> DealsAsync(SourceSession session, IReadOnlyCollection<string> ids) => CrmApi.TryAsync<IReadOnlyList<SourceDeal>>(async () =>
    {
        using var page = await api.QueryAll(session, $"SELECT {Fields} FROM Opportunity WHERE Id IN ({string.Join(", ", ids.Where(IsId).Select(id => $"'{id}'").DefaultIfEmpty("''"))})");
        return [.. page.RootElement.Many("records").Select(SalesforceReading.Deal)];
    });

    public Task<SourceReply<string?>> WriteAsync(SourceSession session, SourceWrite write) => CrmApi.TryAsync(() => write.Kind switch
    {
        SourceWriteKind.NextStep => UpdateAsync(session, write.DealId, new Dictionary<string, string> { ["NextStep"] = write.Text }),
        SourceWriteKind.Stage => UpdateAsync(session, write.DealId, new Dictionary<string, string> { ["StageName"] = write.Text }),
        _ => NoteAsync(session, write),
    });

    private async Task<string?> UpdateAsync(SourceSession session, string id, Dictionary<string, string> fields)
    {
        using var _ = await api.OpportunityUpdate(session, id, fields);
        return null;
    }

    /// <summary>A note is a task that is done: what stands under Activity, where people look.</summary>
    private async Task<string?> NoteAsync(SourceSession session, SourceWrite write)
    {
        if (write.MayHaveArrived && IsId(write.DealId) && write.Mark.All(char.IsAsciiLetterOrDigit))
        {
            using var found = await api.Query(session, $"SELECT Id FROM Task WHERE WhatId = '{write.DealId}' AND Subject LIKE '%{write.Mark}%' LIMIT 1");
            foreach (var there in found.RootElement.Many("records")) return there.NeedText("Id");
        }
        using var made = await api.TaskCreate(session, new Dictionary<string, string> { ["WhatId"] = write.DealId, ["Subject"] = $"Note of BotCoach [{write.Mark}]", ["Description"] = write.Text, ["Status"] = "Completed" });
        return made.RootElement.NeedText("id");
    }

    /// <summary>Behind the last of the page before: by its change and its id, so that what moves meanwhile pushes nothing out of a page.</summary>
    private static string Where(DateTimeOffset? since, string? cursor)
    {
        if (cursor?.Split(';') is [var at, var id]) return $" WHERE SystemModstamp > {at} OR (SystemModstamp = {at} AND Id > '{(IsId(id) ? id : "")}')";
        return since is { } from ? $" WHERE SystemModstamp >= {Written(from)}" : "";
    }

    private static string Behind(SourceDeal last) => $"{Written(last.Modified)};{last.Id}";

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static bool IsId(string id) => id.Length is 15 or 18 && id.All(char.IsAsciiLetterOrDigit);
}
