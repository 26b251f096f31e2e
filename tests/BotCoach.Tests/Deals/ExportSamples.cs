using System.Globalization;
using System.Text;
using BotCoach.Deals;

namespace BotCoach.Tests.Deals;

/// <summary>
/// A small export as one of the systems writes it: its header is real (Exports/*.yaml says from where), its three deals are not: Acme rollout is open,
/// Beta is won, Gamma is lost.
/// </summary>
/// <param name="Columns">"Their name = what it says"; a column of which nothing of ours is said is the company's own.</param>
internal sealed record ExportSample(string Id, string Sentence, string Columns)
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>What stands in the column of the stage, for the three deals.</summary>
    public required string[] Stages { get; init; }

    /// <summary>The same for the status.</summary>
    public string[] Statuses { get; init; } = ["", "", ""];

    /// <summary>Our stage of the open deal, when its name tells; otherwise it is asked for.</summary>
    public string? Guessed { get; init; }

    /// <summary>The person's own locale writes the days and amounts, not the system.</summary>
    public bool Local { get; init; }

    public IReadOnlyList<(string Name, string Says)> Header { get; } =
        [.. Columns.Split('|').Select(c => c.Split('=', 2, StringSplitOptions.TrimEntries)).Select(c => (c[0], c[1]))];

    public ImportSource File => Csv.File($"{Id}.csv", [.. Lines(Header, ',')]);

    public ImportChoices Choices => Guessed is null ? new ImportChoices { Stages = { [Stages[0]] = "proposal" } } : new ImportChoices();

    /// <summary>Their column of a field of ours, or null.</summary>
    public string? Of(string field) => Header.FirstOrDefault(h => h.Says == field).Name;

    public string IdOf(int deal) => $"{Id}-{deal}";

    public IEnumerable<string> Lines(IReadOnlyList<(string Name, string Says)> header, char separator) =>
        Enumerable.Range(-1, 4).Select(deal => string.Join(separator, header.Select(h => Quoted(deal < 0 ? h.Name : Cell(deal, h.Says)))));

    private string Cell(int deal, string says) => says switch
    {
        "id" => IdOf(deal),
        "name" => Names[deal],
        "account" => $"{Names[deal]} GmbH",
        "owner" => "Ann Bell",
        "owner-email" => "ann.bell@example.com",
        "stage" => Stages[deal],
        "status" => Statuses[deal],
        "is-closed" => deal > 0 ? "true" : "false",
        "is-won" => deal == 1 ? "true" : "false",
        "amount" => Local ? Amounts[deal].ToString("#,0.00", German) : Amounts[deal].ToString(CultureInfo.InvariantCulture),
        "currency" => "EUR",
        "close-date" => Day(2026, deal == 0 ? 6 : 2, 10),
        "started" => Day(2025, 11, 5),
        "won-time" => deal == 1 ? Day(2026, 2, 10) : "",
        "lost-time" => deal == 2 ? Day(2026, 2, 10) : "",
        "closed" => deal > 0 ? Day(2026, 2, 10) : "",
        "touched" => Day(2026, 1, 7),
        "next-step" => deal == 0 ? "Call the CFO" : "",
        "reason" => deal == 2 ? "Price" : "",
        "lead-source" => "Trade fair",
        "deal-type" => "New business",
        _ => $"own {deal}",
    };

    private string Day(int year, int month, int day) => Local ? $"{day:00}.{month:00}.{year}" : $"{year}-{month:00}-{day:00} 09:15";

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",;\t\"") < 0 ? cell : $"\"{cell}\"";

    public static readonly string[] Names = ["Acme rollout", "Beta", "Gamma"];
    public static readonly decimal[] Amounts = [1485.5m, 12000m, 900m];
}

internal static class ExportSamples
{
    public static ExportSample Of(string id) => All.Single(s => s.Id == id);

    public static readonly IReadOnlyList<ExportSample> All =
    [
        new("salesforce-english", "This looks like Salesforce's opportunity report, in English.",
            "Opportunity Owner=owner|Account Name=account|Opportunity Name=name|Stage=stage|Fiscal Period=-|Amount Currency=currency|Amount=amount|Probability (%)=-|Close Date=close-date|"
            + "Created Date=started|Next Step=next-step|Lead Source=lead-source|Type=deal-type|Opportunity ID=id")
            { Stages = ["Proposal/Price Quote", "Closed Won", "Closed Lost"], Guessed = "proposal" },
        new("salesforce-german", "This looks like Salesforce's opportunity report, in German.",
            "Opportunity-Inhaber=owner|Accountname=account|Opportunity-Name=name|Phase=stage|Prognosekategorie=-|Betrag Währung=currency|Betrag=amount|Wahrscheinlichkeit (%)=-|"
            + "Schlusstermin=close-date|Erstelldatum=started|Nächster Schritt=next-step|Lead-Quelle=lead-source|Typ=deal-type|Letzte Aktivität=touched|Opportunity-ID=id")
            { Stages = ["Angebot", "Geschlossen und gewonnen", "Geschlossen und verloren"], Local = true },
        new("salesforce-api", "This looks like Salesforce's opportunities under their API names, as Data Loader writes them.",
            "ID=id|NAME=name|ACCOUNT.NAME=account|OWNER.NAME=owner|OWNER.EMAIL=owner-email|STAGENAME=stage|AMOUNT=amount|CURRENCYISOCODE=currency|CLOSEDATE=close-date|"
            + "CREATEDDATE=started|LASTACTIVITYDATE=touched|NEXTSTEP=next-step|LEADSOURCE=lead-source|TYPE=deal-type|ISCLOSED=is-closed|ISWON=is-won|PROBABILITY=-|ACCOUNTID=-")
            { Stages = ["Negotiation/Review", "Signed", "Gone"], Guessed = "proposal" },
        new("hubspot-english", "This looks like HubSpot's deal export, in English.",
            "Record ID=id|Deal Name=name|Deal Stage=stage|Close Date=close-date|Deal owner=owner|Amount=amount|Currency=currency|Deal Type=deal-type|Associated Company (Primary)=account|"
            + "Pipeline=-|Create Date=started|Last Activity Date=touched|Next step=next-step|Closed Lost Reason=reason|Deal probability=-")
            { Stages = ["Presentation Scheduled (Sales Pipeline)", "Closed Won (Sales Pipeline)", "Closed Lost (Sales Pipeline)"], Guessed = "solution-alignment" },
        new("hubspot-german", "This looks like HubSpot's deal export, in German.",
            "Datensatz-ID=id|Deal-Name=name|Deal-Phase=stage|Abschlussdatum=close-date|Für Deal zuständiger Mitarbeiter=owner|Betrag=amount|Währung=currency|"
            + "Associated Company (Primary)=account|Pipeline=-")
            { Stages = ["Präsentation vereinbart (Vertrieb)", "Abgeschlossen und gewonnen", "Abgeschlossen und verloren"], Guessed = "solution-alignment" },
        new("hubspot-french", "This looks like HubSpot's deal export, in French.",
            "ID de fiche d'informations=id|Nom de la transaction=name|Phase de la transaction=stage|Pipeline=-|Propriétaire de la transaction=owner|Montant=amount|"
            + "Date de fermeture=close-date|Date de création=started|Associated Company (Primary)=account")
            { Stages = ["Délai de réflexion", "Gagné", "Perdue : trop cher"] },
        new("hubspot-portuguese", "This looks like HubSpot's deal export, in Portuguese.",
            "ID do registro=id|Nome do negócio=name|Etapa do negócio=stage|Valor=amount|Data de fechamento=close-date|Proprietário do negócio=owner|Data de criação=started|"
            + "Motivo da perda=reason|Associated Company (Primary)=account|Pontuação do negócio=-")
            { Stages = ["Envio", "Fechado ganho", "Perdido"] },
        new("hubspot-api", "This looks like HubSpot's deals under their API names.",
            "hs_object_id=id|dealname=name|dealstage=stage|amount=amount|deal_currency_code=currency|closedate=close-date|createdate=started|hubspot_owner_id=owner|dealtype=deal-type|"
            + "hs_next_step=next-step|closed_lost_reason=reason|hs_is_closed=is-closed|hs_is_closed_won=is-won|pipeline=-")
            { Stages = ["contractsent", "3177741538", "3177741539"], Guessed = "proposal" },
        new("pipedrive-english", "This looks like Pipedrive's deal export, in English.",
            "Deal - ID=id|Deal - Title=name|Deal - Organization=account|Deal - Contact person=-|Deal - Owner=owner|Deal - Pipeline=-|Deal - Stage=stage|Deal - Status=status|"
            + "Deal - Value=amount|Deal - Currency of Value=currency|Deal - Expected close date=close-date|Deal - Deal created=started|Deal - Won time=won-time|Deal - Lost time=lost-time|"
            + "Deal - Lost reason=reason|Deal - Last activity date=touched|Deal - Label=-")
            { Stages = ["Proposal Made", "Proposal Made", "Contact Made"], Statuses = ["Open", "Won", "Lost"], Guessed = "proposal" },
        new("pipedrive-data", "This looks like Pipedrive's deals as an export of the account's data has them, in English.",
            "ID=id|Title=name|Owner=owner|Value=amount|Currency of Value=currency|Weighted value=-|Organization=account|Organization ID=-|Pipeline=-|Stage=stage|Status=status|"
            + "Deal created=started|Expected close date=close-date|Lost reason=reason|Deal closed on=closed")
            { Stages = ["Negotiations Started", "Negotiations Started", "Qualified"], Statuses = ["open", "won", "lost"], Guessed = "proposal" },
        new("pipedrive-german", "This looks like Pipedrive's deal export, in German.",
            "Deal - ID=id|Deal - Titel=name|Deal - Organisation=account|Deal - Kontaktperson=-|Deal - Besitzer=owner|Deal - Pipeline=-|Deal - Phase=stage|Deal - Status=status|Deal - Wert=amount|"
            + "Deal - Deal erstellt=started|Deal - Datum des gewonnenen Deals=won-time|Deal - Datum des verlorenen Deals=lost-time|Deal - Verlustgrund=reason|Deal - Label=-")
            { Stages = ["Angebot", "Angebot", "Angebot"], Statuses = ["Offen", "Gewonnen", "Verloren"] },
        new("pipedrive-portuguese", "This looks like Pipedrive's deal export, in Portuguese.",
            "Negócio - ID=id|Negócio - Título=name|Negócio - Valor=amount|Negócio - Moeda de Valor=currency|Negócio - Proprietário=owner|Negócio - Funil=-|Negócio - Etapa=stage|"
            + "Negócio - Status=status|Negócio - Negócio criado em=started|Negócio - Ganho em=won-time|Negócio - Data de perda=lost-time|Negócio - Motivo da perda=reason|"
            + "Negócio - Organização=account|Negócio - Pessoa de contato=-|Negócio - Data de fechamento esperada=close-date|Negócio - Data da última atividade=touched")
            { Stages = ["Envio", "Envio", "Envio"], Statuses = ["Aberto", "Ganho", "Perdido"] },
        new("pipedrive-french", "This looks like Pipedrive's deal export, in French.",
            "Affaire - ID=id|Affaire - Titre=name|Affaire - Valeur=amount|Affaire - Organisation=account|Affaire - Personne à contacter=-|Affaire - Propriétaire=owner|Affaire - Étape=stage|"
            + "Affaire - Statut=status|Affaire - Affaire créée=started|Affaire - Date de gain=won-time|Affaire - Date de perte=lost-time|Affaire - Raison de la perte=reason")
            { Stages = ["Devis", "Devis", "Devis"], Statuses = ["Ouvert", "Gagné", "Perdu"] },
        new("pipedrive-spanish", "This looks like Pipedrive's deal export, in Spanish.",
            "Trato - ID=id|Trato - Título=name|Trato - Valor=amount|Trato - Moneda=currency|Trato - Organización=account|Trato - Propietario=owner|Trato - Etapa=stage|Trato - Estado=status|"
            + "Trato - Fecha de cierre prevista=close-date|Trato - Trato creado=started|Trato - Etiqueta=-")
            { Stages = ["Envío", "Envío", "Envío"], Statuses = ["Abierto", "Ganado", "Perdido"] },
    ];
}
