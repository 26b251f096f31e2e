using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotCoach.Crm.Wire.Salesforce;

/// <summary>An Opportunity as it is (https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_opportunity.htm). Its stage is known by its name.</summary>
internal static partial class SalesforceReading
{
    public static SourceDeal Deal(JsonElement said)
    {
        var (owner, closed) = (said.Maybe("Owner"), said.Flag("IsClosed"));
        return new SourceDeal
        {
            Id = said.NeedText("Id"), Modified = said.NeedAt("SystemModstamp"), IsDeleted = said.Flag("IsDeleted"), Name = said.Text("Name"), Amount = said.Money("Amount"),
            CloseOn = said.Day("CloseDate"), CreatedOn = said.Day("CreatedDate"), EnteredOn = said.Day("LastStageChangeDate"), ClosedOn = closed ? said.Day("CloseDate") : null, StageId = said.NeedText("StageName"),
            Outcome = !closed ? SourceOutcome.Open : said.Flag("IsWon") ? SourceOutcome.Won : SourceOutcome.Lost, OwnerId = said.NeedText("OwnerId"),
            Owner = owner is { } by && by.Text("Name") is { } name ? new SourceOwner(said.NeedText("OwnerId"), name, by.Text("Email")) : null,
            Account = said.Maybe("Account")?.Text("Name"), NextStep = said.Text("NextStep"), DealType = said.Text("Type"), LeadSource = said.Text("LeadSource"),
        };
    }

    public static SourceStage Stage(JsonElement said) => new(said.NeedText("ApiName"), said.NeedText("MasterLabel"), null, !said.Flag("IsClosed") ? SourceOutcome.Open : said.Flag("IsWon") ? SourceOutcome.Won : SourceOutcome.Lost);

    /// <summary>The column that a refusal names: "No such column 'NextStep' on entity 'Opportunity'".</summary>
    public static string Named(JsonElement? refusal) => refusal?.Maybe("message") is { } message && Quoted().Match(message.ToString()) is { Success: true } match ? match.Groups[1].Value : "one of those asked for";

    [GeneratedRegex("'([A-Za-z0-9_.]+)'")]
    private static partial Regex Quoted();
}
