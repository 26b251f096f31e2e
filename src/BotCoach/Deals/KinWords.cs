namespace BotCoach.Deals;

/// <summary>The words of one kin.</summary>
internal static class KinWords
{
    /// <summary>Those of one line say the same thing, in any language.</summary>
    public static readonly string[] Lists =
    [
        "requirement requirements req reqs anforderung anforderungen requisitos requisito exigences requisiti eisen wymagania need needs",
        "legal juridique juridico juridisch rechtlich recht legale legali prawny prawne jurídico rechtsabteilung",
        "procurement purchasing einkauf achats compras acquisti inkoop zakupy purchase buying",
        "budget budgets money funds funding presupuesto orcamento budżet fonds funded finances",
        "decision decide decides decider deciders deciding decided decision-maker dm dms entscheidung entscheider decisión decisión decisão decisione beslissing decyzja décide",
        "problem problems issue issues pain pains challenge challenges problema problème probleem",
        "outcome outcomes result results goal goals ergebnis resultado résultat",
        "timeline timelines  schedule timeframe zeitplan calendario",
        "stakeholder stakeholders people contacts parties beteiligte involucrados implicados envolvidos coinvolti betrokkenen zaangażowani involved engaged engage",
        "champion champions advocate ambassador coach",
        "objection objections concern concerns einwände objeciones objections",
        "blocker blockers obstacle obstacles impediment impediments",
        "contract contracts agreement agreements vertrag contrato contrat contratto umowa",
        "criteria criterion kriterien criterios critères criteri",
        "price pricing prices prijs preis precio preço prix prezzo cena",
        "impact effect effects auswirkung impacto",
        "solution solutions lösung solución",
        "close closing closed closes abschluss cierre",
        "trigger triggers event events anlass auslöser",
        "sign signed signs sig  signatures signing unterschrieben firmado signé",
        "customer customers client clients buyer buyers prospect prospects",
        "stop stops blocked block",
        "technology tech technical technisch",
        "stack tool tools system systems software provider providers",
        "evaluation eval evaluate evaluated",
        "ours unsere unser unsers unsre nuestra nuestro nossa nosso nostra nostro notre nôtre onze nasze nasz mine",
        "we us wir nous nosotros nosotras noi wij uns",
        "theirs his hers ihre ihr deren suya suyo deles delas loro hun ich leur leurs jejich",
        "afraid fear fears worry worries worried",
        "authority authorised authorized",
        "concession concessions ",
        "start starts started kickoff",
        "milestone milestones",
        "constraint constraints limitation limitations restrictions",
        "value worth benefit benefits",
        "see sees saw seen seeing",
        "ask asks asked asking",
        "know knows knew known",
        "write wrote written writes",
        "choose chose chosen chooses",
        "meet met meets",
    ];
}
