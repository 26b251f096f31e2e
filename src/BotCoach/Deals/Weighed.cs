namespace BotCoach.Deals;

/// <summary>
/// What is left of a text when all is taken away that fits any deal or stands in the question; read word by word. How it is judged then stands in the other half.
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

    /// <summary>Words that say nothing: those that may be names, fillers, the question's own, its choices, dull ones, and times.</summary>
    private int _names;
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

    /// <summary>What stands ahead of the word that is read, grammar between them apart.</summary>
    private bool _isIn;
    private bool _isNo;
    private bool _isToo;
    private bool _isBehindNa;
    private bool _isBehindCapital;
    private bool _isBehindTitle;

    /// <summary>How much it says: one for a word, two for a figure or a name.</summary>
    public int Content { get; private set; }

    public void Read(ref Spelled word)
    {
        var (says, kin) = PlaceholderWords.Of(word.Hash);
        if (says == Says.Nothing && word.IsJoined && IsApart(ref word))
        {
            word.Split();
            return;
        }
        if (++_words == 1) _first = says;
        if (_isNo && (says & (Says.Thing | Says.Worn | Says.Dull)) != 0 && (says & (Says.Blank | Says.Known)) == 0) _isNoThing = true;
        if (word.Length == 1 && !word.IsPart)
        {
            _letterCount++;
            _letters = PlaceholderWords.Add(_letters, PlaceholderWords.FoldedOf(word.Raw[0]));
        }
        // "ask", "check": of a field whose question is not known it may be the next step
        if (!_asked.IsKnown && (says & Says.Write) != 0) says &= ~Says.Pointer;
        if ((says & Mark) != 0) _marks++;
        if (word.IsFirst && word.Before is '"' or '“' or '„' or '«' or '»' or '\'') _isQuoted = true;
        if (Content == _places) Turn(ref word, says);
        Put(ref word, says, word.Figures > 0 ? WeightOfFigures(ref word, says) : WeightOf(ref word, says, kin));
    }

    private void Put(ref Spelled word, Says says, int weight)
    {
        if (_isBehindTitle && word.IsCapital && word.Length > 1 && (says & Says.Unknown) == 0) weight = Enough;
        var isNamed = (says & Says.Named) != 0 && word.IsCapital;
        if (isNamed && _isBehindCapital) weight = Enough;
        _isBehindTitle = isNamed && !_isBehindCapital;
        _isBehindCapital = word.IsCapital;
        _isLastFigure = word.Figures > 0;
        if (weight > 0)
        {
            _contents++;
            if (weight > 1) _strong++;
            if (word.IsCapital) _capitals++;
        }
        Content += weight;
        _all |= says;
        _before = says;
        var isGlue = (says & Says.Glue) != 0;
        _isToo = (says & Says.Too) != 0 || (_isToo && isGlue);
        _isNo = (says & Says.No) != 0 || (_isNo && isGlue);
        _isIn = (says & Says.In) != 0 || (_isIn && (weight == 0 || (says & Says.Place) != 0));
    }

    /// <summary>"and/or", "it's": known by their parts alone.</summary>
    private readonly bool IsApart(ref Spelled word) =>
        word.Figures == 0 && !word.IsPart && !_asked.Has(word.Hash, word.Stem, 0) && !Mash.IsOne(word.Raw) && !IsCompound(word.Raw);

    /// <summary>"walk-in", "two-factor": of words that say nothing, and says something.</summary>
    private static bool IsCompound(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('-')) return false;
        foreach (var part in raw.Split('-'))
            if ((PlaceholderWords.Of(PlaceholderWords.HashOf(raw[part])).Says & (Mark | Says.Yes | Says.Known | Says.Write | Says.Praise)) != 0) return false;
        return true;
    }

    /// <summary>What begins as a pointer, a promise or an unknown needs more behind it than another text.</summary>
    private void Turn(ref Spelled word, Says says)
    {
        var all = _all | says;
        if (_isBehindNa && (says & Empty) != 0) (_need, _isBehindNa) = (Math.Max(_need, EnoughOfUnknown), false);
        if ((says & Says.Unknown) != 0)
        {
            // "NA" may be North America, or a name
            if (word.Raw is "NA" or "Na") _isBehindNa = true;
            else _need = Math.Max(_need, (says & Says.Soft) != 0 ? EnoughOfSoft : EnoughOfUnknown);
        }
        if ((says & Says.Pointer) != 0 && !word.IsPart && !_asked.IsOfSteps && (_all & Says.They) == 0) _need = Enough;
        if ((_before & Says.Pointer) != 0 && (says & Says.Them) != 0) _need = 1;
        if ((says & Says.Filler) != 0 && _words == 1 && _asked.IsKnown) _need = Math.Max(_need, EnoughOfSoft);
        if ((says & Says.Place) != 0 && _isIn && _asked.IsKnown && !_asked.IsOfTools) _need = Math.Max(_need, EnoughOfSoft);
        if ((says & Says.Write) != 0 && (all & Says.Will) != 0 && (_all & Says.Them) == 0 && !_asked.IsOfSteps) _need = _asked.IsKnown ? Enough : EnoughOfSoft;
        if ((all & Says.Known) != 0 && (all & (Says.No | Says.None)) != 0 && (_all & Says.They) == 0)
        {
            _isUnknown = true;
            if ((all & Says.None) == 0 || (_all & Says.Me) != 0) _need = Math.Max(_need, (says & Says.Soft) != 0 ? EnoughOfSoft : EnoughOfUnknown);
        }
    }

    private int WeightOf(ref Spelled word, Says says, int kin)
    {
        var isTitle = word.IsCapital && word.Capitals == 1;
        if ((says & Says.Caps) != 0 && word.Length > 1 && word.Capitals == word.Length) return _asked.IsKnown && !word.IsFirst ? 2 : 1;
        if (_asked.IsChoice(word.Hash, kin)) return Nothing(ref _offered);
        if (_asked.Has(word.Hash, word.Stem, kin)) return Repeated(says);
        if (isTitle && ((says & Says.Name) != 0 || (says & ~NameToo) == 0)) _names++;
        if (isTitle && (says & Says.Forename) != 0) return 2;
        if (word.Length == 1 && word.Capitals > 0 && _asked.IsWhich) return 1;
        if ((says & Says.Time) != 0 && (_before & Says.Count) != 0) return 1;
        if (IsValue(says)) return 1;
        if ((says & Says.Rating) != 0) return _asked.IsRating || !_asked.IsKnown ? 1 : 0;
        if ((says & Says.Count) != 0) return _need == 1 || _asked.TakesNumber ? 1 : 0;
        if (_isToo && (says & (Says.Glue | Says.Later | Says.Write)) == 0 && _asked.IsKnown) return 1;
        if ((says & Says.Time) != 0) return IsTime(says) ? IsUntil(says) ? 2 : 1 : Nothing(ref _times);
        if ((says & Empty) != 0) return 0;
        if ((says & Says.Worn) != 0) return _asked.IsKnown ? 0 : 1;
        if ((says & Says.Place) != 0) return _need > 1 ? 0 : 1 + Nothing(ref _places);
        if ((says & Says.Dull) != 0) return _asked.IsKnown ? Nothing(ref _dull) : 1;
        if ((says & (Says.Limit | Says.Named)) != 0) return 0;
        if (word.Length == 1 && word.Raw[0] < PlaceholderWords.Folded.Length) return 0;
        if (Content == 0 && Mash.IsOne(word.Raw)) return Nothing(ref _marks);
        return word.IsCapital && (!word.IsFirst || word.Capitals > 1) ? 2 : 1;
    }

    private int WeightOfFigures(ref Spelled word, Says says)
    {
        _hasFigures = true;
        if (says != Says.Nothing || word.Raw is "1:1" or "24/7" or "10/10" or "50/50" or "50:50") return 0;
        var weight = _need == Enough ? 1 : 2;
        var letters = word.Length - word.Figures;
        if (word.Length == 1 && word.Raw[0] - '0' == _listed + 1 && (++_listed > 1 || word.After == ')')) return 0;
        if (!_asked.IsKnown) return weight;
        if (letters > 2 && word.Figures > 2 && Mash.IsFigures(word.Raw)) return Nothing(ref _marks);
        if (letters > 0 || _asked.TakesNumber) return weight;
        if (Mash.IsFigures(word.Raw)) return Nothing(ref _marks);
        if (word.After == '%' && word.Raw is "100" or "110" or "200" or "1000") return 0;
        if (word.Length <= 2 && word.Raw.Length == word.Length && word.After != '%' && word.Before is not ('§' or '$' or '€' or '£' or '#')) _small++;
        return weight;
    }

    /// <summary>What would say nothing elsewhere is one of the values that this question has.</summary>
    private readonly bool IsValue(Says says)
    {
        if (_asked.IsOfSize && (says & Says.Size) != 0) return true;
        if (_need > 1) return false;
        if (_asked.IsOfChange && (_before & Says.Size) != 0 && (says & Says.Thing) != 0) return true;
        if (_asked.IsOfSource && (says & Says.Thing) != 0) return true;
        return _asked.IsOfTools && (says & Says.Place) != 0;
    }

    private readonly bool IsTime(Says says)
    {
        if (_asked.TakesTime) return true;
        if ((says & Says.Date) == 0) return false;
        if (_need is EnoughOfSoft or EnoughOfUnknown) return Content > 0;
        var isLong = _asked.How == AskedHow.Statement ? _words > 1 : (says & Says.Month) != 0 && _words > 2;
        return _need == 1 && isLong && (_all & (Says.Later | Says.Write | Says.Will | Says.Me)) == 0 && (_first & Says.In) == 0;
    }

    /// <summary>"tbd, the board meets in May": what is open there, and when it closes.</summary>
    private readonly bool IsUntil(Says says) => _need == EnoughOfUnknown && Content > 0 && (says & Says.Month) != 0;

    private int Repeated(Says says)
    {
        if ((says & Says.Glue) == 0) _repeated++;
        if (_isNo) _isNoBehind = true;
        return 0;
    }

    private static int Nothing(ref int counted)
    {
        counted++;
        return 0;
    }
}
