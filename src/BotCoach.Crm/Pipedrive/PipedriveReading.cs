using System.Text.Json;

namespace BotCoach.Crm.Wire.Pipedrive;

/// <summary>A deal as <c>GET /api/v2/deals</c> says it (https://developers.pipedrive.com/docs/api/v1/Deals#getDeals).</summary>
internal static class PipedriveReading
{
    public static SourceDeal Deal(JsonElement said)
    {
        var status = said.Text("status");
        return new SourceDeal
        {
            Id = said.NeedText("id"), Modified = said.At("update_time") ?? said.NeedAt("add_time"), IsDeleted = status == "deleted" || said.Flag("is_deleted"),
            Name = said.Text("title"), Amount = said.Money("value"), Currency = said.Text("currency"), OwnerId = said.Text("owner_id"), StageId = said.NeedText("stage_id"),
            CloseOn = said.Day("expected_close_date"), CreatedOn = said.Day("add_time"), EnteredOn = said.Day("stage_change_time"), ClosedOn = said.Day("won_time") ?? said.Day("lost_time") ?? said.Day("close_time"),
            Outcome = status switch { "won" => SourceOutcome.Won, "lost" => SourceOutcome.Lost, _ => SourceOutcome.Open }, Reason = said.Text("lost_reason"), LeadSource = said.Text("origin"),
        };
    }
}
