using System.Text.RegularExpressions;

namespace BotCoach.Recaps.Writing;

/// <summary>
/// Sentences that say what part somebody has in the decision, by that part. A sentence comes as its words in lower case, with <c>@0</c>, <c>@1</c> where people are named,
/// <c>@i</c> for who speaks and <c>@my</c> for what is theirs: "@0 sign off on anything", "it is @0 's budget". Pure.
/// </summary>
internal static partial class PartPhrases
{
    // "Dana, our CFO, …", "Dana who …"
    private const string Beside = @"(?: who| (?:our|my|the|from|in)(?: [\w-]+){1,3}?)??";
    private const string Who = @"@(?<who>\d+|i)" + Beside;
    private const string Other = @"@(?<who>\d+)" + Beside;
    private const string May = @"(?: (?:will|would|can|must|should|always|usually|ultimately|finally|personally|is|am|are|be|going to|has to|have to|needs to|need to|the (?:only )?(?:one|ones|person) (?:who|to)))*";
    private const string It = "(?:it|this|that|the (?:tool|system|product|platform|app|software|deal|project)|your (?:tool|system|product|platform|app|software))";
    private const string Yes = "(?:budget|approval|sign[ -]?off|signature|go-ahead|okay|blessing|decision)";
    private const string See = "(?:reviews?|checks?|vets?|assess(?:es)?|looks? at|looks? into)";
    private const string Mind = "(?:handles?|owns?|runs?|looks? after|takes? care of|responsible for|in charge of)";
    private const string Technical = @"(?:the |our |your |all |any )*(?:[\w-]+ )?(?:security|integrations?|architecture|api|apis|infrastructure|sso|infosec|data protection|technical (?:side|part|review|questions|details))\b";
    private const string Legal = @"(?:the |our |your |all |any )*(?:[\w-]+ )?(?:contracts?|terms|msa|dpa|nda|agreement|paperwork|redlines|legal (?:side|part|review|questions))\b";
    private const string Buying = @"(?:the |our |your |all |any )*(?:procurement|purchasing|vendor (?:onboarding|management|selection)|purchase orders?|vendors|commercials)\b";

    /// <summary>The strongest part first: of several that somebody has, it is the one that counts.</summary>
    private static readonly (string Part, Regex Says, bool MayBeNot)[] All =
    [
        ("economic-buyer", Decides(), false), ("economic-buyer", IsAsked(), false), ("champion", Champions(), false), ("blocker", Blocks(), true), ("sponsor", Sponsors(), false),
        ("legal", SeesToLegal(), false), ("procurement", SeesToBuying(), false), ("technical", SeesToTechnical(), false), ("user", Uses(), false), ("user", WorksByHand(), false),
    ];

    /// <summary>"Kim from procurement has to approve it" is procurement, whatever else is to be approved.</summary>
    private static readonly (string Part, Regex Of)[] Departments = [("procurement", FromBuying()), ("legal", FromLegal()), ("technical", FromTechnical())];

    /// <summary>How much a part counts beside others; the less the more.</summary>
    public static int Rank(string part) => Array.FindIndex(All, a => a.Part == part);

    /// <summary>Who has which part by this sentence: the number of the name, "i" or "my".</summary>
    public static IEnumerable<(string Part, string Who)> In(string sentence)
    {
        foreach (var (part, says, mayBeNot) in All)
            foreach (Match said in says.Matches(sentence))
                if (mayBeNot || !Denies(sentence, said)) yield return (part == "economic-buyer" ? OfWhat(sentence, said) : part, said.Groups["who"].Value);
    }

    /// <summary>"Nobody but …", "used to …", "does not …": it is not so, or not any more.</summary>
    private static bool Denies(string sentence, Match said) => Not().IsMatch(sentence.AsSpan(0, said.Index + said.Length));

    /// <summary>Who approves what is not the money: the contract, or what engineers look at.</summary>
    private static string OfWhat(string sentence, Match said)
    {
        var what = sentence.AsSpan(said.Index);
        foreach (var (part, of) in Departments) if (of.IsMatch(what)) return part;
        return OfMoney().IsMatch(what) ? "economic-buyer" : OfTechnical().IsMatch(what) ? "technical" : OfLegal().IsMatch(what) ? "legal" : "economic-buyer";
    }

    [GeneratedRegex($@"{Who}{May} (?:sign(?:s|ing)? off|signs? (?:it|this|that|everything|anything|contracts|all of|the (?:contract|deal|order|check|cheque|agreement))|approv(?:es?|ing) (?!of\b)[\w@]|decides?(?: (?:on|about|this|that|it|here|in the end)\b|$)|makes? the (?:final |ultimate )?(?:decision|call)\b|(?:has|have) the (?:final|last) (?:say|word|call|decision)|(?:holds?|owns?|controls?|manages?|has|have) the (?:budgets?|purse|money|checkbook)\b|releases? the (?:budget|money|funds)|writes? the (?:check|cheque)|gives? (?:it |us |me )?the (?:green light|go-ahead|final okay|okay|nod)|the (?:decision[ -]maker|economic buyer|budget (?:owner|holder)|final approver|signatory)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Decides();

    [GeneratedRegex($@"(?:(?:it|that|this|which) is|out of|comes? from|under) (?:@(?<who>\d+) 's|@(?<who>my)) (?:\w+ )?(?:budget|decision|cost center|money)\b|(?:it|that|this) is (?:@(?<who>\d+) 's|@(?<who>my)) call\b|(?:needs?|get|gets|want|wait for|waiting for|pending|without|subject to) @(?<who>\d+) 's (?:\w+ )?{Yes}\b|{Yes} (?:is|lies|sits|rests|stays|comes|has to come|must come|needs to come) (?:up to|with|from|down to) @(?<who>\d+|me)\b|(?:it|that|this|decision) is up to @(?<who>\d+|me)\b|(?:decision|budget|money) is (?:@(?<who>\d+) 's|(?<who>mine))|goes? (?:to|through|past) @(?<who>\d+) for (?:the )?(?:final )?{Yes}|{Yes} from @(?<who>\d+)|(?:decision[ -]maker|economic buyer|budget (?:owner|holder)) is @(?<who>\d+|me)\b|(?:be|is|gets?) (?:approved|signed|signed off|decided) by @(?<who>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex IsAsked();

    [GeneratedRegex($@"{Who}{May} (?:champions? (?:it|this|that|you|the)|(?:advocates?|fights?|push(?:es)?|vouch(?:es)?|lobb(?:y|ies)|goes to bat|go to bat|campaigns?)(?: hard)? for (?:it|this|that|you|the)\b|push(?:es)? (?:it|this|that) (?:through|internally|upstairs|inside)|(?:sells?|pitch(?:es)?|promotes?|defends?|advocates?) (?:it|this|that|you) (?:internally|inside|upstairs|to (?:the|our|my) (?:board|boss|ceo|cfo|cto|cro|coo|cio|vp|leadership|management|executives|execs|committee|director))|makes? (?:the|a|your) (?:business )?case (?:for|to|internally|inside)|(?:your|our|a|the|a big) (?:internal |inside )?(?:champion|advocate)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Champions();

    [GeneratedRegex($@"{Other} (?:is|was) (?:totally |very |strongly |dead |still |quite )?(?:against (?:it|this|that|the|any|changing)|opposed to|not (?:convinced|a fan|on board|sold)|skeptical|sceptical|resistant|(?:the|our|a) blocker)\b|{Other}{May} (?:blocks?|opposes?|veto(?:es)?|resists?|kills?|pushes back on|push back on) (?:it|this|that|the|every|any)\b|{Other} (?:does not want|will not (?:like|support|back|agree to)) (?:it|this|that|to (?:change|switch|move)|a new|another)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Blocks();

    [GeneratedRegex($@"{Who}{May} (?:(?:the|our|an|a) (?:executive |exec |project )?sponsor\b|sponsor(?:s|ing) (?:it|this|the)\b)|(?:executive|exec|project) sponsor is @(?<who>\d+|me)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sponsors();

    [GeneratedRegex($@"{Other}{May} (?:(?:{See}|{Mind}|negotiates?) {Legal}|redlines? )|{Who}{May} {Mind} (?:our |the )?(?:legal|contracts)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SeesToLegal();

    [GeneratedRegex($@"{Who}{May} {Mind} {Buying}", RegexOptions.CultureInvariant)]
    private static partial Regex SeesToBuying();

    [GeneratedRegex($@"{Other}{May} {See} {Technical}|{Who}{May} {Mind} {Technical}", RegexOptions.CultureInvariant)]
    private static partial Regex SeesToTechnical();

    [GeneratedRegex($@"{Who}{May} (?<=(?:will|would|going to|be|one who|one to|ones who|person who) )(?:use|uses|using|work(?:s|ing)? (?:in|with)|live in|operate|log into) {It}\b|{Who} (?:uses?|works? (?:in|with)) {It} (?:every|each|all) |{Who} (?:uses?|works? (?:in|with)) {It} (?:daily|day to day|day-to-day)\b|{Who}{May} (?:runs?|leads?|does|do|drives?|manages?|handles?|running|leading|doing) (?:the|our|this|your|a) (?:\w+ )?(?:evaluation|pilot|trial|test|poc|proof of concept)\b|{Who}{May} (?:the|our|an|a) (?:main |daily |day-to-day |power |primary |end )?(?:user|end-user)\b|(?:@(?<who>\d+) 's|@(?<who>my)) (?:team|people|group|reps|department)(?: (?:will|would|are|is|be|going to|the ones who))+ (?:use|using|work in|work with|live in) {It}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Uses();

    // whose own work it is that is done by hand today
    [GeneratedRegex(@"@(?<who>i) (?:am |have to |need to )?(?:creat|build|do|fill|copy|updat|mak|put|enter|track|maintain|typ|keep)(?:e|ing|ting|)\b.{0,60}\b(?:by hand|manually|spreadsheets?|excel)\b|\b(?:by hand|manual|manually|spreadsheets?)\b.{0,40}@(?<who>i) (?:am |have to )?(?:creat|build|do|fill|copy|updat|mak|maintain)(?:e|ing|)\b", RegexOptions.CultureInvariant)]
    private static partial Regex WorksByHand();

    [GeneratedRegex(@"^@\d+ (?:from|in|of|our) (?:the |our )?(?:procurement|purchasing)\b", RegexOptions.CultureInvariant)]
    private static partial Regex FromBuying();

    [GeneratedRegex(@"^@\d+ (?:from|in|of|our) (?:the |our )?(?:legal|lawyer|counsel)\b", RegexOptions.CultureInvariant)]
    private static partial Regex FromLegal();

    [GeneratedRegex(@"^@\d+ (?:from|in|of|our) (?:the |our )?(?:security|infosec|engineering|ciso|cto)\b", RegexOptions.CultureInvariant)]
    private static partial Regex FromTechnical();

    [GeneratedRegex(@"\b(?:not|never|nobody|used to|no longer|neither|nor|cannot)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Not();

    [GeneratedRegex(@"\b(?:budget|spend|spending|money|purchase|purchases|(?<!@)\d+k?|over)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OfMoney();

    [GeneratedRegex(@"^.{0,60}?\b(?:sign(?:s|ing)? off(?: on)?|approv(?:es?|ing)) " + Technical, RegexOptions.CultureInvariant)]
    private static partial Regex OfTechnical();

    [GeneratedRegex(@"^.{0,60}?\b(?:sign(?:s|ing)? off(?: on)?|approv(?:es?|ing)) (?:the |our |your |all |any )*(?:wording|terms|msa|dpa|nda|redlines|legal)\b", RegexOptions.CultureInvariant)]
    private static partial Regex OfLegal();
}
