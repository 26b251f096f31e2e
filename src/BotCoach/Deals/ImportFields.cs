using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>
/// What a column can mean, and the names it has in the exports of Salesforce, HubSpot and Pipedrive and in plain sheets.
/// Names are compared in lower case, letters and digits only.
/// </summary>
internal static class ImportFields
{
    public const string Custom = "custom";

    /// <summary>Fields of a deal with their names elsewhere, the surest first.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Names = Table();

    private static Dictionary<string, string[]> Table()
    {
        var table = new Dictionary<string, string[]>
        {
            ["id"] = ["opportunityid", "dealid", "externalid", "recordid", "recordidlong", "hsobjectid", "dealrecordid", "id", "key", "number"],
            ["name"] = ["opportunityname", "dealname", "dealtitle", "opportunity", "deal", "title", "name"],
            ["account"] =
            [
                "account", "accountname", "company", "companyname", "organization", "organisation", "organizationname", "associatedcompany",
                "associatedcompanyprimary", "primaryassociatedcompany", "customer", "customername", "client",
            ],
            ["owner"] =
            [
                "owner", "dealowner", "opportunityowner", "ownername", "ownerfullname", "salesagent", "salesrep", "salesperson", "salesowner", "accountexecutive",
                "rep", "ae", "assignedto", "responsible", "hubspotownerid", "ownerid",
            ],
            ["owner-email"] = ["owneremail", "dealowneremail", "opportunityowneremail", "salesrepemail", "repemail"],
            ["manager"] = ["manager", "salesmanager", "managername", "ownermanager", "teamlead"],
            ["sales-team"] = ["salesteam", "hubspotteam", "team", "regionaloffice", "salesoffice"],
            ["segment"] = ["segment", "accountsegment", "marketsegment", "customersegment"],
            ["lead-source"] = ["leadsource", "dealsource", "source", "originaltrafficsource", "originalsource", "sourceorigin", "sourcechannel"],
            ["deal-type"] = ["dealtype", "opportunitytype", "businesstype", "type"],
            ["amount"] = ["amount", "dealamount", "opportunityamount", "closevalue", "dealvalue", "value", "totalvalue", "contractvalue", "acv", "arr"],
            ["currency"] = ["currency", "currencycode", "amountcurrency", "opportunitycurrency", "currencyisocode", "dealcurrencycode", "currencyofvalue"],
            ["close-date"] = ["closedate", "expectedclosedate", "expectedclose", "closingdate", "closeon", "estimatedclosedate"],
            ["closed"] = ["closeddate", "closedon", "closedat", "dateclosed", "actualclosedate", "dealclosedon"],
            ["won-time"] = ["wontime", "wondate", "dealwontime", "datewon"],
            ["lost-time"] = ["losttime", "lostdate", "deallosttime", "datelost"],
            ["stage"] = ["dealstage", "stage", "stagename", "opportunitystage", "pipelinestage", "salesstage"],
            ["status"] = ["status", "dealstatus", "opportunitystatus"],
            ["is-closed"] = ["isclosed", "isdealclosed"],
            ["is-won"] = ["iswon", "isclosedwon"],
            ["started"] = ["engagedate", "createdate", "createddate", "datecreated", "dealcreated", "dealcreateddate", "createdon", "createdat", "created", "addtime", "opened", "opendate"],
            ["stage-entered"] = ["laststagechangedate", "dateenteredcurrentstage", "dateenteredstage", "stageentered", "stageenteredat", "laststagechange", "stagechangetime"],
            ["next-step"] = ["nextstep", "nextsteps", "hsnextstep"],
            ["next-step-date"] = ["nextstepdate", "nextstepduedate", "nextactivitydate", "nextstepon"],
            ["heard"] = ["lastheard", "lastheardfromthem", "lastreply", "lastbuyerreply", "lastcustomerreply", "lastinboundemail"],
            ["touched"] = ["lastactivitydate", "lastactivity", "lasttouched", "lasttouch", "lastcontacted", "lastcontactdate"],
            ["reason"] = ["lossreason", "lostreason", "reasonlost", "closedlostreason", "outcomereason", "closereason", "closedwonreason", "winreason"],
            ["product"] = ["product", "productname", "products"],
        };
        foreach (var fact in KnownFields.Facts) table.TryAdd(fact, [ImportCells.Plain(fact)]);
        return table;
    }

    /// <summary>The columns that a rejects file adds and a later import passes over.</summary>
    public const string RefusedColumn = "refused column";
    public const string RefusedWhy = "refused because";

    public static bool IsOurs(string field) => field == Custom || Names.ContainsKey(field);

    /// <summary>
    /// Guesses the meaning of each column; a field has one column, the one with the surest name. What the export that it is of knows of the columns comes first.
    /// </summary>
    public static Dictionary<string, string> Guess(IReadOnlyList<string> header, KnownExport? export = null)
    {
        var guess = export?.Meaning(header) ?? [];
        var plain = header.Where(h => export?.Has(h) != true).ToDictionary(name => name, Short);
        var known = guess.Values.ToHashSet();
        foreach (var (field, names) in Names.Where(n => !known.Contains(n.Key)))
        {
            var column = names.Select(n => plain.Keys.FirstOrDefault(h => plain[h] == n && !guess.ContainsKey(h))).FirstOrDefault(h => h is not null);
            if (column is not null) guess[column] = field;
        }
        return guess;
    }

    // Pipedrive writes "Deal - Owner"; with the prefix gone, "Owner" is left, unless that is all there is
    private static string Short(string column)
    {
        var dash = column.StartsWith("Deal - ", StringComparison.OrdinalIgnoreCase) ? column[7..] : column;
        return ImportCells.Plain(dash);
    }
}
