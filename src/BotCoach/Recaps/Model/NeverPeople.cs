using System.Collections.Frozen;

namespace BotCoach.Recaps.Model;

/// <summary>Words that begin with a capital and are nobody's name: days, places, tongues, products, teams, and what sentences begin with. In lower case.</summary>
internal static class NeverPeople
{
    public static readonly FrozenSet<string> Words = """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter
        montag dienstag mittwoch donnerstag freitag samstag sonntag januar jänner februar märz mai juni juli oktober dezember weihnachten ostern
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre lunes martes miércoles jueves viernes sábado domingo
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
        segunda terça quarta quinta sexta janeiro fevereiro março maio junho julho setembro outubro dezembro maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart augustus

        english german french spanish italian portuguese dutch chinese japanese american european british swiss austrian indian canadian australian polish swedish irish deutsch englisch französisch spanisch italienisch
        germany france spain italy portugal netherlands holland austria switzerland england britain scotland ireland europe america africa asia india china japan canada australia brazil mexico poland sweden norway denmark finland belgium israel turkey
        russia ukraine singapore dubai deutschland frankreich spanien italien österreich schweiz europa amerika alemania españa francia allemagne espagne italie nederland duitsland
        london paris berlin munich münchen vienna wien zurich zürich geneva hamburg frankfurt cologne köln stuttgart madrid barcelona lisbon lisboa rome roma milan milano amsterdam rotterdam brussels dublin manchester edinburgh boston chicago seattle
        austin dallas denver atlanta houston york angeles francisco california texas florida washington toronto vancouver montreal sydney melbourne tokyo mumbai bangalore delhi shanghai beijing stockholm oslo copenhagen helsinki warsaw prague budapest
        leipzig dresden düsseldorf hannover graz basel bern lyon marseille valencia sevilla porto torino napoli utrecht

        salesforce hubspot pipedrive slack teams zoom microsoft google amazon azure oracle excel outlook word powerpoint sharepoint gmail chrome windows apple android jira confluence asana trello notion gong otter fireflies dropbox stripe workday zendesk
        intercom marketo linkedin facebook instagram whatsapp twitter youtube netflix copilot gemini claude chatgpt github gitlab postgres docker kubernetes linux python java javascript tableau snowflake databricks netsuite quickbooks xero shopify wordpress
        adobe okta airtable calendly twilio zapier dynamics webex skype bitbucket jenkins grafana datadog splunk segment mixpanel looker outreach clari chorus internet web bluetooth

        legal finance procurement marketing sales support security management engineering product operations ops compliance accounting purchasing leadership board team teams customer customers client clients vendor vendors user users sponsor champion
        president director manager doctor professor sir madam boss guys folks people everyone everybody nobody somebody someone anyone anybody mom dad god agent rep buyer seller prospect admin speaker assistant system
        einkauf vertrieb vorstand recht technik buchhaltung geschäftsführung kunde kunden kundin kollege kollegen kollegin chef chefin herr frau team leute alle jemand niemand direction achats ventas compras direzione acquisti vendas inkoop verkoop
        vertrag angebot termin preis preise projekt meeting demo budget frage fragen problem grüße dank

        i we you he she it they the a an this that these those there here what which who whose when where why how all both each every some any most many much more no not yes yeah yep nope okay ok sure great good fine perfect right wrong well so and but or if
        because since while although though however therefore anyway actually also then now today tomorrow yesterday tonight first second third next last finally maybe perhaps please thanks thank sorry hello hi hey dear welcome bye goodbye cheers let lets
        can could would will shall should may might must do does did have has had is are was were am be been my our your his her its their one two three four five six seven eight nine ten just only even still again once twice before after about above
        under over for from with without within by at in on to of as than like unless until ah oh um uh hmm wow gosh man look listen see question quick interesting exactly absolutely honestly basically correct true false alright cool awesome nice
        excellent brilliant fantastic lovely amazing got understood agreed done nothing something everything anything another other others same different new old phase step option plan version hopefully

        ich wir sie er es ihr du der die das ein eine und oder aber wenn weil dann also ja nein gut genau okay danke bitte hallo heute morgen gestern vielleicht eigentlich natürlich nächste letzte wie was wer wo wann warum können kannst möchten haben
        je tu il elle nous vous ils elles le la les un une et ou mais donc alors oui non bon bien merci bonjour aujourd demain quand comment pourquoi yo tú él ella nosotros usted ustedes ellos el los las una y o pero entonces sí bueno gracias hola hoy
        mañana cuando cómo io lei noi voi loro lo gli e ma allora sì bene grazie ciao oggi domani quando come perché eu você nós eles elas os as um uma mas então sim não bom obrigado obrigada olá hoje amanhã ik jij wij zij hij het een en maar dus nee goed
        bedankt dag vandaag morgen wat wie waar wanneer hoe
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
