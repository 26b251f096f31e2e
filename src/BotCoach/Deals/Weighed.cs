namespace BotCoach.Deals;

/// <summary>
/// What is left of a text when all is taken away that fits any deal or stands in the question; read word by word. What a word weighs and how all is judged stands in the other parts.
/// </summary>
internal ref partial struct Weighed(Asked asked)
{
    /// <summary>With so much, it says something whatever else it says.</summary>
    public const int Enough = 4;

    /// <summary>What "tbd" needs behind it to be an answer: with whom and until when, or what is open there.</summary>
    private const int EnoughOfUnknown = 3;

    private const int EnoughOfSoft = 2;

    /// <summary>Words that carry nothing by themselves.</summary>
    private const Says Empty = Says.Glue | Says.Hollow | Says.Filler | Says.Unknown | Says.Pointer | Says.Write | Says.Will
        | Says.Yes | Says.No | Says.None | Says.Later | Says.Them | Says.Quantity;

    /// <summary>Words that fill a field even where nobody knows its question.</summary>
    private const Says Mark = Says.Filler | Says.Unknown | Says.Pointer | Says.Later;

    /// <summary>A word with nothing but these is a name where it is written like one: "Jan", "Una".</summary>
    private const Says NameToo = Says.Foreign | Says.Glue | Says.Time | Says.Too | Says.Will | Says.In | Says.Count | Says.No | Says.Yes | Says.Named;

    private static readonly ulong Be = PlaceholderWords.HashOf("be");
    /// <summary>Of "foo bar", "bar" alone being a place.</summary>
    private static readonly ulong Foo = PlaceholderWords.HashOf("foo");
    private static readonly ulong It = PlaceholderWords.HashOf("it");
    private static readonly ulong One = PlaceholderWords.HashOf("one");
    private static readonly ulong If = PlaceholderWords.HashOf("if");
    private static readonly ulong Unless = PlaceholderWords.HashOf("unless");

    private readonly Asked _asked = asked;

    /// <summary>What its words do: all together, the first, and the one before.</summary>
    private Says _all;
    private Says _first;
    private Says _before;

    /// <summary>How much it must say: more behind a pointer, a promise or an unknown.</summary>
    private int _need = 1;
    private int _words;

    /// <summary>Words that say something; those of two points; those with a capital letter; those that name a place.</summary>
    private int _contents;
    private int _strong;
    private int _capitals;
    private int _places;

    /// <summary>Words that say nothing: those that may be names or always are, fillers, the question's own, its choices, dull ones, and times.</summary>
    private int _names;
    private int _called;
    private int _marks;
    private int _repeated;
    private int _offered;
    private int _dull;
    private int _times;

    /// <summary>Small figures: as a number of something, and as one of a list.</summary>
    private int _small;
    private int _listed;
    private bool _hasFigures;
    private bool _isLastFigure;

    private int _letterCount;
    private ulong _letters = PlaceholderWords.Seed;

    private bool _isQuoted;
    private bool _isUnknown;
    private bool _isNoBehind;
    private bool _isNoThing;

    /// <summary>Words that are no grammar and not the question's own; those with a capital letter, whatever they say; those of every day.</summary>
    private int _others;
    private int _titled;
    private int _plain;

    /// <summary>What the last word does, where it is short and in capital letters.</summary>
    private Says _shouted;

    /// <summary>"no, …", "… no", "to be …", "… it", "will …", "more …", "… on Friday".</summary>
    private bool _isNoWith;
    private bool _isNoLast;
    private bool _isToBe;
    private bool _isOfIt;

    /// <summary>How many others stood ahead of "… if …".</summary>
    private int? _othersToIf;

    /// <summary>"pending …", "… tbd".</summary>
    private bool _isKindBefore;
    private bool _isOpenLast;

    /// <summary>"see …": to be seen what, where that is what they want.</summary>
    private bool _isPointer;
    private bool _isPointed;
    private bool _isToCome;
    private bool _isMore;
    private bool _isDated;

    /// <summary>The word that is read is the question's own.</summary>
    private bool _isAsked;

    /// <summary>One of the words was, be it grammar.</summary>
    private bool _isEcho;

    /// <summary>What stands ahead of the word that is read, grammar between them apart.</summary>
    private bool _isIn;
    private bool _isNo;
    private bool _isToo;
    private bool _isBehindNa;
    private bool _isGrammarToo;
    private bool _isBehindCapital;
    private bool _isBehindTitle;
    private bool _isBehindFigure;

    /// <summary>How much it says: one for a word, two for a figure or a name.</summary>
    public int Content { get; private set; }

    public void Read(ref Spelled word)
    {
        var (says, kin) = PlaceholderWords.Of(word.Hash);
        if (says == Says.Nothing && !word.IsJoined && word.Length > 1 && word.Figures == 0)
        {
            ReadUnlisted(ref word, kin);
            return;
        }
        if (word.IsJoined)
        {
            // "H&M"
            if (word.Length < 5 && word.Raw.Contains('&')) says = Says.Nothing;
            else if (says == Says.Nothing && IsApart(ref word))
            {
                word.Split();
                return;
            }
        }
        if (_words < 2 || _isNoLast) Begin(ref word, ref says);
        else _words++;
        if (_isNo && (says & (Says.Thing | Says.Worn | Says.Dull)) != 0 && (says & (Says.Blank | Says.Known)) == 0) _isNoThing = true;
        if (word.Length == 1 && !word.IsPart)
        {
            _letterCount++;
            _letters = PlaceholderWords.Add(_letters, PlaceholderWords.FoldedOf(word.Raw[0]));
        }
        // "ask", "check": of a field whose question is not known it may be the next step
        if (!_asked.IsKnown && (says & Says.Write) != 0) says &= ~Says.Pointer;
        var isValue = _asked.IsOfSize && (says & Says.Size) != 0;
        if ((says & Mark) != 0 && !isValue && IsFiller(says)) _marks++;
        if (word.IsFirst && word.Before is '"' or '“' or '„' or '«' or '»' or '\'') _isQuoted = true;
        if (Content == _places && !isValue) Turn(ref word, says);
        Put(ref word, says, word.Figures > 0 ? WeightOfFigures(ref word, says) : WeightOf(ref word, says, kin));
    }

    /// <summary>How it begins: "will …", "to be …", "no, …", "no one".</summary>
    private void Begin(ref Spelled word, ref Says says)
    {
        if (_words == 0) (_isToCome, _isNoWith) = (word.Raw[0] == 'w' && (says & (Says.Will | Says.Name)) == (Says.Will | Says.Name), (says & Says.No) != 0 && word.After == ',');
        if (_words == 1 && word.Hash == Be && (_first & Says.To) != 0) _isToBe = true;
        if (_words > 0 && _isNoLast && word.Hash == One)
        {
            says |= Says.NoPerson | Says.None;
            if (_words == 1) _first |= Says.NoPerson;
        }
        if (++_words == 1) _first = says;
    }

    /// <summary>A filler fills nothing beside other words where it is a laugh, a word of every day ("she tests with her team") or a complaint ("too early for them").</summary>
    private readonly bool IsFiller(Says says) =>
        (_words == 1 || (says & Says.Laugh) == 0 && ((says & Says.Plain) == 0 || !_asked.IsKnown)) && !(_isToo && (says & Mark) == Says.Later);

    /// <summary>A word that stands on no list, as most do that say something: what others do does not matter to it.</summary>
    private void ReadUnlisted(ref Spelled word, int kin)
    {
        if (++_words == 1) _first = Says.Nothing;
        if (word.IsFirst && word.Before is '"' or '“' or '„' or '«' or '»' or '\'') _isQuoted = true;
        _isGrammarToo = false;
        _isAsked = false;
        if (_isPointer && _words == 2 && word.IsCapital) _isPointed = true;
        var weight = WeightOfUnlisted(ref word, kin);
        if ((_isBehindTitle || _words == 2) && IsNamed(ref word, Says.Nothing)) weight = Enough;
        // "pending permit"
        if (_isKindBefore && !word.IsCapital && weight > 0 && !_asked.IsOfPeople) _need = 1;
        if (weight > 0)
        {
            _contents++;
            if (weight > 1) _strong++;
            if (word.IsCapital) _capitals++;
        }
        Content += weight;
        if (_need > 1) Close(ref word);
        _others++;
        if (word.IsCapital) _titled++;
        (_isBehindCapital, _isBehindTitle, _isLastFigure, _isBehindFigure) = (word.IsCapital, false, false, false);
        (_isToo, _isNoLast, _isNo, _isIn) = (false, false, false, _isIn && weight == 0);
        (_before, _shouted, _isKindBefore, _isOpenLast) = (Says.Nothing, Says.Nothing, false, false);
    }

    private void Put(ref Spelled word, Says says, int weight)
    {
        if (_isPointer && (says & Says.Place) != 0) _isPointed = true;
        var isNamed = (says & Says.Named) != 0;
        if ((isNamed || _isBehindTitle || _words == 2) && IsNamed(ref word, says)) weight = Enough;
        _isBehindTitle = isNamed && word.IsCapital && !_isBehindCapital;
        _isBehindCapital = word.IsCapital;
        if (word.IsCapital) _titled++;
        // "may" is a month with a capital letter alone
        if ((says & Says.Period) != 0 || ((says & Says.Date) != 0 && ((says & Says.Glue) == 0 || word.IsCapital))) _isDated = true;
        _shouted = word.Length is > 1 and < 6 && word.Capitals == word.Length ? says : Says.Nothing;
        _isLastFigure = word.Figures > 0;
        if (weight > 0)
        {
            _contents++;
            if (weight > 1) _strong++;
            if (word.IsCapital) _capitals++;
        }
        Content += weight;
        if ((says & (Says.Plain | Says.Date | Says.Month | Says.One)) != 0) says = Plain(says, weight);
        _isBehindFigure = word.Figures > 0;
        if ((says & Says.Glue) == 0) _others++;
        if ((says & Says.More) != 0) (_isMore, says) = (true, says & ~Says.Praise);
        _all |= says;
        _before = says;
        _isKindBefore = (says & Says.Kind) != 0 && word.After == ' ';
        _isOpenLast = (says & (Says.Unknown | Says.Soft | Says.Foreign)) == Says.Unknown && word.Capitals is 0 or > 1;
        if (_need > 1) Close(ref word);
        var isGlue = (says & Says.Glue) != 0;
        if (word.Hash == It) _isOfIt = true;
        if (word.Hash == If || word.Hash == Unless) _othersToIf ??= _others;
        _isToo = (says & Says.Too) != 0 || (_isToo && isGlue);
        _isNoLast = (says & (Says.No | Says.None)) == Says.No;
        _isNo = (says & Says.No) != 0 || (_isNo && isGlue);
        _isIn = (says & Says.In) != 0 || (_isIn && ((weight == 0 && (says & (Says.Plain | Says.Time)) != (Says.Plain | Says.Time)) || (says & Says.Place) != 0));
    }

    /// <summary>"n/a: they take it off the shelf": what it was to say may follow.</summary>
    private void Close(ref Spelled word)
    {
        if (_words < 5 && word.After is ':' or ',' && !_isUnknown && (_all & Says.Filler) == 0) _need = Math.Min(_need, Content + 1);
    }

    /// <summary>"Ms Early", "Next plc".</summary>
    private readonly bool IsNamed(ref Spelled word, Says says)
    {
        if ((says & Says.Named) != 0 && ((_isBehindCapital && (word.IsCapital || _words == 2)) || (_asked.IsOfAccount && _words > 1 && _marks == 0))) return true;
        return word.Length > 1 && (says & (Says.Unknown | Says.Soft)) != Says.Unknown && ((_isBehindTitle && word.IsCapital) || (_asked.IsOfPeople && _words == 2 && (_first & Says.Named) != 0));
    }

    /// <summary>Counts a word of every day, which then is neither hollow nor worn.</summary>
    private Says Plain(Says says, int weight)
    {
        var isPlain = (says & Says.Plain) != 0 && weight == 0 && !_isAsked;
        if (isPlain) _plain += (_before & Says.More) != 0 || _isBehindFigure || _asked.IsOfTopics ? 2 : 1;
        if (((says & Says.Month) != 0 && weight == 0) || ((says & Says.One) != 0 && _words == 1) || (_asked.IsOfNeeds && (says & Says.Date) != 0)) _plain++;
        return isPlain ? says & ~(Says.Worn | Says.Hollow) : says;
    }

    /// <summary>What begins as a pointer, a promise or an unknown needs more behind it than another text.</summary>
    private void Turn(ref Spelled word, Says says)
    {
        var all = _all | says;
        // "todo en libretas", "na de zomer": grammar elsewhere
        if (_isGrammarToo && (says & Says.Foreign) != 0) (_need, _marks) = (1, _marks - 1);
        _isGrammarToo = _need == 1 && (says & (Says.Unknown | Says.Glue)) == (Says.Unknown | Says.Glue);
        if (_isBehindNa && (says & Empty) != 0) (_need, _isBehindNa) = (Math.Max(_need, EnoughOfUnknown), false);
        if ((says & Says.Unknown) != 0)
        {
            // "NA" may be North America, or a name
            if (word.Raw is "NA" or "Na") _isBehindNa = true;
            else _need = Math.Max(_need, (says & Says.Soft) != 0 ? EnoughOfSoft : EnoughOfUnknown);
        }
        if ((says & Says.Pointer) != 0 && !word.IsPart && !_asked.IsOfSteps && !IsSeenByThem)
        {
            // "see margins by job"
            if (_words == 1 && (_asked.IsOfNeeds || _asked.IsOfOutcome) && (says & Says.Name) != 0 && word.After == ' ') _isPointer = true;
            else _need = Enough;
        }
        if ((_before & Says.Pointer) != 0 && ((says & Says.Them) != 0 || ((says & Says.Asks) != 0 && (_before & Says.Name) != 0))) (_need, _isPointer) = (1, false);
        if ((says & (Says.Filler | Says.Laugh)) == Says.Filler && _words == 1 && (_asked.IsKnown || word.Hash == Foo)) _need = Math.Max(_need, EnoughOfSoft);
        if ((says & Says.Place) != 0 && _isIn && (says & Says.Date) == 0 && _asked.IsKnown && !_asked.IsOfTools) _need = Math.Max(_need, EnoughOfSoft);
        if ((says & Says.Write) != 0 && (all & Says.Will) != 0 && (_all & Says.Them) == 0 && !_asked.IsOfSteps) _need = _asked.IsKnown ? Enough : EnoughOfSoft;
        if ((says & (Says.Known | Says.No | Says.None)) != 0 && (all & Says.Known) != 0 && (all & (Says.No | Says.None)) != 0 && (_all & Says.They) == 0)
        {
            _isUnknown = true;
            if (((all & Says.None) == 0 || (_all & Says.Me) != 0) && !_asked.IsOfProblem) _need = Math.Max(_need, (says & Says.Soft) != 0 ? EnoughOfSoft : EnoughOfUnknown);
        }
    }

    /// <summary>"they see", "customers see", "can't see", "wants to see": no pointer.</summary>
    private readonly bool IsSeenByThem => (_asked.IsOfNeeds && (_before & Says.Will) != 0) || (_all & Says.They) != 0 || (_before & Says.Plain) != 0 || (_before & (Says.No | Says.Name | Says.None)) == Says.No
        || ((_before & Says.To) != 0 && _words > 2 && (_all & (Says.Will | Says.Me)) == 0);
}
