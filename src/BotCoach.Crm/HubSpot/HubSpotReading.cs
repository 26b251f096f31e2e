using System.Text.Json;

namespace BotCoach.Crm.Wire.HubSpot;

/// <summary>HubSpot's answers as ours. A property is text, whatever it holds; a stage's metadata says whether it closes a deal, and by its probability how (https://developers.hubspot.com/docs/api-reference/crm-pipelines-v3/guide).</summary>
internal static class HubSpotReading
{
    public static readonly IReadOnlyList<string> Properties =
    [
        "dealname", "amount", "deal_currency_code", "closedate", "createdate", "pipeline", "dealstage", "hubspot_owner_id", "hs_next_step", "dealtype", "hs_analytics_source", "closed_lost_reason", "closed_won_reason",
        "hs_is_closed", "hs_is_closed_won", "hs_v2_date_entered_current_stage", "hs_lastmodifieddate", "hs_merged_object_ids",
    ];

    public static SourceDeal Deal(JsonElement result)
    {
        var said = result.Need("properties");
        var outcome = said.Flag("hs_is_closed_won") ? SourceOutcome.Won : said.Flag("hs_is_closed") ? SourceOutcome.Lost : (SourceOutcome?)null;
        return new SourceDeal
        {
            Id = result.NeedText("id"), Modified = said.NeedAt("hs_lastmodifieddate"), Name = said.Text("dealname"), Amount = said.Money("amount"), Currency = said.Text("deal_currency_code"),
            CloseOn = said.Day("closedate"), CreatedOn = said.Day("createdate"), EnteredOn = said.Day("hs_v2_date_entered_current_stage"), ClosedOn = outcome is null ? null : said.Day("closedate"),
            StageId = said.Text("dealstage"), OwnerId = said.Text("hubspot_owner_id"), NextStep = said.Text("hs_next_step"), DealType = said.Text("dealtype"), LeadSource = said.Text("hs_analytics_source"),
            Outcome = outcome, Reason = said.Text("closed_lost_reason") ?? said.Text("closed_won_reason"),
            Absorbed = said.Text("hs_merged_object_ids")?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        };
    }

    public static SourceDeal Gone(JsonElement result) => new() { Id = result.NeedText("id"), Modified = result.At("archivedAt") ?? result.NeedAt("updatedAt"), IsDeleted = true };

    public static SourceOwner Owner(JsonElement result) =>
        new(result.NeedText("id"), $"{result.Text("firstName")} {result.Text("lastName")}".Trim() is { Length: > 0 } name ? name : result.Text("email") ?? result.NeedText("id"), result.Text("email"));

    public static IReadOnlyList<SourceStage> Stages(JsonElement pipelines) =>
    [
        .. pipelines.Many("results").SelectMany(p => p.Many("stages").Select(s => new SourceStage(s.NeedText("id"), s.NeedText("label"), p.NeedText("id"), OutcomeOf(s.Maybe("metadata"))))),
    ];

    public static string? NextOf(JsonElement page) => page.Maybe("paging")?.Maybe("next")?.Text("after");

    /// <summary>By deal, its first company.</summary>
    public static Dictionary<string, string> Companies(JsonElement pairs)
    {
        var found = new Dictionary<string, string>();
        foreach (var pair in pairs.Many("results"))
            foreach (var to in pair.Many("to"))
                if (to.Text("toObjectId") is { } company) found.TryAdd(pair.Need("from").NeedText("id"), company);
        return found;
    }

    private static SourceOutcome OutcomeOf(JsonElement? metadata) =>
        metadata?.Flag("isClosed") != true ? SourceOutcome.Open : metadata?.Money("probability") >= 1 ? SourceOutcome.Won : SourceOutcome.Lost;
}
