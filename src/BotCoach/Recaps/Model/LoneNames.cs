using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BotCoach.Recaps.Model;

/// <summary>
/// First names of people who neither speak nor are known to the deal, told by the place in which they stand: "ask Priya", "my boss Tom", "Okay, Jan, let's …". It leaves
/// ordinary words alone: one that the call also has in lower case, or that is a place, a day, a product or a team (<see cref="NeverPeople"/>), is nobody's name.
/// </summary>
internal static partial class LoneNames
{
    private const int FewestRepeats = 2;
    private const int YouWithin = 3;
    private const int MoveWithin = 6;

    private static readonly FrozenSet<string> Titles = Set("mr mrs ms miss dr prof herr frau herrn madame monsieur mme señor señora sr sra signor signora senhor senhora dhr mevr mevrouw meneer");

    private static readonly FrozenSet<string> Relations = Set("""
        boss manager colleague cfo ceo cto coo cio ciso cmo cro vp director supervisor assistant coworker teammate counterpart wife husband friend brother sister counsel lawyer attorney sponsor champion controller accountant analyst engineer developer
        architect consultant recruiter secretary named called chef chefin kollege kollegin kollegen vorgesetzter vorgesetzte geschäftsführer geschäftsführerin leiter leiterin assistent assistentin jefe jefa colega compañero compañera collègue patron
        patronne directeur directrice capo collega responsabile chefe baas
        """);

    private static readonly FrozenSet<string> Asks = Set("""
        ask asked asking tell told telling remind reminded thank cc ping message email emailed loop invite call hi hello hey dear thanks hallo liebe lieber danke frag frage fragen fragt sag sage sagen bonjour salut merci demande demander demandez hola gracias
        pregunta preguntar pregúntale ciao grazie chiedi chiedere chieda olá oi obrigado obrigada pergunta perguntar bedankt vraag vragen zeg
        """);

    private static readonly FrozenSet<string> Greetings = Set("hi hello hey dear thanks thank hallo danke bonjour salut merci hola gracias ciao grazie olá oi obrigado obrigada bedankt you");
    private static readonly FrozenSet<string> BehindAsks = Set("à a al aan mal bitte doch sie auch for in");
    private static readonly FrozenSet<string> Meets = Set("with from to avec con com met van aan");

    private static readonly FrozenSet<string> Speaks = Set("""
        said says asked asks told tells mentioned mentions thinks thought suggested suggests confirmed replied explained wrote writes promised agreed agrees wants wanted knows believes joined emailed sagt sagte meint meinte fragt fragte schrieb schreibt dit
        dice dijo disse zegt zei pense piensa pensa vindt
        """);

    // Behind them "from", "to" and "with" lead to a tool or a town.
    private static readonly FrozenSet<string> Moves = Set("""
        compared compare comparing switch switched switching move moved moving migrate migrated migrating migration integrate integrated integrates integrating integration integrations upgrade upgraded subscribe competitor competitors alternative travel fly flew
        flight trip drive relocate based import imported export exported sync syncs data connect connects connected connector rollout contract license compete competes competing
        """);

    private static readonly FrozenSet<string> Openers = Set("okay ok so yes yeah no well right sorry thanks you great sure now alright and but look listen ja nein gut also danke genau bon oui non merci sí bueno gracias allora grazie bem sim nee goed");
    private static readonly FrozenSet<string> Turns = Set("please thanks thank over bitte");
    private static readonly FrozenSet<string> You = Set("you your sie du ihr dir ihnen vous tu votre usted ustedes tú lei voi você vocês je jij u jullie");

    private static readonly FrozenSet<string> Determiners = Set("the a an this that these our your their every each no any some der die das den dem des ein eine einen einem einer kein keine unser unsere unseren ihr ihre le la les un une el los las il gli uma het een");
    private static readonly FrozenSet<string> Places = Set("in at on via using use uses used into than versus vs inside within near buy bought evaluate evaluating evaluated try tried against about");

    private static readonly FrozenSet<string> Things = Set("""
        api integration license licence licenses contract dashboard platform software tool app account pricing price plan version product instance data system module report reports inc ltd gmbh corp corporation llc ag bv office street airport university bank
        group solutions technologies conference deal edition suite cloud
        """);

    /// <summary>The names, each with those that stand with it ("Omar Haddad").</summary>
    /// <param name="others">Words of companies, and of people who are known already.</param>
    public static IReadOnlyList<string> In(IReadOnlyList<string> texts, IEnumerable<string> others)
    {
        var talk = texts.Select(TokensOf).ToList();
        var ordinary = talk.SelectMany(t => t).Where(t => char.IsLower(t.Word[0])).Select(t => t.Lower).Concat(others.SelectMany(TokensOf).Select(t => t.Lower)).ToHashSet(StringComparer.Ordinal);
        bool MayBe(Token token) => Name().IsMatch(token.Word) && !ordinary.Contains(token.Lower) && !NeverPeople.Words.Contains(token.Lower);
        var (sure, likely, against, repeats) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (tokens, text) in talk.Zip(texts))
        {
            var isGerman = Conditions.IsGerman(text);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!MayBe(tokens[i])) continue;
                var place = new Place(tokens, i, isGerman);
                if (place.IsSure) sure.Add(tokens[i].Lower);
                else if (place.IsLikely) likely.Add(tokens[i].Lower);
                if (place.IsThing) against.Add(tokens[i].Lower);
                // in German each noun begins with a capital
                if (!tokens[i].IsFirst && !isGerman) repeats[tokens[i].Lower] = repeats.GetValueOrDefault(tokens[i].Lower) + 1;
            }
        }
        var names = sure.Concat(likely.Concat(repeats.Where(r => r.Value >= FewestRepeats).Select(r => r.Key)).Where(n => !against.Contains(n))).ToHashSet(StringComparer.Ordinal);
        return [.. talk.SelectMany(t => Runs(t, MayBe, names)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Runs(List<Token> tokens, Func<Token, bool> mayBe, HashSet<string> names)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!mayBe(tokens[i])) continue;
            var to = i + 1;
            while (to < tokens.Count && tokens[to].Gap == " " && mayBe(tokens[to])) to++;
            var run = tokens[i..to];
            if (run.Exists(t => names.Contains(t.Lower))) yield return string.Join(' ', run.Select(t => t.Word));
            i = to - 1;
        }
    }

    private static List<Token> TokensOf(string text)
    {
        var (tokens, end) = (new List<Token>(), 0);
        foreach (Match match in Word().Matches(text))
        {
            var gap = text[end..match.Index];
            var (word, after) = (Short().Replace(match.Value, ""), match.Index + match.Length < text.Length ? text[match.Index + match.Length] : '.');
            if (word.Length > 0) tokens.Add(new Token(word, word.ToLowerInvariant(), gap, after, tokens.Count == 0 || gap.AsSpan().IndexOfAny(".!?…:\n—\"“") >= 0));
            end = match.Index + match.Length;
        }
        return tokens;
    }

    private readonly record struct Token(string Word, string Lower, string Gap, char After, bool IsFirst);

    /// <summary>What the neighbours of a word tell of it.</summary>
    private readonly struct Place(List<Token> tokens, int at, bool isGerman)
    {
        private Token Own => tokens[at];
        private string Before => at > 0 ? tokens[at - 1].Lower : "";
        private string Earlier => at > 1 ? tokens[at - 2].Lower : "";
        private string Next => at + 1 < tokens.Count && tokens[at + 1].Gap == " " ? tokens[at + 1].Lower : "";
        private bool Follows => Own.Gap == " " && at > 0;

        public bool IsSure => (at > 0 && Own.Gap is " " or ". " && Titles.Contains(Before)) || (at > 0 && Own.Gap is " " or ", " && Relations.Contains(Before));

        public bool IsLikely => IsAsked || IsMet || IsCalled || (Speaks.Contains(Next) && Own.After == ' ');

        public bool IsThing => (Follows && ((Determiners.Contains(Before) && !Asks.Contains(Earlier)) || Places.Contains(Before))) || Things.Contains(Next);

        private bool IsAsked => (Follows && (Asks.Contains(Before) || (BehindAsks.Contains(Before) && Asks.Contains(Earlier)))) || (Own.Gap == ", " && Greetings.Contains(Before));

        private bool IsMet
        {
            get
            {
                if (!Follows || !Meets.Contains(Before)) return false;
                for (var i = Math.Max(0, at - MoveWithin); i < at; i++) if (Moves.Contains(tokens[i].Lower)) return false;
                return true;
            }
        }

        /// <summary>Spoken to: "…, Priya?", "Okay, Priya, let's …", "Priya, can you …".</summary>
        private bool IsCalled
        {
            get
            {
                if (Own.IsFirst) return Own.After == ',' && at + 1 < tokens.Count && IsTurnTo();
                if (Own.Gap != ", ") return false;
                if (Own.After == ',') return Openers.Contains(Before);
                return Own.After is '.' or '?' or '!' && char.IsLower(tokens[at - 1].Word[0]) && (!isGerman || Openers.Contains(Before));
            }
        }

        private bool IsTurnTo()
        {
            if (Turns.Contains(tokens[at + 1].Lower)) return true;
            for (var i = at + 1; i < Math.Min(tokens.Count, at + 1 + YouWithin); i++) if (You.Contains(tokens[i].Lower)) return true;
            return false;
        }
    }

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}'’&-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"['’](?:s|ll|d|re|ve|m|t)?$")]
    private static partial Regex Short();

    // "HubSpot" and "ERP" are none
    [GeneratedRegex(@"^(?:\p{Lu}['’])?\p{Lu}\p{Ll}+(?:[-'’]\p{Lu}?\p{Ll}+)*$")]
    private static partial Regex Name();
}
