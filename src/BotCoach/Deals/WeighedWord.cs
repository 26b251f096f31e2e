namespace BotCoach.Deals;

/// <summary>What one word weighs.</summary>
internal ref partial struct Weighed
{
    /// <summary>A word with nothing but these says nothing, in small letters.</summary>
    private const Says Grammar = Says.Glue | Says.Them | Says.They | Says.One | Says.In | Says.Will | Says.To | Says.Asks | Says.Article | Says.More | Says.Me | Says.Knows | Says.Foreign;

    private int WeightOf(ref Spelled word, Says says, int kin)
    {
        _isAsked = false;
        var isTitle = word.IsCapital && word.Capitals == 1;
        if ((says & Says.Caps) != 0 && word.Length > 1 && word.Capitals == word.Length) return _asked.IsKnown && !word.IsFirst ? 2 : 1;
        if (_asked.IsChoice(word.Hash, kin)) return Nothing(ref _offered);
        if (_asked.Has(word.Hash, word.Stem, kin) || (word.IsFirst && _asked.IsShortFor(word.Hash))) return Repeated(says);
        // "their van", "her son"
        if ((_before & Says.Article) != 0 && ((says & (Says.Foreign | Says.Date)) == Says.Foreign || (says & (Says.Plain | Says.Glue)) == (Says.Plain | Says.Glue))) return 1;
        if (!isTitle && (says & Says.Glue) != 0 && (says & ~Grammar) == 0 && word.Length > 1) return 0;
        if (isTitle && says != Says.Nothing && !word.IsJoined && ((says & Says.Name) != 0 || (says & ~NameToo) == 0)) _names++;
        if ((says & Says.Forename) != 0) _called++;
        if (isTitle && (says & Says.Forename) != 0) return 2;
        if (word.Length == 1 && IsLetter(ref word)) return 1;
        if ((says & Says.Short) != 0 && (_before & Says.Foreign) == 0 && _asked.IsKnown && _need == 1) return 1;
        if ((says & Says.Time) != 0 && (_before & Says.Count) != 0) return 1;
        if (IsValue(says) || (_isBehindFigure && (says & Says.Plain) != 0)) return 1;
        if ((says & Says.Title) != 0 && _asked.IsOfPeople && (_all & Says.Me) == 0 && (_words == 1 ? word.After == ' ' : (_before & (Says.Glue | Says.Praise)) == 0)) return 1;
        if ((says & Says.Rating) != 0) return _asked.IsRating || !_asked.IsKnown ? 1 : 0;
        if ((says & Says.Count) != 0) return _need == 1 || _asked.TakesNumber ? 1 : 0;
        if (_isToo && (says & (Says.Glue | Says.Later | Says.Write)) == 0 && _asked.IsKnown) return 1;
        if ((says & Says.Time) != 0) return IsTime(says) ? IsUntil(says) ? 2 : 1 : Nothing(ref _times);
        if ((says & Empty) != 0) return 0;
        if ((says & Says.Worn) != 0) return _asked.IsKnown && !(_asked.IsOfTopics && _words < 3 && (says & (Says.Thing | Says.Praise | Says.Hollow)) == Says.Thing) ? 0 : 1;
        if ((says & Says.Place) != 0) return _need > 1 ? 0 : 1 + Nothing(ref _places);
        if ((says & Says.Dull) != 0) return _asked.IsKnown ? Nothing(ref _dull) : 1;
        if ((says & (Says.Limit | Says.Named)) != 0) return 0;
        if (word.Length == 1 && word.Raw[0] < PlaceholderWords.Folded.Length) return 0;
        if (Content == 0 && Mash.IsOne(word.Raw)) return Nothing(ref _marks);
        return word.IsCapital && (!word.IsFirst || word.Capitals > 1) ? 2 : 1;
    }

    private int WeightOfUnlisted(ref Spelled word, int kin)
    {
        if (_asked.IsChoice(word.Hash, kin)) return Nothing(ref _offered);
        if (_asked.Has(word.Hash, word.Stem, kin) || (word.IsFirst && _asked.IsShortFor(word.Hash))) return Repeated(Says.Nothing);
        if (_isToo && _asked.IsKnown) return 1;
        if (Content == 0 && Mash.IsOne(word.Raw)) return Nothing(ref _marks);
        return word.IsCapital && (!word.IsFirst || word.Capitals > 1) ? 2 : 1;
    }

    /// <summary>"M", "R", "C++".</summary>
    private readonly bool IsLetter(ref Spelled word) =>
        (word.Capitals > 0 && (_asked.IsWhich || (_asked.IsOfTools && word.Raw[0] is not ('N' or 'X' or 'Y' or 'Z')))) || (word.IsFirst && word.After is '+' or '#');

    private int WeightOfFigures(ref Spelled word, Says says)
    {
        (_hasFigures, _isAsked) = (true, false);
        // "on the 3rd"
        if ((says & Mark) != 0 || (says != Says.Nothing && !_asked.TakesNumber && (_before & Says.Article) == 0)) return 0;
        if (!_asked.TakesNumber && word.Raw is ("1:1" or "24/7" or "10/10" or "50/50" or "50:50")) return 0;
        var weight = _need == Enough ? 1 : _need == EnoughOfUnknown && (_before & Says.Bound) != 0 ? _need : 2;
        var letters = word.Length - word.Figures;
        if (word.Length == 1 && word.Raw[0] - '0' == _listed + 1 && (++_listed > 1 || word.After == ')')) return 0;
        if (!_asked.IsKnown) return weight;
        if (letters > 2 && word.Figures > 2 && Mash.IsFigures(word.Raw)) return Nothing(ref _marks);
        if (letters > 0) return weight;
        if (_asked.TakesNumber) return Mash.IsOneFigure(WithoutStop(word.Raw)) ? Nothing(ref _marks) : weight;
        if (Mash.IsFigures(word.Raw) && !WithoutStop(word.Raw).Contains('.')) return Nothing(ref _marks);
        if (word.After == '%' && word.Raw is "100" or "110" or "200" or "1000") return 0;
        if (word.Length <= 2 && WithoutStop(word.Raw).Length == word.Length && !word.IsBeside("%§$€£¥#")) _small++;
        return weight;
    }

    /// <summary>"1.": the figure, and the end of a sentence.</summary>
    private static ReadOnlySpan<char> WithoutStop(ReadOnlySpan<char> raw) => raw is [.. var figures, '.'] ? figures : raw;

    /// <summary>What would say nothing elsewhere is one of the values that this question has.</summary>
    private readonly bool IsValue(Says says)
    {
        if (_asked.IsOfSize && (says & Says.Size) != 0) return true;
        if (_need > 1) return false;
        if (_asked.IsWhich && (says & Says.Place) != 0 && _words == 1) return true;
        if (_asked.IsNext && (says & Says.Move) != 0 && !_isEcho) return true;
        if (_asked.IsOfChange && (_before & (Says.Size | Says.Worn)) == Says.Size && (says & Says.Thing) != 0) return true;
        if (_asked.IsOfSource && (says & Says.Thing) != 0) return true;
        if (_asked.IsOfTopics && _words == 1 && (says & (Says.Plain | Says.Will)) == Says.Plain) return true;
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
    private readonly bool IsUntil(Says says) => (_all & Says.Filler) == 0 && _need == EnoughOfUnknown && Content > 0 && (says & Says.Date) != 0;

    private int Repeated(Says says)
    {
        if ((says & Says.Glue) == 0) (_repeated, _others) = (_repeated + 1, _others - 1);
        if (_isNo) _isNoBehind = true;
        _isAsked = _isEcho = true;
        return 0;
    }

    private static int Nothing(ref int counted)
    {
        counted++;
        return 0;
    }

    /// <summary>"and/or", "it's": known by their parts alone.</summary>
    private readonly bool IsApart(ref Spelled word) =>
        word.Figures == 0 && !word.IsPart && !_asked.Has(word.Hash, word.Stem, 0) && !Mash.IsOne(word.Raw) && !IsCompound(word.Raw) && !IsAddress(word.Raw);

    /// <summary>"walk-in", "two-factor": of words that say nothing, and says something.</summary>
    private static bool IsCompound(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('-')) return false;
        // "add-in", "check-out"
        if (raw.EndsWith("-in") || raw.EndsWith("-on") || raw.EndsWith("-out")) return true;
        foreach (var part in raw.Split('-'))
            if ((PlaceholderWords.Of(PlaceholderWords.HashOf(raw[part])).Says & (Mark | Says.Yes | Says.Known | Says.Write | Says.Praise)) != 0) return false;
        return true;
    }

    /// <summary>"close.io": where a name is one.</summary>
    private static bool IsAddress(ReadOnlySpan<char> raw) =>
        raw.LastIndexOf('.') is > 2 and var dot && raw[(dot + 1)..] is "com" or "net" or "org" or "io" or "ai" or "app" or "dev" or "de" or "eu"
            or "fr" or "es" or "it" or "nl" or "pl" or "co" or "ch" or "uk" or "at" or "be" or "us" or "cloud";
}
