using System.Text.Json;

namespace BotCoach.Crm.Wire.HubSpot;

/// <summary>
/// Deals of HubSpot. Merging A and B makes a new deal C; A and B are gone, and C names them in hs_merged_object_ids
/// (https://developers.hubspot.com/changelog/announcement-deals-now-support-merging). A deleted deal is in no search; it is listed with archived=true
/// (https://developers.hubspot.com/docs/api-reference/crm-deals-v3/guide). What was changed a moment ago may not be found yet, which the overlap of two polls is for.
/// </summary>
internal sealed class HubSpotSource(HubSpotApi api) : IDealSource
{
    public const int Page = 200;
    private const int BatchOfRead = 100;

    // https://developers.hubspot.com/docs/api-reference/crm-notes-v3/guide: a note's association with a deal
    private const int NoteToDeal = 214;

    public string Kind => "hubspot";
    public string Name => "HubSpot";
    public string? UsualHost => "https://api.hubapi.com";
    public bool ReadsNextStep => true;
    public bool ListsGoneApart => true;

    // five searches a second, and each page may need one more for its companies
    public int PagesPerSecond => 4;

    public bool IsItsOwn(Uri host) => host.Host is "api.hubapi.com" or "api-eu1.hubapi.com";

    public bool IsSigned(SourceHook hook, SourceAccess access, DateTimeOffset now) => HubSpotSignature.IsRight(hook, access.HookSecret ?? access.ClientSecret, now);

    public Task<SourceReply<SourceShape>> ShapeAsync(SourceSession session) => CrmApi.TryAsync(async () =>
    {
        using var pipelines = await api.DealPipelines(session);
        return new SourceShape(await OwnersAsync(session), HubSpotReading.Stages(pipelines.RootElement));
    });

    public Task<SourceReply<SourcePage>> ChangesAsync(SourceSession session, DateTimeOffset? since, string? cursor) => CrmApi.TryAsync(async () =>
    {
        var at = HubSpotCursor.Of(since, cursor);
        using var found = await api.DealsSearch(session, at.Query(HubSpotReading.Properties));
        var deals = found.RootElement.Many("results").Select(HubSpotReading.Deal).ToList();
        var fresh = deals.Where(d => !(at.Seen.Contains(d.Id) && d.Modified.ToUnixTimeMilliseconds() == at.From)).ToList();
        return new SourcePage(fresh, at.After(deals)?.ToString());
    });

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> NamedAsync(SourceSession session, IReadOnlyList<SourceDeal> deals) => CrmApi.TryAsync(() => WithAccountsAsync(session, deals));

    public Task<SourceReply<SourcePage>> GoneAsync(SourceSession session, string? cursor) => CrmApi.TryAsync(async () =>
    {
        using var found = await api.DealsArchived(session, cursor);
        return new SourcePage([.. found.RootElement.Many("results").Select(HubSpotReading.Gone)], HubSpotReading.NextOf(found.RootElement));
    });

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> DealsAsync(SourceSession session, IReadOnlyCollection<string> ids) => CrmApi.TryAsync<IReadOnlyList<SourceDeal>>(async () =>
    {
        using var found = await api.DealsBatchRead(session, new { properties = HubSpotReading.Properties, inputs = ids.Select(id => new { id }) });
        return await WithAccountsAsync(session, [.. found.RootElement.Many("results").Select(HubSpotReading.Deal)]);
    });

    public Task<SourceReply<string?>> WriteAsync(SourceSession session, SourceWrite write) => CrmApi.TryAsync(() => write.Kind switch
    {
        SourceWriteKind.NextStep => UpdateAsync(session, write.DealId, new { hs_next_step = write.Text }),
        SourceWriteKind.Stage => UpdateAsync(session, write.DealId, new { dealstage = write.Text, pipeline = write.Pipeline }),
        _ => NoteAsync(session, write),
    });

    private async Task<string?> UpdateAsync(SourceSession session, string id, object properties)
    {
        using var _ = await api.DealsUpdate(session, id, properties);
        return null;
    }

    /// <summary>Its mark stands in it: one that may have arrived is looked for first.</summary>
    private async Task<string?> NoteAsync(SourceSession session, SourceWrite write)
    {
        if (write.MayHaveArrived)
        {
            using var found = await api.NotesSearch(session, new { filterGroups = new[] { new { filters = new[] { new { propertyName = "hs_note_body", @operator = "CONTAINS_TOKEN", value = write.Mark } } } }, limit = 1 });
            foreach (var there in found.RootElement.Many("results")) return there.NeedText("id");
        }
        using var made = await api.NotesCreate(session, new
        {
            properties = new { hs_note_body = $"{write.Text} [{write.Mark}]", hs_timestamp = (session.TheirNow ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds() },
            associations = new[] { new { to = new { id = write.DealId }, types = new[] { new { associationCategory = "HUBSPOT_DEFINED", associationTypeId = NoteToDeal } } } },
        });
        return made.RootElement.NeedText("id");
    }

    private async Task<IReadOnlyList<SourceOwner>> OwnersAsync(SourceSession session)
    {
        var owners = new List<SourceOwner>();
        foreach (var archived in (bool[])[false, true])
        {
            string? after = null;
            do
            {
                using var page = await api.Owners(session, archived, after);
                owners.AddRange(page.RootElement.Many("results").Select(HubSpotReading.Owner));
                after = HubSpotReading.NextOf(page.RootElement);
            }
            while (after is not null);
        }
        return [.. owners.DistinctBy(o => o.Id)];
    }

    /// <summary>A deal's account is its first company, which a search does not say: two further requests a page, three at most.</summary>
    private async Task<IReadOnlyList<SourceDeal>> WithAccountsAsync(SourceSession session, IReadOnlyList<SourceDeal> deals)
    {
        if (deals.Count == 0) return deals;
        using var pairs = await api.CompaniesOfDeals(session, new { inputs = deals.Select(d => new { id = d.Id }) });
        var companyOf = HubSpotReading.Companies(pairs.RootElement);
        var names = new Dictionary<string, string?>();
        foreach (var some in companyOf.Values.Distinct().Chunk(BatchOfRead))
        {
            using var read = await api.CompaniesBatchRead(session, new { properties = new[] { "name" }, inputs = some.Select(id => new { id }) });
            foreach (var company in read.RootElement.Many("results")) names[company.NeedText("id")] = company.Need("properties").Text("name");
        }
        return [.. deals.Select(d => companyOf.TryGetValue(d.Id, out var company) ? d with { Account = names.GetValueOrDefault(company) } : d)];
    }
}
